import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { ConnectionId } from '#common';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Store } from '#store';
import { readOverview } from '../overview.js';
import { movedTopics, movementsOf } from './moved-topics.js';
import type { Movements } from './moved-topics.js';

const everyMs = 2_000;
/** Proxies end what is silent for a minute. */
const heartbeatMs = 15_000;
const listenersAtMost = 200;
/** What a browser that does not read may have lying here. */
const unreadBytesAtMost = 65_536;

/** Somebody who watches a connection. */
interface Listener {
  readonly stream: PassThrough;
  /** Whether whoever it is may still see it. */
  readonly mayListen: () => Promise<boolean>;
  told?: Told;
  heardAt: number;
}

/** How a connection is, as listeners are told it. */
interface Told {
  readonly overview: string;
  readonly movements: Movements;
}

/**
 * Tells browsers how connections live, as it changes: each connection that is watched is read every two seconds, once
 * for all who watch it here. Postgres is asked, so that it does not matter which replica did what.
 */
@Injectable()
export class LiveOverviews implements OnModuleDestroy {
  private readonly watched = new Map<ConnectionId, Set<Listener>>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A stream of server-sent events (HTML 9.2); undefined where too many listen already. */
  listen(connectionId: ConnectionId, mayListen: () => Promise<boolean>): Readable | undefined {
    const count = [...this.watched.values()].reduce((sum, { size }) => sum + size, 0);
    if (count >= listenersAtMost) return undefined;
    const listener: Listener = { stream: new PassThrough(), mayListen, heardAt: 0 };
    const listeners = this.watched.get(connectionId) ?? new Set();
    this.watched.set(connectionId, listeners.add(listener));
    listener.stream.once('close', () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.watched.delete(connectionId);
    });
    listener.stream.write('retry: 5000\n\n');
    this.schedule(0);
    return listener.stream;
  }

  /** Ends all streams: a server that stops waits for its answers. */
  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    for (const listeners of this.watched.values()) for (const { stream } of listeners) stream.destroy();
    this.watched.clear();
    await this.running;
  }

  private schedule(inMs: number): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.running = this.tellAll().finally(() => {
        this.timer = undefined;
        if (this.watched.size > 0) this.schedule(everyMs);
      });
    }, inMs);
  }

  private async tellAll(): Promise<void> {
    for (const [connectionId, listeners] of this.watched) {
      try {
        const now = await this.look(connectionId);
        for (const listener of listeners) await this.tell(listener, now);
      } catch (error) {
        // Said again in two seconds; the browser keeps what it was told last.
        this.logger.warn('live-overview-failed', { connection: connectionId, ...errorFields(error) });
      }
    }
  }

  private async look(connectionId: ConnectionId): Promise<Told | undefined> {
    const connection = await this.store.connections.find(connectionId);
    if (!connection) return undefined;
    const [overview, others] = await Promise.all([
      readOverview(this.store, connection),
      this.store.of(connectionId).directory.movements(),
    ]);
    return others && { overview: JSON.stringify(overview), movements: movementsOf(overview, others) };
  }

  private async tell(listener: Listener, now: Told | undefined): Promise<void> {
    const { stream, told } = listener;
    const slow = stream.writableLength + stream.readableLength > unreadBytesAtMost;
    if (now === undefined || slow || !(await listener.mayListen())) {
      stream.end();
      stream.destroy();
      return;
    }
    const moved = told ? movedTopics(told.movements, now.movements) : [];
    const events = [
      ...(now.overview === told?.overview ? [] : [`event: overview\ndata: ${now.overview}`]),
      ...(moved.length === 0 ? [] : [`event: moved\ndata: ${JSON.stringify(moved)}`]),
    ];
    const at = performance.now();
    if (events.length === 0) {
      if (at - listener.heardAt <= heartbeatMs) return;
      events.push(': here');
    }
    stream.write(`${events.join('\n\n')}\n\n`);
    listener.told = now;
    listener.heardAt = at;
  }
}
