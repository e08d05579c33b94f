import { ClientProxy } from '@nestjs/microservices';
import type { ReadPacket } from '@nestjs/microservices';
import type { Queue } from 'bullmq';
import { Bell } from './bell.js';

const batchMs = 20;
const batchSize = 500;

interface Rung {
  readonly pattern: string;
  readonly bell: Bell<object>;
}

/**
 * The sending side of the transport. Bells are rung in batches off the caller's path; one that is lost is rung
 * again by the sweep.
 */
export class BullmqClient extends ClientProxy {
  private readonly waiting = new Map<string, Rung>();
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly queue: Queue,
    private readonly onFailure: (error: unknown) => void,
  ) {
    super();
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  /** Rings what still waits. */
  async close(): Promise<void> {
    await (this.flushing ?? this.flush());
  }

  unwrap(): never {
    throw new Error('The queue is not for outsiders.');
  }

  protected dispatchEvent<T>(packet: ReadPacket): Promise<T> {
    const bell: unknown = packet.data;
    if (!(bell instanceof Bell)) return Promise.reject(new TypeError('emit a Bell'));
    const pattern = String(packet.pattern);
    this.waiting.set(`${pattern} ${bell.deduplicationKey}`, { pattern, bell: bell as Bell<object> });
    if (this.waiting.size >= batchSize) void this.flush();
    else this.flushing ??= new Promise((resolve) => setTimeout(resolve, batchMs)).then(() => this.flush());
    return Promise.resolve(undefined as T);
  }

  protected publish(): () => void {
    throw new Error('This transport rings bells; questions between the services are rows.');
  }

  private async flush(): Promise<void> {
    this.flushing = undefined;
    const batch = [...this.waiting.values()];
    this.waiting.clear();
    if (batch.length === 0) return;
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
