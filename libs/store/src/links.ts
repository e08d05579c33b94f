import type { ConnectionId, Lane, LinkId } from '#common';
import type { Database } from './database.js';
import { askForPaths } from './sql/ask-for-paths.js';
import type { PathsAsked } from './sql/ask-for-paths.js';
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
import { ownDepartments } from './sql/own-departments.js';
import { readSituation } from './sql/read-situation.js';
import type { LinkSituation } from './sql/read-situation.js';
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

  /** Has the departments made that a Link's paths lead through. @returns undefined when the lease was lost */
  async askForPaths(asked: Omit<PathsAsked, 'connectionId'>): Promise<readonly Lane[] | undefined> {
    return this.database.transaction((tx) => askForPaths(tx, { connectionId: this.connectionId, ...asked }));
  }

  async situation(id: LinkId): Promise<LinkSituation | undefined> {
    return readSituation(this.database, this.connectionId, id);
  }

  /** Commits unique values and, for a create, its beginning, before DingTalk is called. */
  async begin(begin: Omit<Begin, 'connectionId'>): Promise<Begun> {
    return this.database.transaction((tx) => beginChange(tx, { connectionId: this.connectionId, ...begin }));
  }

  /**
   * Writes how a Link stands and wakes whoever waits for what it gained or released. What it waits for itself
   * is looked at once more under lock; if it came meanwhile, the Link is due at once.
   *
   * @returns the lanes that have work now
   */
  async finish(done: LinkFinish): Promise<readonly Lane[]> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      const { waitingOn } = done.ending;
      const own = done.gained.includes(waitingOn ?? '');
      const awaited = waitingOn === undefined || own || (await isStillAwaited(tx, connectionId, waitingOn));
      const ending = awaited ? done.ending : { ...done.ending, outcome: 'retry' as const, dueInMs: 0 };
      const released = await finishLink(tx, { ...done, connectionId, ending });
      if (released === undefined) return [];
      return wakeWaiters(tx, connectionId, [...released, ...done.gained]);
    });
  }

  /** Those of the departments that are Links of this connection. */
  async ownDepartments(ids: readonly number[]): Promise<readonly number[]> {
    return ownDepartments(this.database, this.connectionId, ids);
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

/**
 * Calls `ring` with the lanes that have work due, unless another replica is just doing so.
 */
export async function sweep(
  database: Database,
  countUpTo: number,
  ring: (lanes: readonly DueLane[]) => Promise<void>,
): Promise<void> {
  await database.transaction(async (tx) => {
    if (await tryToSweep(tx)) await ring(await lanesDue(tx, countUpTo));
  });
}
