import type { ConnectionId, Lane, LinkId, ResourceId } from '#common';
import { gateKey } from '#provisioning';
import type { Gate, LinkKind } from '#provisioning';
import type { Database } from './database.js';
import { RoleGroups } from './role-groups.js';
import { askForPaths } from './sql/ask-for-paths.js';
import type { PathsAsked } from './sql/ask-for-paths.js';
import { beginChange, LeaseLost } from './sql/begin-change.js';
import type { Begin, Begun } from './sql/begin-change.js';
import { claimDue } from './sql/claim-due.js';
import type { ClaimedLink } from './sql/claim-due.js';
import { claimHolders } from './sql/claim-holders.js';
import type { ClaimHolder } from './sql/claim-holders.js';
import { claimLink } from './sql/claim-link.js';
import type { ClaimedOne } from './sql/claim-link.js';
import { finishLink } from './sql/finish-link.js';
import type { Finish } from './sql/finish-link.js';
import { closeGate, openGate, takeProbe } from './sql/gates.js';
import { isLinked } from './sql/is-linked.js';
import { leadAdministrators, saveAdministrators } from './sql/known-administrators.js';
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
import { isStillAwaited } from './sql/is-still-awaited.js';
import { linkOfResource } from './sql/link-of-resource.js';
import { linkStanding } from './sql/link-standing.js';
import type { LinkStanding } from './sql/link-standing.js';
import { lockFinish } from './sql/lock-finish.js';
import type { FinishReach } from './sql/lock-finish.js';
import { ownDepartments } from './sql/own-departments.js';
import { putOffLink } from './sql/put-off-link.js';
import { readSituation } from './sql/read-situation.js';
import type { LinkSituation } from './sql/read-situation.js';
import { doubtAccounts } from './sql/role-members.js';
import { lockRings, wakeYielding } from './sql/rings.js';
import { lockLists } from './sql/run-items.js';
import { orderRecreation } from './sql/order-recreation.js';
import { touchBelow, touchReports, touchRoles } from './sql/touch-dependants.js';
import { wakeJoined } from './sql/wake-invited.js';
import { lockWaiters, wakeWaiters } from './sql/wake.js';

/** How long a claimed Link belongs to the process that claimed it. */
export const leaseMs = 60_000;

/** The finish of a Link within its connection. */
export interface LinkFinish extends Omit<Finish, 'connectionId'>, FinishReach {}

/** The Links of one connection: the outbox that the pusher works off. */
export class Links {
  readonly roleGroups: RoleGroups;

  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {
    this.roleGroups = new RoleGroups(database, connectionId);
  }

  /** Claims the earliest due Links of a lane for `leaseMs`. */
  async claimDue(lane: Lane, limit: number): Promise<readonly ClaimedLink[]> {
    return claimDue(this.database, { connectionId: this.connectionId, lane, limit, leaseMs });
  }

  /** Claims one Link for `leaseMs`, due or not; undefined while it is another's, or is not to be worked at all. */
  async claimOne(id: LinkId): Promise<ClaimedOne | undefined> {
    return claimLink(this.database, this.connectionId, id, leaseMs);
  }

  /** How a Link stands now; undefined when it is buried. */
  async standing(id: LinkId): Promise<LinkStanding | undefined> {
    return linkStanding(this.database, this.connectionId, id);
  }

  /** Who holds those of the unique values that are held. */
  async holdersOf(keys: readonly string[]): Promise<readonly ClaimHolder[]> {
    return claimHolders(this.database, this.connectionId, keys);
  }

  /** Has the departments made that a Link's paths lead through. @returns undefined when the lease was lost */
  async askForPaths(asked: Omit<PathsAsked, 'connectionId'>): Promise<readonly Lane[] | undefined> {
    return this.database.transaction((tx) => askForPaths(tx, { connectionId: this.connectionId, ...asked }));
  }

  /** @param groups Groups of which it matters whether the Resource is in them */
  async situation(id: LinkId, groups: readonly string[] = []): Promise<LinkSituation | undefined> {
    return readSituation(this.database, this.connectionId, id, groups);
  }

  /** The Link of a Resource. */
  async ofResource(resourceId: ResourceId): Promise<LinkId | undefined> {
    return linkOfResource(this.database, this.connectionId, resourceId);
  }

  /** Commits unique values and, for a create, its beginning, before DingTalk is called. */
  async begin(begin: Omit<Begin, 'connectionId'>): Promise<Begun> {
    try {
      const { connectionId } = this;
      return await this.database.transaction((tx) => beginChange(tx, { connectionId, ...begin }));
    } catch (error) {
      if (error instanceof LeaseLost) return { kind: 'lost' };
      throw error;
    }
  }

