import type { ConnectionId, Lane, LinkId, ResourceId } from '#common';
import type { Database } from './database.js';
import { beginChange } from './sql/begin-change.js';
import type { Begin, Begun } from './sql/begin-change.js';
import { claimDue } from './sql/claim-due.js';
import type { ClaimedLink } from './sql/claim-due.js';
import { finishLink } from './sql/finish-link.js';
import type { Finish } from './sql/finish-link.js';
import {
  countDue,
  giveBackLink,
  laneFailures,
  lanesDue,
  resumeLane,
  stopLane,
  tryToSweep,
} from './sql/lanes.js';
import type { DueLane } from './sql/lanes.js';
import { linkOfResource } from './sql/link-of-resource.js';
import { readSituation } from './sql/read-situation.js';
import type { LinkSituation } from './sql/read-situation.js';
import { lockRings, wakeRing } from './sql/rings.js';
import { reviewLinks } from './sql/settings.js';
import { isStillAwaited, wakeWaiters } from './sql/wake.js';

/** How long a claimed Link belongs to the process that claimed it. */
export const leaseMs = 60_000;

/** The finish of a Link within its connection. `gained`: keys that are there from now on or are free again. */
export interface LinkFinish extends Omit<Finish, 'connectionId'> {
  readonly gained: readonly string[];
}

/** The Links of one connection: the outbox that the pusher works off. */
export class Links {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Claims the earliest due Links of a lane for `leaseMs`. */
  async claimDue(lane: Lane, limit: number): Promise<readonly ClaimedLink[]> {
    return claimDue(this.database, { connectionId: this.connectionId, lane, limit, leaseMs });
  }

  async situation(id: LinkId): Promise<LinkSituation | undefined> {
    return readSituation(this.database, this.connectionId, id);
  }

  /** The Link of a Resource. */
  async ofResource(resourceId: ResourceId): Promise<LinkId | undefined> {
    return linkOfResource(this.database, this.connectionId, resourceId);
  }

  /** Commits unique values and, for a create, its beginning, before DingTalk is called. */
  async begin(begin: Omit<Begin, 'connectionId'>): Promise<Begun> {
    return this.database.transaction((tx) => beginChange(tx, { connectionId: this.connectionId, ...begin }));
  }

  /**
   * Writes how a Link stands and wakes whoever waits for what it gained or released. What it waits for itself
   * is looked at once more under lock; if it came meanwhile, the Link is due at once. Who is blocked by a value
   * that another one holds may have closed a ring: then its first is due.
   *
   * @returns the lanes that have work now
   */
  async finish(done: LinkFinish): Promise<readonly Lane[]> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      const { waitingOn, outcome } = done.ending;
      const parks = outcome === 'blocked' && waitingOn !== undefined;
      if (parks) await lockRings(tx, connectionId);
      const own = done.gained.includes(waitingOn ?? '');
      const awaited = waitingOn === undefined || own || (await isStillAwaited(tx, connectionId, waitingOn));
      const ending = awaited ? done.ending : { ...done.ending, outcome: 'retry' as const, dueInMs: 0 };
      const released = await finishLink(tx, { ...done, connectionId, ending });
      if (released === undefined) return [];
      const woken = await wakeWaiters(tx, connectionId, [...released, ...done.gained]);
      return parks ? [...woken, ...(await wakeRing(tx, connectionId, done.id, waitingOn))] : woken;
    });
  }

  /** How many Links of a lane are due, counted up to `limit`. */
  async countDue(lane: Lane, limit: number): Promise<number> {
    return countDue(this.database, this.connectionId, lane, limit);
  }

  /** Returns a claimed Link untouched. */
  async giveBack({ id, epoch }: ClaimedLink): Promise<void> {
    await giveBackLink(this.database, this.connectionId, id, epoch);
  }

  async stopLane(lane: Lane, rest: { reason: string; forMs: number; trouble: boolean }): Promise<void> {
    await stopLane(this.database, { connectionId: this.connectionId, lane, ...rest });
  }

  async laneFailures(lane: Lane): Promise<number> {
    return laneFailures(this.database, this.connectionId, lane);
  }

  async resumeLane(lane: Lane): Promise<void> {
    await resumeLane(this.database, this.connectionId, lane);
  }
}

/** Links of one connection that a saved setting makes due in one sweep: a transaction stays short. */
const reviewAtOnce = 1_000;

/**
 * Makes Links due whose connection's settings were saved, and calls `ring` with the lanes that have work due,
 * unless another replica is just doing so.
 */
export async function sweep(
  database: Database,
  countUpTo: number,
  ring: (lanes: readonly DueLane[]) => Promise<void>,
): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await tryToSweep(tx))) return;
    await reviewLinks(tx, reviewAtOnce);
    await ring(await lanesDue(tx, countUpTo));
  });
}
