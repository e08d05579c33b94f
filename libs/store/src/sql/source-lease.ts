import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';
import { LeaseLost } from '../lease-lost.js';

/** A pause keeps runs from beginning; one that was left in the middle is to be ended by somebody all the same. */
const isDue = `
  (s.lease_until is null or s.lease_until < now())
  and (not s.paused and (s.next_at <= now() or s.asked_at is not null)
    or exists (select from source_run r where r.connection_id = s.connection_id and r.finished_at is null))`;

const due = { name: 'sources-due', text: `select s.connection_id as id from source s where ${isDue}` };

/** The connections whose Source is to be read now, or whose run was left in the middle. */
export async function sourcesDue(db: Queryable): Promise<readonly ConnectionId[]> {
  return (await db.run<{ id: ConnectionId }>(due, [])).map(({ id }) => id);
}

const claim = {
  name: 'claim-source',
  text: `
    update source s
    set lease_until = now() + $2 * interval '1 millisecond', lease_epoch = s.lease_epoch + 1
    where s.connection_id = $1 and ${isDue}
    returning s.lease_epoch as epoch, extract(epoch from s.asked_at)::text as asked, s.asked_by as "askedBy",
      s.asked_full as "askedFull", now() as now`,
};

/** A Source that this process alone reads. */
export interface ClaimedSource {
  readonly epoch: number;
  /** The moment at which somebody asked, to the microsecond; null: its time had come. */
  readonly asked: string | null;
  readonly askedBy: string | null;
  readonly askedFull: boolean;
  /** By the store's clock. */
  readonly now: Date;
}

/** Undefined: it is not due, or somebody else is reading it. */
export async function claimSource(
  db: Queryable,
  id: ConnectionId,
  leaseMs: number,
): Promise<ClaimedSource | undefined> {
  return (await db.run<ClaimedSource>(claim, [id, leaseMs]))[0];
}

const demand = {
  name: 'demand-source',
  // Shared, as one run writes on several sessions; whoever claims the Source waits for the end of what has begun.
  text: 'select from source where connection_id = $1 and lease_epoch = $2 for share',
};

/**
 * Keeps the Source from being claimed by anybody else until the transaction ends.
 *
 * @throws LeaseLost where it has been, or there is none any more
 */
export async function demandSource(tx: Queryable, id: ConnectionId, epoch: number): Promise<void> {
  if ((await tx.run(demand, [id, epoch])).length === 0) throw new LeaseLost();
}

const beat = {
  name: 'beat-source',
  text: `
    with held as (
      update source set lease_until = now() + $4 * interval '1 millisecond'
      where connection_id = $1 and lease_epoch = $2 returning connection_id
    )
    update source_run r
    set state = $5, pages = $6, users_read = $7, groups_read = $8, users_total = $9, groups_total = $10,
        to_change = $11, changed = $12, deleted = $13, blocked = $14, missing = $15
    from held where r.connection_id = $1 and r.id = $3
    returning r.cancel_asked as cancelled`,
};

/** How far a run has come. */
export interface RunProgress {
  readonly state: 'reading' | 'confirming' | 'applying';
  readonly pages: number;
  readonly usersRead: number;
  readonly groupsRead: number;
  /** As the server says; null: it has not. */
  readonly usersTotal: number | null;
  readonly groupsTotal: number | null;
  readonly toChange: number;
  readonly changed: number;
  readonly deleted: number;
  readonly blocked: number;
  readonly missing: number;
}

/** What a run holds its Source by. */
export interface RunLease {
  readonly connectionId: ConnectionId;
  readonly runId: string;
  readonly epoch: number;
}

/** Keeps the Source for another `leaseMs` and says how far its run is. Undefined: it is somebody else's by now. */
export async function beatSource(
  db: Queryable,
  { connectionId, runId, epoch }: RunLease,
  leaseMs: number,
  told: RunProgress,
): Promise<{ readonly cancelled: boolean } | undefined> {
  const { state, pages, usersRead, groupsRead, usersTotal, groupsTotal } = told;
  const counts = [told.toChange, told.changed, told.deleted, told.blocked, told.missing];
  const read = [state, pages, usersRead, groupsRead, usersTotal, groupsTotal];
  const values = [connectionId, epoch, runId, leaseMs, ...read, ...counts];
  return (await db.run<{ cancelled: boolean }>(beat, values))[0];
}
