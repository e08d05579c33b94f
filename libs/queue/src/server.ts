import { BaseRpcContext, RpcException, Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { UnrecoverableError } from 'bullmq';
import type { Job, Worker } from 'bullmq';
import { lastValueFrom } from 'rxjs';
import type { QueueBackend, QueueName } from './backend.js';

/** What a handler may do beside returning: tell how far it is. */
export class JobContext extends BaseRpcContext<[Job]> {
  /** Shown on the board while the job runs. Counts and codes only. */
  async progress(told: Readonly<Record<string, string | number>>): Promise<void> {
    await this.args[0].updateProgress(told);
  }
}

/**
 * A job failed for a reason of our own making: `code` is all that the queue keeps of it. An RpcException,
 * because Nest's filter replaces every other error by one that says nothing, and logs it.
 */
export class JobFailure extends RpcException {
  override readonly name = 'JobFailure';
  constructor(readonly code: string) {
    super(code);
  }

  /** What Nest's filter hands on: the failure itself, so that the transport knows it again. */
  override getError(): object {
    return this;
  }
}

/** Jobs that are done, for who watches the queues. On Postgres each that ends costs a look at all that are kept. */
const keep = { count: 100 };

/** Where the queue is away; BullMQ's own pause is a quarter of a minute, in which nobody works when it is back. */
const askAgainMs = 1_000;

/** How soon a killed worker's jobs are another's: after its lock has run out, at the next check. */
export interface JobLocks {
  readonly lockMs: number;
  readonly checkEveryMs: number;
}

const usualLocks: JobLocks = { lockMs: 10_000, checkEveryMs: 5_000 };

/**
 * The receiving side of the transport: one worker, one handler a pattern. A job is finished when its handler
 * has ended, and what the handler returns is the job's result; a throw keeps a code, never a message; a killed
 * worker's jobs are run again by another.
 */
export class BullmqServer extends Server implements CustomTransportStrategy {
  /** Failures reach the queue; Nest need not log them. */
  override readonly propagatesEventHandlerErrors = true;
  private worker: Worker | undefined;

  constructor(
    private readonly backend: QueueBackend,
    private readonly concurrency: number,
    private readonly locks = usualLocks,
    private readonly queue?: QueueName,
  ) {
    super();
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false): void {
    const name = this.normalizePattern(pattern as string);
    if (this.messageHandlers.has(name)) throw new Error(`two handlers for the pattern ${name}`);
    super.addHandler(pattern, callback, isEventHandler);
  }

  listen(callback: (error?: unknown) => void): void {
    const options = {
      concurrency: this.concurrency,
      // Without a limiter BullMQ ignores queue-wide rate limits; this one never bites.
      limiter: { max: 1_000_000, duration: 1_000 },
      lockDuration: this.locks.lockMs,
      stalledInterval: this.locks.checkEveryMs,
      maxStalledCount: 1_000,
      runRetryDelay: askAgainMs,
      removeOnComplete: keep,
      removeOnFail: keep,
    };
    this.worker = this.backend.openWorker((job) => this.handle(job), options, this.queue);
    this.worker.waitUntilReady().then(() => {
      callback();
    }, callback);
  }

  /** Waits for running handlers. */
  async close(): Promise<void> {
    await this.worker?.close();
  }

  on(): void {
    throw new Error('This transport has no events of its own.');
  }

  unwrap(): never {
    throw new Error('The worker is not for outsiders.');
  }

  private async handle(job: Job): Promise<unknown> {
    const handler = this.messageHandlers.get(job.name);
    if (!handler) throw new UnrecoverableError('unknown-pattern');
    try {
      const result: unknown = await handler(job.data, new JobContext([job]));
      return await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
    } catch (error) {
      throw new UnrecoverableError(error instanceof JobFailure ? error.code : 'handler-threw');
    }
  }
}
