import type { ConnectionId, LinkId } from '#common';
import type { ChangeKind, RunKind, RunState, Totals } from '#provisioning';
import type { Queryable } from '../database.js';

/**
 * Which Links a run plans: every one, those that have changed or that a run holds, one, or none: its items come by
 * themselves.
 */
export type RunCoverage = 'all' | 'changed' | 'one' | 'items';

/** A run, as it stands. */
export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  /** Of a trickle: what it holds. */
  readonly changeKind: ChangeKind | null;
  readonly covers: RunCoverage;
  /** The one Link it is about. */
  readonly linkId: LinkId | null;
  readonly state: RunState;
  /** `admin:<name>` or `engine`. */
  readonly requestedBy: string;
  /** How many changes it lists, those included that have fallen out. */
  readonly listed: number;
  /** null: not planned yet, or a trickle. */
  readonly totals: Totals | null;
  /** The kinds of which it has more than a threshold allows. */
  readonly kindsOver: readonly ChangeKind[];
  readonly createdAt: Date;
  readonly plannedAt: Date | null;
  readonly closedAt: Date | null;
}

/** As a condition: no run of the connection gathers or is planned, so that what is due may be carried out. */
export const nothingIsPlanned = (connection: string): string => `
  not exists (
    select from run
    where run.connection_id = ${connection} and run.state in ('gathering', 'planning') and run.kind <> 'preview')`;

export const runColumns = `
  id, kind, change_kind as "changeKind", covers, link_id as "linkId", state, requested_by as "requestedBy", listed,
  totals, kinds_over as "kindsOver", created_at as "createdAt", planned_at as "plannedAt", closed_at as "closedAt"`;

const insert = {
  name: 'insert-run',
  text: `
    insert into run (connection_id, id, kind, covers, link_id, state, requested_by, working_until)
    values ($1, $2, $3, $4, $5, $6, $7, case when $6 = 'gathering' then now() + $8 * interval '1 millisecond' end)`,
};

export interface NewRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly covers: RunCoverage;
  readonly linkId?: LinkId;
  readonly state: Extract<RunState, 'gathering' | 'planning'>;
  readonly requestedBy: string;
}

/** @param patienceMs how long a run may gather without a word */
export async function insertRun(
  db: Queryable,
  connectionId: ConnectionId,
  run: NewRun,
  patienceMs: number,
): Promise<void> {
  const { id, kind, covers, linkId = null, state, requestedBy } = run;
  await db.run(insert, [connectionId, id, kind, covers, linkId, state, requestedBy, patienceMs]);
}

const supersede = {
  name: 'supersede-runs',
  text: `
    with ordered as (
      select id from run
      where connection_id = $1 and kind = any($2::text[]) and state in ('planning', 'held')
      order by id for no key update
    )
    update run set state = 'superseded', closed_at = now() from ordered
    where run.connection_id = $1 and run.id = ordered.id returning run.id`,
};

const vacate = {
  name: 'vacate-runs',
  // A statement of its own: what was put on a list until its row was ours is seen.
  text: `
    update run_item set state = 'moved'
    where connection_id = $1 and run_id = any($2::uuid[]) and state = 'held'`,
};

/** A new run plans all of it anew: what earlier ones of these kinds still hold is decided there. */
export async function supersedeRuns(
  tx: Queryable,
  connectionId: ConnectionId,
  kinds: readonly RunKind[],
): Promise<void> {
  const over = await tx.run<{ id: string }>(supersede, [connectionId, kinds]);
  if (over.length > 0) await tx.run(vacate, [connectionId, over.map(({ id }) => id)]);
}

const gather = {
  name: 'go-on-gathering',
  text: `
    update run set working_until = now() + $3 * interval '1 millisecond'
    where connection_id = $1 and id = $2 and state = 'gathering' returning id`,
};

/** Whether a run still gathers; if so, it may go on for `patienceMs`. */
export async function goOnGathering(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
  patienceMs: number,
): Promise<boolean> {
  return (await db.run(gather, [connectionId, id, patienceMs])).length > 0;
}

const left = {
  name: 'find-gathering',
  text: `
    select id from run where connection_id = $1 and kind = $2 and requested_by = $3 and state = 'gathering'
    order by created_at desc limit 1`,
};

/** The run that somebody has begun and not closed. */
export async function findGathering(
  db: Queryable,
  connectionId: ConnectionId,
  kind: RunKind,
  requestedBy: string,
): Promise<string | undefined> {
  return (await db.run<{ id: string }>(left, [connectionId, kind, requestedBy]))[0]?.id;
}

const gathered = {
  name: 'end-gathering',
  text: `
    update run set state = 'planning', working_until = null
    where connection_id = $1 and id = $2 and state = 'gathering' returning id`,
};

/** What a run is about is known: now it is planned. */
export async function endGathering(db: Queryable, connectionId: ConnectionId, id: string): Promise<void> {
  await db.run(gathered, [connectionId, id]);
}

const read = {
  name: 'read-run',
  text: `select ${runColumns} from run where connection_id = $1 and id = $2`,
};

export async function readRun(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
): Promise<Run | undefined> {
  return (await db.run<Run>(read, [connectionId, id]))[0];
}

const list = {
  name: 'list-runs',
  text: `
    select ${runColumns} from run
    where connection_id = $1 and ($2::text is null or state = $2) order by created_at desc, id limit $3`,
};

/** Newest first. */
export async function listRuns(
  db: Queryable,
  connectionId: ConnectionId,
  query: { readonly state?: RunState; readonly limit: number },
): Promise<readonly Run[]> {
  return db.run<Run>(list, [connectionId, query.state ?? null, query.limit]);
}
