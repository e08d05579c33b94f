import type { ConnectionId, LinkId } from '#common';
import type { ChangeKind, RunState, Totals } from '#provisioning';
import type { Queryable } from '../database.js';
import { runColumns } from './run-rows.js';
import type { Run } from './run-rows.js';

const give = {
  name: 'give-up-gathering',
  text: `update run set state = 'planning', working_until = null where state = 'gathering' and working_until < now()`,
};

const lead = {
  name: 'lead-run',
  text: `
    update run set working_until = now() + $1 * interval '1 millisecond'
    where (connection_id, id) in (
      select connection_id, id from run
      where state = 'planning' and (working_until is null or working_until < now())
      order by created_at limit 1 for update skip locked)
    returning connection_id as "connectionId", walked_to as "walkedTo", ${runColumns}`,
};

/** A run that this process plans. */
export interface LedRun extends Run {
  readonly connectionId: ConnectionId;
  /** The Link it has come to; null: it begins. */
  readonly walkedTo: LinkId | null;
}

/**
 * Takes a run to plan for `leaseMs`, the oldest first; one that a process began and left is taken up where it was
 * left. Who gathers and was not heard of any more has gathered all there is.
 */
export async function leadRun(db: Queryable, leaseMs: number): Promise<LedRun | undefined> {
  await db.run(give, []);
  return (await db.run<LedRun>(lead, [leaseMs]))[0];
}

const advance = {
  name: 'advance-run',
  text: `
    update run
    set walked_to = $3, totals = $4, working_until = now() + $6 * interval '1 millisecond'
    where connection_id = $1 and id = $2 and state = 'planning' and walked_to is not distinct from $5::uuid
    returning id`,
};

/** Notes how far a run is planned. @returns whether it is still this process's to plan */
export async function advanceRun(
  tx: Queryable,
  run: Pick<LedRun, 'connectionId' | 'id' | 'walkedTo'>,
  to: { readonly walkedTo: LinkId; readonly totals: Totals },
  leaseMs: number,
): Promise<boolean> {
  const values = [run.connectionId, run.id, to.walkedTo, to.totals, run.walkedTo, leaseMs];
  return (await tx.run(advance, values)).length > 0;
}

const still = {
  name: 'is-still-planned',
  text: `
    select from run where connection_id = $1 and id = $2 and state = 'planning' for no key update`,
};

/** Whether no other run has overtaken it; none does until this transaction ends. */
export async function isStillPlanned(
  tx: Queryable,
  { connectionId, id }: Pick<LedRun, 'connectionId' | 'id'>,
): Promise<boolean> {
  return (await tx.run(still, [connectionId, id])).length > 0;
}

const conclude = {
  name: 'conclude-run',
  text: `
    update run
    set state = $3, kinds_over = $4::text[], totals = $5, planned_at = now(), working_until = null,
      closed_at = case when $3 = 'held' then null else now() end
    where connection_id = $1 and id = $2 and state = 'planning' returning id`,
};

/** A run is planned: it waits for somebody, is let go, or is only shown. */
export async function concludeRun(
  tx: Queryable,
  run: Pick<LedRun, 'connectionId' | 'id'>,
  concluded: {
    readonly state: Extract<RunState, 'held' | 'released' | 'shown'>;
    readonly kindsOver: readonly ChangeKind[];
    readonly totals: Totals;
  },
): Promise<boolean> {
  const { state, kindsOver, totals } = concluded;
  return (await tx.run(conclude, [run.connectionId, run.id, state, kindsOver, totals])).length > 0;
}

const look = {
  name: 'look-after-run',
  // One that is just being looked at may have been read before: its generation moves.
  text: `
    with ordered as (
      select id from link where connection_id = $1 and id = any($2::uuid[]) order by id for no key update
    )
    update link set generation = generation + 1, attempts = 0, due_at = least(due_at, now())
    from ordered where link.connection_id = $1 and link.id = ordered.id`,
};

/** Has Links looked at that a run finds out of step. */
export async function lookAt(
  tx: Queryable,
  connectionId: ConnectionId,
  ids: readonly LinkId[],
): Promise<void> {
  if (ids.length > 0) await tx.run(look, [connectionId, ids]);
}

const park = {
  name: 'park-listed',
  // What has changed since it was planned is due, and is looked at as it is now.
  text: `
    with ordered as (
      select l.id from link l
      join run_item i on i.connection_id = l.connection_id and i.link_id = l.id and i.generation = l.generation
      where i.connection_id = $1 and i.run_id = $2 and i.seq between $3 and $4 and i.state = 'held'
        and (l.lease_until is null or l.lease_until < now())
      order by l.id for no key update of l
    )
    update link set outcome = 'held', reason = 'run', detail_code = null, waiting_on = null, due_at = null,
      applied_generation = generation
    from ordered where link.connection_id = $1 and link.id = ordered.id`,
};

/** Part of a run's list, from one place to another, both included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Shows the Links of a held run as held. */
export async function parkListed(
  tx: Queryable,
  { connectionId, id }: Pick<LedRun, 'connectionId' | 'id'>,
  { from, to }: Stretch,
): Promise<void> {
  await tx.run(park, [connectionId, id, from, to]);
}
