import type { MirrorBell } from '#common';
import { isMassDisappearance, nextCrawlMs } from '#provisioning';
import type { Bells } from '#queue';
import type { Logger } from '#runtime';
import type { Connection, CrawlMove, Store } from '#store';
import type { Clients } from '../clients.js';
import { FieldPermissions } from './field-permissions.js';
import { MirrorTurn } from './mirror-turn.js';
import type { MirrorTrouble } from './mirror-turn.js';
import type { MirrorTerms } from './terms.js';

/** A mirror makes room for other companies after this long. */
const turnMs = 2_000;
const countDueUpTo = 1_000;

/** What a finished turn shows on the board. */
export interface MirrorTold {
  /** Calls of a reading of the whole organisation. */
  readonly steps: number;
  /** People, departments and roles that were read because DingTalk told of them. */
  readonly looked: number;
  readonly crawl: CrawlMove;
  readonly left: number;
}

/** What of the store a mirror's turn needs. */
interface MirrorStore {
  readonly connections: Pick<Store['connections'], 'find' | 'quarantine'>;
  readonly of: Store['of'];
}

/** Reads what is due of DingTalk for a mirror, at the pace DingTalk allows. */
export class MirrorDrain {
  /** @param now milliseconds on a clock that never jumps; the process's own by default */
  constructor(
    private readonly store: MirrorStore,
    private readonly clients: Pick<Clients, 'of'>,
    private readonly bells: Pick<Bells, 'mirror'>,
    private readonly logger: Logger,
    private readonly now?: () => number,
  ) {}

  async run({ connectionId }: MirrorBell): Promise<MirrorTold> {
    const nothing: MirrorTold = { steps: 0, looked: 0, crawl: 'nothing', left: 0 };
    const connection = await this.store.connections.find(connectionId);
    if (connection?.state !== 'active' || connection.direction !== 'dingtalk-to-scim') return nothing;
    const { mirror, crawl } = this.store.of(connectionId);
    // A reading that begins asks anew what the app may read.
    await mirror.begin();
    const state = await mirror.state();
    if (!state || (state.notBefore !== null && state.notBefore > new Date())) return nothing;

    const client = this.clients.of(connection, 'mirror');
    const permissions = new FieldPermissions(client, state.hiddenFields);
    const terms: MirrorTerms = { connection, client, mirror, crawl, permissions };
    const turn = new MirrorTurn(terms, state.failures, turnMs, this.now);
    await turn.run();
    if (turn.trouble) await this.rest(connection, turn.trouble);
    const moved = turn.trouble ? 'nothing' : await this.moveOn(terms);
    await crawl.clear();
    const { leaversStaySeconds } = connection.settings.mirror;
    const forgotten = leaversStaySeconds > 0 ? await mirror.forgetLeavers(leaversStaySeconds) : 0;
    const left = await mirror.countDue(countDueUpTo);
    const goesOn = moved === 'going on' || moved === 'confirming' || left > 0 || forgotten > 0;
    if (goesOn && !turn.trouble) this.bells.mirror(connectionId);
    return { steps: turn.counts.steps, looked: turn.counts.looked, crawl: moved, left };
  }

  private async moveOn({ connection, crawl, mirror }: MirrorTerms): Promise<CrawlMove> {
    const { threshold, leaversStaySeconds, crawlEverySeconds } = connection.settings.mirror;
    const before = await mirror.state();
    const moved = await crawl.moveOn({
      isMassDisappearance: (known, vanished) => isMassDisappearance(threshold, known, vanished),
      staySeconds: leaversStaySeconds,
      nextInMs: nextCrawlMs(new Date(), crawlEverySeconds, Math.random()),
    });
    const state = await mirror.state();
    if (moved === 'published') {
      const { unconfirmed, snapshotPartial: partial, hiddenFields } = state ?? {};
      this.logger.info('mirror-published', {
        connection: connection.id,
        unconfirmed,
        partial,
        hidden: hiddenFields?.join(','),
      });
    }
    if (moved === 'held' && before?.stage !== 'held') {
      const [known, vanished] = [state?.known ?? 0, state?.vanished ?? 0];
      this.logger.warn('mirror-held', { connection: connection.id, known, vanished });
    }
    return moved;
  }

  private async rest({ id }: Connection, trouble: MirrorTrouble): Promise<void> {
    switch (trouble.of) {
      case 'lane': {
        const { reason, forMs, counts } = trouble;
        await this.store.of(id).mirror.rest({ reason, forMs, counts });
        if (counts) this.logger.warn('mirror-rests', { connection: id, reason, forMs });
        return;
      }
      case 'connection':
        if (await this.store.connections.quarantine(id, trouble)) {
          const { reason, code } = trouble;
          this.logger.error('connection-quarantined', { connection: id, reason, code });
        }
    }
  }
}
