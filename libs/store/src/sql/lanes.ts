import type { ConnectionId, Lane, LinkId } from '#common';
import type { Gate } from '#provisioning';
import type { Queryable } from '../database.js';
import { nothingIsPlanned } from './run-rows.js';

const due = {
  name: 'lanes-due',
  text: `
    select s.connection_id as "connectionId", s.lane, d.n
    from lane_state s
    join connection c
      on c.id = s.connection_id and c.state = 'active' and c.direction = 'scim-to-dingtalk'
    cross join lateral (
      select count(*)::int as n from (
        select from link l
        where l.connection_id = s.connection_id and l.lane = s.lane and l.due_at <= now()
          and (l.lease_until is null or l.lease_until < now())
        limit $1) counted
    ) d
    where (s.not_before is null or s.not_before <= now()) and d.n > 0 and ${nothingIsPlanned('s.connection_id')}`,
};

export interface DueLane {
  readonly connectionId: ConnectionId;
  readonly lane: Lane;
  /** Due Links, counted up to the limit. */
  readonly n: number;
}

/** The lanes with work due and nothing in its way. */
export async function lanesDue(db: Queryable, countUpTo: number): Promise<readonly DueLane[]> {
  return db.run<DueLane>(due, [countUpTo]);
}

const sweepLock = { name: 'sweep-lock', text: 'select pg_try_advisory_xact_lock(7644002) as got' };

/** Whether this transaction is the one that sweeps; of several replicas one is. */
export async function tryToSweep(tx: Queryable): Promise<boolean> {
  const [row] = await tx.run<{ got: boolean }>(sweepLock, []);
  return row?.got ?? false;
}

const stop = {
  name: 'stop-lane',
  // Calls that were under way together and fail together are one failure.
  text: `
    update lane_state
    set failures = failures + case when $5::int = 1 and (failures = 0 or not_before is null or not_before <= now())
          then 1 else 0 end,
        reason = $3,
        since = case when $5::int = 1 then coalesce(since, now()) else since end,
        not_before = greatest(not_before, now() + $4 * interval '1 millisecond')
    where connection_id = $1 and lane = $2`,
};

/** Lets a lane rest. `trouble` says whether that counts as a failure, after which it starts again with one call. */
export async function stopLane(
  db: Queryable,
  stopped: { connectionId: ConnectionId; lane: Lane; reason: string; forMs: number; trouble: boolean },
): Promise<void> {
  await db.run(stop, [
    stopped.connectionId,
    stopped.lane,
    stopped.reason,
    stopped.forMs,
    stopped.trouble ? 1 : 0,
  ]);
}

const failures = {
  name: 'lane-failures',
  text: 'select failures from lane_state where connection_id = $1 and lane = $2',
};

/** How often in a row a lane was stopped. */
export async function laneFailures(db: Queryable, connectionId: ConnectionId, lane: Lane): Promise<number> {
  return (await db.run<{ failures: number }>(failures, [connectionId, lane]))[0]?.failures ?? 0;
}

const resume = {
  name: 'resume-lane',
  text: `
    update lane_state set failures = 0, reason = null, since = null, not_before = null
    where connection_id = $1 and lane = $2 and failures > 0`,
};

/** A call went through: the lane's trouble is over. */
export async function resumeLane(db: Queryable, connectionId: ConnectionId, lane: Lane): Promise<void> {
  await db.run(resume, [connectionId, lane]);
}

const troubles = {
  name: 'lane-troubles',
  text: `
    select lane, reason, since, not_before as "nextProbeAt", failures
    from lane_state where connection_id = $1 and reason is not null and (failures > 0 or not_before > now())
    order by lane`,
};

/** Why a lane, or a kind of create, rests or starts again with a single call. */
export interface LaneTrouble {
  readonly lane: Lane | Gate;
  readonly reason: string;
  /** Of the first failure in a row; null where nothing failed and it only waits for its turn. */
  readonly since: Date | null;
  readonly nextProbeAt: Date | null;
  readonly failures: number;
}

/** The lanes of a connection that trouble has stopped, or that have not recovered from it yet. */
export async function laneTroubles(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<readonly LaneTrouble[]> {
  return db.run<LaneTrouble>(troubles, [connectionId]);
}

const wakeAll = {
  name: 'wake-lanes',
  text: 'update lane_state set not_before = null where connection_id = $1 and not_before > now()',
};

/** Ends the rest of every lane: an administrator says that the trouble is over. One call finds out. */
export async function wakeLanes(db: Queryable, connectionId: ConnectionId): Promise<void> {
  await db.run(wakeAll, [connectionId]);
}

const giveBack = {
  name: 'give-back-link',
  text: `
    update link set lease_until = null, attempts = greatest(attempts - 1, 0)
    where connection_id = $1 and id = $2 and lease_epoch = $3`,
};

/** Returns a claimed Link untouched: the trouble is not its own. */
export async function giveBackLink(
  db: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  epoch: number,
): Promise<void> {
  await db.run(giveBack, [connectionId, id, epoch]);
}

const count = {
  name: 'count-due',
  text: `
    select count(*)::int as n from (
      select from link
      where connection_id = $1 and lane = $2 and due_at <= now() and (lease_until is null or lease_until < now())
      limit $3) due`,
};

/** How many Links of a lane are due, counted up to `limit`. */
export async function countDue(
  db: Queryable,
  connectionId: ConnectionId,
  lane: Lane,
  limit: number,
): Promise<number> {
  return (await db.run<{ n: number }>(count, [connectionId, lane, limit]))[0]?.n ?? 0;
}
