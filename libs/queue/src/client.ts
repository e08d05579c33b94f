import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { ClientProxy } from '@nestjs/microservices';
import type { ReadPacket } from '@nestjs/microservices';
import type { Queue } from 'bullmq';
import { Bell } from './bell.js';

const batchMs = 20;
const batchSize = 500;
const closeWithinMs = 2_000;

interface Rung {
  readonly pattern: string;
  readonly bell: Bell<object>;
}

/**
 * The sending side of the transport. Bells are rung in batches off the caller's path, one batch at a time; one
 * that is lost is rung again by the sweep. While the queue is away equal bells stay one, so what waits is
 * bounded by the number of lanes.
 */
export class BullmqClient extends ClientProxy {
  private readonly waiting = new Map<string, Rung>();
  private ringing: Promise<void> | undefined;
  private closing = false;
  private hurry: () => void = () => undefined;

  constructor(
    private readonly queue: Pick<Queue, 'addBulk'>,
    private readonly onFailure: (error: unknown) => void,
  ) {
    super();
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  /** Rings what still waits; gives up on a queue that is away. */
  async close(): Promise<void> {
    // emit() reaches us a moment after it was called.
    await nextTurn();
    this.closing = true;
    this.hurry();
    const { ringing } = this;
    if (ringing) await Promise.race([ringing, sleep(closeWithinMs, undefined, { ref: false })]);
  }

  unwrap(): never {
    throw new Error('The queue is not for outsiders.');
  }

  protected dispatchEvent<T>(packet: ReadPacket): Promise<T> {
    const bell: unknown = packet.data;
    if (!(bell instanceof Bell)) return Promise.reject(new TypeError('emit a Bell'));
    const pattern = String(packet.pattern);
    this.waiting.set(`${pattern} ${bell.deduplicationKey}`, { pattern, bell: bell as Bell<object> });
    if (this.waiting.size >= batchSize) this.hurry();
    this.ringing ??= this.ring().finally(() => (this.ringing = undefined));
    return Promise.resolve(undefined as T);
  }

  protected publish(): () => void {
    throw new Error('This transport rings bells; questions between the services are rows.');
  }

  private async ring(): Promise<void> {
    while (this.waiting.size > 0) {
      if (this.waiting.size < batchSize && !this.closing) await this.gather();
      const batch = [...this.waiting].slice(0, batchSize);
      for (const [key] of batch) this.waiting.delete(key);
      await this.add(batch.map(([, rung]) => rung));
    }
  }

  /** Waits for more bells: until the batch is full, or 20 ms. */
  private async gather(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, batchMs);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.hurry = () => undefined;
  }

  private async add(batch: readonly Rung[]): Promise<void> {
    try {
      await this.queue.addBulk(
        batch.map(({ pattern, bell }) => ({
          name: pattern,
          data: bell.payload,
          opts: {
            attempts: 1,
            stackTraceLimit: 0,
            deduplication: { id: `${pattern}.${bell.deduplicationKey}`, keepLastIfActive: true },
          },
        })),
      );
    } catch (error) {
      this.onFailure(error);
    }
  }
}
