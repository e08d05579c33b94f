import { randomUUID } from 'node:crypto';
import type { ConnectionId } from '#common';
import { Routine } from '#runtime';
import type { Logger } from '#runtime';
import type { Connections } from '#store';
import type { Clients } from '../clients.js';
import { Stream } from './stream.js';
import type { StreamHost } from './stream.js';

const everyMs = 1_000;
/** Who falls silent loses his Streams: another opens them within half a minute. */
const leaseMs = 20_000;

/** Whose Streams are to be open, and what is done with what they tell. */
export interface Listening {
  /** Takes for `leaseMs` what nobody holds, and keeps what `holder` has. */
  readonly take: (holder: string, leaseMs: number) => Promise<readonly ConnectionId[]>;
  /** Lets go of all that `holder` has. */
  readonly drop: (holder: string) => Promise<void>;
  readonly hostOf: (id: ConnectionId, holder: string) => Omit<StreamHost, 'tickets'>;
}

/** Keeps the Streams that this process holds; of several replicas one has a connection's. */
export class Streams {
  private readonly holder = randomUUID();
  private readonly open = new Map<ConnectionId, Stream>();
  private readonly routine: Routine;
  /** On the monotonic clock: until then the leases last at the least. */
  private leasedUntil = 0;

  constructor(
    private readonly listening: Listening,
    private readonly connections: Pick<Connections, 'find'>,
    private readonly clients: Pick<Clients, 'tickets'>,
    private readonly logger: Logger,
    private readonly connector?: ConstructorParameters<typeof Stream>[3],
  ) {
    this.routine = new Routine({ everyMs, once: () => this.once(), failure: 'streams-not-kept' }, logger);
  }

  start(): void {
    this.routine.start(0);
  }

  async stop(): Promise<void> {
    await this.routine.stop();
    await this.keepOnly([]);
    await this.listening.drop(this.holder).catch(() => undefined);
  }

  private async once(): Promise<void> {
    const asked = performance.now();
    try {
      const held = await this.listening.take(this.holder, leaseMs);
      this.leasedUntil = asked + leaseMs;
      await this.keepOnly(held);
      for (const id of held) if (!this.open.has(id)) this.open.set(id, this.streamOf(id));
    } catch (error) {
      // Without the store nothing can be written down, and by now somebody else may listen.
      if (performance.now() > this.leasedUntil) await this.keepOnly([]);
      throw error;
    }
  }

  private async keepOnly(held: readonly ConnectionId[]): Promise<void> {
    const lost = [...this.open].filter(([id]) => !held.includes(id));
    for (const [id] of lost) this.open.delete(id);
    await Promise.all(lost.map(([, stream]) => stream.stop()));
  }

  private streamOf(id: ConnectionId): Stream {
    const tickets = async () => {
      const connection = await this.connections.find(id);
      return connection && this.clients.tickets(connection);
    };
    const host = { ...this.listening.hostOf(id, this.holder), tickets };
    return new Stream(id, host, this.logger, this.connector);
  }
}
