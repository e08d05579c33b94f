import { createHash } from 'node:crypto';
import type { ConnectionId } from '#common';
import { listFailedEvents } from '#dingtalk';
import type { FailedEvent } from '#dingtalk';
import { failedSubjectsOf } from '#provisioning';
import type { Bells } from '#queue';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import { takeFailedEvents } from '#store';
import type { Store } from '#store';
import type { Clients } from '../clients.js';

const everyMs = 1_000;
/** Pages of 200 in one look: what is more is told by the next reading of everything. */
const pagesAtMost = 20;

/** Fetches the events that DingTalk could not deliver to a connection's callback. */
export class FailedEvents {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly clients: Pick<Clients, 'of'>,
    private readonly bells: Pick<Bells, 'mirror'>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => {
        if (this.timer) this.start();
      });
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async once(): Promise<void> {
    try {
      const taken = await takeFailedEvents(this.store.database);
      await Promise.all(taken.map((id) => this.fetch(id)));
    } catch (error) {
      this.logger.warn('failed-events-not-taken', errorFields(error));
    }
  }

  /** What was told is not told again: it is written down before the next page is asked for. */
  private async fetch(id: ConnectionId): Promise<void> {
    try {
      const connection = await this.store.connections.find(id);
      if (!connection) return;
      const client = this.clients.of(connection, 'mirror');
      for (let pages = 0; pages < pagesAtMost; pages += 1) {
        const { events, more } = await listFailedEvents(client);
        for (const event of events) await this.hear(id, event);
        if (!more) return;
      }
    } catch (error) {
      this.logger.warn('failed-events-not-fetched', { connection: id, ...errorFields(error) });
    }
  }

  private async hear(id: ConnectionId, { type, at, content }: FailedEvent): Promise<void> {
    const subjects = failedSubjectsOf(type, content);
    if (subjects.length === 0) return;
    // It comes without the id that it was posted with.
    const told = createHash('sha256')
      .update(JSON.stringify([type, at, subjects]))
      .digest('base64url');
    if (await this.store.of(id).mirror.hear(`failed:${told}`, subjects)) this.bells.mirror(id);
  }
}
