import { randomUUID } from 'node:crypto';
import type { ConnectionId } from '#common';
import type { StreamEvent } from '#dingtalk';
import { subjectsOf } from '#provisioning';
import type { Bells } from '#queue';
import { Routine } from '#runtime';
import type { Logger } from '#runtime';
import { dropStreams, streamClosed, streamOpened, takeStreams } from '#store';
import type { Store } from '#store';
import type { Clients } from '../clients.js';
import { Stream } from './stream.js';

const everyMs = 1_000;
/** Who falls silent loses his Streams: another opens them within half a minute. */
const leaseMs = 20_000;
/** What is delivered late comes first, and a line that breaks again has nothing read twice. */
const resyncAfterMs = 2_000;

/** Keeps the Streams that this process holds; of several replicas one has a connection's. */
export class Streams {
  private readonly holder = randomUUID();
  private readonly open = new Map<ConnectionId, Stream>();
  private readonly routine: Routine;
  /** On the monotonic clock: until then the leases last at the least. */
  private leasedUntil = 0;

  constructor(
    private readonly store: Store,
    private readonly clients: Pick<Clients, 'tickets'>,
    private readonly bells: Pick<Bells, 'mirror'>,
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
    await dropStreams(this.store.database, this.holder).catch(() => undefined);
  }

  private async once(): Promise<void> {
    const asked = performance.now();
    try {
      const held = await takeStreams(this.store.database, this.holder, leaseMs);
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
    const { database } = this.store;
    const { mirror } = this.store.of(id);
    const host = {
      tickets: async () => {
        const connection = await this.store.connections.find(id);
        return connection && this.clients.tickets(connection);
      },
      hear: async ({ eventId, type, content }: StreamEvent) => {
        if (await mirror.hear(eventId, subjectsOf(type, content))) this.bells.mirror(id);
      },
      opened: async (seamless: boolean) => {
        // Nobody knows what was missed, nor whether DingTalk keeps it (fact sheet 14.10).
        const gap = await streamOpened(database, id, this.holder);
        if (gap && !seamless) await mirror.askForCrawl('gap', resyncAfterMs);
      },
      closed: () => streamClosed(database, id, this.holder),
    };
    return new Stream(id, host, this.logger, this.connector);
  }
}
