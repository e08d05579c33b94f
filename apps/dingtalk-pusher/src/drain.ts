import { StoreUnavailable } from '#common';
import type { DrainBell, Lane } from '#common';
import { backoffMs } from '#provisioning';
import type { Bells } from '#queue';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import type { ClaimedLink, Store } from '#store';
import type { Clients } from './clients.js';
import { monotonicClock } from './pace/monotonic-clock.js';
import type { MonotonicClock } from './pace/monotonic-clock.js';
import { reconcile } from './reconcile.js';
import { restAfter } from './rest-after.js';
import type { DrainScope, Reconciled } from './drain-scope.js';

/** A drain makes room for other companies after this long. */
const turnMs = 2_000;
const atOnce = 5;
const claimAtOnce = 10;
const countLeftUpTo = 1_000;

/** What a finished drain shows on the board. */
export interface Drained {
  /** Links brought to an end, with or without a call. */
  readonly reconciled: number;
  /** Links for which DingTalk was changed. */
  readonly applied: number;
  /** Links still due, counted up to a thousand. */
  readonly left: number;
}

/** Reconciles what is due in a lane of a connection, at the pace DingTalk allows. */
export class Drain {
  constructor(
    private readonly store: Store,
    private readonly clients: Clients,
    private readonly bells: Bells,
    private readonly logger: Logger,
    private readonly clock: Pick<MonotonicClock, 'now'> = monotonicClock,
  ) {}

  async run(
    { connectionId, lane }: DrainBell,
    progress: (drained: Drained) => Promise<void>,
  ): Promise<Drained> {
    const connection = await this.store.connections.find(connectionId);
    const { links } = this.store.of(connectionId);
    // What mirrors DingTalk is never written there.
    if (connection?.state !== 'active' || connection.direction !== 'scim-to-dingtalk')
      return { reconciled: 0, applied: 0, left: 0 };
    const scope: DrainScope = {
      connection,
      reread: async () => (await this.store.connections.find(connectionId)) ?? connection,
      links,
      clientFor: (observe) => this.clients.of(connection, lane, observe),
      seal: (plain, context) => this.store.sealer.seal(plain, context),
      failures: await links.laneFailures(lane),
      logger: this.logger,
      clock: this.clock,
    };
    const turn = new Turn(scope, lane, this.store, this.clock);
    if (scope.failures > 0) await turn.tryOne();
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, () => turn.work()));
    await turn.giveBackRest();
    for (const work of ended) if (work.status === 'rejected') throw work.reason;

    for (const woken of turn.woken) if (woken !== lane) this.bells.drain(connectionId, woken);
    const drained = { ...turn.counts, left: await links.countDue(lane, countLeftUpTo) };
    if (drained.left > 0 && !turn.stopped) this.bells.drain(connectionId, lane);
    await progress(drained);
    return drained;
  }
}

/** One drain's work, shared by its workers. */
class Turn {
  readonly woken = new Set<Lane>();
  readonly counts = { reconciled: 0, applied: 0 };
  stopped = false;
  private readonly until: number;
  private readonly buffer: { readonly link: ClaimedLink; readonly claimedAt: number }[] = [];
  private claiming: Promise<void> | undefined;

  constructor(
    private readonly scope: DrainScope,
    private readonly lane: Lane,
    private readonly store: Store,
    private readonly clock: Pick<MonotonicClock, 'now'>,
  ) {
    this.until = clock.now() + turnMs;
  }

  /** After trouble one call tries whether it is over; who needs none says nothing of that. */
  async tryOne(): Promise<void> {
    while (this.goesOn()) {
      await this.claim(1);
      const next = this.buffer.pop();
      if (!next) return;
      const { trouble, changed } = await this.one(next.link, next.claimedAt);
      if (trouble) return;
      if (changed) return this.scope.links.resumeLane(this.lane);
    }
  }

  async work(): Promise<void> {
    while (this.goesOn()) {
      if (this.buffer.length === 0) {
        this.claiming ??= this.claim(claimAtOnce).finally(() => (this.claiming = undefined));
        await this.claiming;
      }
      const next = this.buffer.shift();
      if (!next) return;
      await this.one(next.link, next.claimedAt);
    }
  }

  async giveBackRest(): Promise<void> {
    for (const { link } of this.buffer.splice(0)) await this.scope.links.giveBack(link);
  }

  private async claim(limit: number): Promise<void> {
    const claimedAt = this.clock.now();
    for (const link of await this.scope.links.claimDue(this.lane, limit))
      this.buffer.push({ link, claimedAt });
  }

  private goesOn(): boolean {
    return !this.stopped && this.clock.now() < this.until;
  }

  private async one(link: ClaimedLink, claimedAt: number): Promise<Reconciled> {
    const done = await this.reconciled(link, claimedAt);
    this.counts.reconciled += 1;
    if (done.changed) this.counts.applied += 1;
    for (const lane of done.woken) this.woken.add(lane);
    if (done.trouble) await this.rest(done.trouble);
    return done;
  }

  /** What must not happen is one record's trouble, and ours to mend; without the store nobody goes on. */
  private async reconciled(link: ClaimedLink, claimedAt: number): Promise<Reconciled> {
    try {
      return await reconcile(this.scope, link, claimedAt);
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        this.stopped = true;
        throw error;
      }
      this.scope.logger.error('reconcile-failed', { link: link.id, ...errorFields(error) });
      await this.scope.links.putOff(link, backoffMs(link.attempts));
      return { changed: false, woken: [] };
    }
  }

  private async rest(trouble: NonNullable<Reconciled['trouble']>): Promise<void> {
    if (trouble.of !== 'lease') this.stopped = true;
    await restAfter(
      { store: this.store, logger: this.scope.logger },
      this.scope.connection,
      this.lane,
      trouble,
    );
  }
}