  /**
   * Writes how a Link stands and wakes whoever waits for what it gained or released. What it waits for itself
   * is looked at once more under lock; if it came meanwhile, the Link is due at once. Who is blocked by a value
   * that another one holds may have closed a ring, or be kept out by one that is blocked himself: then one of them is
   * due, to let go of his own. All Links that it may touch are taken
   * first, in the one order: see `inOrder`.
   *
   * @returns the lanes that have work now
   */
  async finish(done: LinkFinish): Promise<readonly Lane[]> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      const { waitingOn, outcome } = done.ending;
      const parks = outcome === 'blocked' && waitingOn !== undefined;
      if (parks) await lockRings(tx, connectionId);
      if (done.closes) await lockLists(tx, connectionId, [done.id]);
      await lockFinish(tx, connectionId, done);
      const own = done.gained.includes(waitingOn ?? '');
      const awaited = waitingOn === undefined || own || (await isStillAwaited(tx, connectionId, waitingOn));
      const ending = awaited ? done.ending : { ...done.ending, outcome: 'retry' as const, dueInMs: 0 };
      const released = await finishLink(tx, { ...done, connectionId, ending });
      if (released === undefined) return [];
      const woken = [...(await wakeWaiters(tx, connectionId, [...released, ...done.gained]))];
      if (parks) woken.push(...(await wakeYielding(tx, connectionId, done.id, waitingOn)));
      if (done.doubted) await doubtAccounts(tx, connectionId, done.doubted);
      if (done.touchesRoles) {
        await touchRoles(tx, connectionId, done.id);
        woken.push('departments');
      }
      if (!done.dependants) return [...new Set(woken)];
      const { of, resourceId } = done.dependants;
      if (of === 'manager') await touchReports(tx, connectionId, resourceId);
      else await touchBelow(tx, connectionId, [resourceId]);
      return [...new Set<Lane>([...woken, 'people', 'departments'])];
    });
  }

  /** Those of the departments that are Links of this connection. */
  async ownDepartments(ids: readonly number[]): Promise<readonly number[]> {
    return ownDepartments(this.database, this.connectionId, ids);
  }

  /** Whether another Link than this one has this account, department or role. */
  async isLinked(kind: LinkKind, externalId: string, id: LinkId): Promise<boolean> {
    return isLinked(this.database, this.connectionId, kind, externalId, id);
  }

  /** How many Links of a lane are due, counted up to `limit`. */
  async countDue(lane: Lane, limit: number): Promise<number> {
    return countDue(this.database, this.connectionId, lane, limit);
  }

  /** Returns a claimed Link untouched. */
  async giveBack({ id, epoch }: ClaimedLink): Promise<void> {
    await giveBackLink(this.database, this.connectionId, id, epoch);
  }

  /** A claimed Link could not even be planned: it is looked at again later, all others go on. */
  async putOff(claimed: ClaimedLink, forMs: number): Promise<void> {
    await putOffLink(this.database, this.connectionId, claimed, forMs);
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

  /** DingTalk takes no more of a kind: only creates of that kind wait. */
  async closeGate(gate: Gate, reason: string, forMs: number): Promise<void> {
    await closeGate(this.database, { connectionId: this.connectionId, gate, reason, forMs });
  }

  /** Whether the caller is the one who tries whether a gate is open again. */
  async takeProbe(gate: Gate, forMs: number): Promise<boolean> {
    return takeProbe(this.database, this.connectionId, gate, forMs);
  }

  /** Whoever waits at the gate may go on. @returns the lanes that have work now */
  async openGate(gate: Gate): Promise<readonly Lane[]> {
    const keys = [gateKey(gate)];
    return this.database.transaction(async (tx) => {
      // Whoever parks there once more holds his own Link before he looks at the gate.
      await lockWaiters(tx, this.connectionId, keys);
      await openGate(tx, this.connectionId, gate);
      return wakeWaiters(tx, this.connectionId, keys);
    });
  }

  /** Whether the caller is the one to ask who administers the organisation; it must save soon. */
  async leadAdministrators(): Promise<boolean> {
    return leadAdministrators(this.database, this.connectionId);
  }

  /** Keeps who administers the organisation; without a list, only lets others ask. */
  async saveAdministrators(userIds?: readonly string[]): Promise<void> {
    await saveAdministrators(this.database, this.connectionId, userIds);
  }

  /** Has invited people looked at now of whom one may have joined: DingTalk tells of these userids. */
  async wakeJoined(userIds: readonly string[]): Promise<void> {
    await wakeJoined(this.database, this.connectionId, userIds);
  }

  /** Lets an account be deleted and made again for its new mobile. @returns whether that was in its way */
  async orderRecreation(resourceId: ResourceId, askedBy: string): Promise<boolean> {
    return orderRecreation(this.database, this.connectionId, resourceId, askedBy);
  }
}

/** Calls `ring` with the lanes that have work due, unless another replica is just doing so. */
export async function sweep(
  database: Database,
  countUpTo: number,
  ring: (lanes: readonly DueLane[]) => Promise<void>,
): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await tryToSweep(tx))) return;
    await ring(await lanesDue(tx, countUpTo));
  });
}
