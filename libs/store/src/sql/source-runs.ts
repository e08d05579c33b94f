import type { ConnectionId } from '#common';
import type { PageTag, RunState } from '#provisioning';
import type { Queryable } from '../database.js';
import type { RunLease, RunProgress } from './source-lease.js';
import { replacePageTags } from './source-pages.js';

const columns = `
  id, asked_by as "askedBy", reading, state, reason, detail, cancel_asked as "cancelAsked", started_at as "startedAt",
  finished_at as "finishedAt", pages, users_read as "usersRead", groups_read as "groupsRead",
  users_total as "usersTotal", groups_total as "groupsTotal", to_change as "toChange", changed, deleted, blocked, missing,
  extract(epoch from coalesce(finished_at, now()) - started_at)::float8 as seconds, (
    select jsonb_build_object('id', planned.id, 'state', planned.state) from run planned
    where planned.connection_id = source_run.connection_id and planned.kind = 'pull'
      and planned.requested_by = 'source:' || source_run.id order by planned.created_at desc limit 1) as plan`;

/** A reading of a Source and what came of it. */
export interface SourceRun extends Omit<RunProgress, 'state'> {
  readonly id: string;
  readonly askedBy: string;
  readonly reading: 'full' | 'delta';
  readonly state: RunProgress['state'] | 'done' | 'held' | 'failed' | 'cancelled';
  /** Why it was held or failed. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly cancelAsked: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** How long it has taken. */
  readonly seconds: number;
  /** The Run that plans what it wrote; null: it has written nothing. */
  readonly plan: { readonly id: string; readonly state: RunState } | null;
}

const open = {
  name: 'open-source-run',
  text: `select ${columns} from source_run where connection_id = $1 and finished_at is null order by seq desc limit 1`,
};

/** The run that is under way, or was left in the middle. */
export async function openRun(db: Queryable, id: ConnectionId): Promise<SourceRun | undefined> {
  return (await db.run<SourceRun>(open, [id]))[0];
}

const insert = {
  name: 'insert-source-run',
  text: `
    with old as (
      delete from source_run where connection_id = $1 and finished_at < now() - interval '90 days'
    )
    insert into source_run (connection_id, id, asked_by, reading) values ($1, $2, $3, $4)`,
};

export async function insertRun(
  db: Queryable,
  run: {
    readonly connectionId: ConnectionId;
    readonly id: string;
    readonly askedBy: string;
    readonly reading: string;
  },
): Promise<void> {
  await db.run(insert, [run.connectionId, run.id, run.askedBy, run.reading]);
}

const finishRunRow = {
  name: 'finish-source-run',
  text: `
    update source_run set state = $4, reason = $5, detail = $6, reading = $7, finished_at = now()
    where connection_id = $1 and id = $2 and finished_at is null and exists (
      select from source where connection_id = $1 and lease_epoch = $3)
    returning id`,
};

const fail = {
  name: 'fail-source-run',
  text: `
    update source_run set state = 'failed', reason = $3, finished_at = now()
    where connection_id = $1 and id = $2 and finished_at is null`,
};

/** A run that was left in the middle did not get so far that it could go on. */
export async function failRun(db: Queryable, id: ConnectionId, run: string, reason: string): Promise<void> {
  await db.run(fail, [id, run, reason]);
}

const forget = {
  name: 'forget-changes',
  text: 'delete from source_change where connection_id = $1',
};

/** Only the wish that this run was claimed for: who asked while it ran is still waiting for a run. */
const answered = 'extract(epoch from asked_at)::text = $4';

/** Somebody may have entered another address while that one was read. */
const stillThere = 'base_url = $10';

const release = {
  name: 'release-source',
  text: `
    update source
    set lease_until = null, next_at = case when paused then null else $3::timestamptz end,
        asked_at = case when ${answered} then null else asked_at end,
        asked_full = case when ${answered} then false else asked_full end,
        allowed_run = case when ${answered} then null else allowed_run end,
        read_base = case when $5 then $10 else read_base end,
        since = case when $5 and ${stillThere} then $6::jsonb else since end,
        full_at = case when $7 then $8 else full_at end,
        delta = case when $9 and ${stillThere} then 'unreliable' else delta end,
        tags = case when $11 and ${stillThere} then 'unreliable' else tags end
    where connection_id = $1 and lease_epoch = $2`,
};

/** How a run ended. */
export interface RunEnd {
  readonly state: 'done' | 'held' | 'failed' | 'cancelled';
  readonly reason?: string;
  readonly detail?: string;
  /** As it turned out to be. */
  readonly reading: 'full' | 'delta';
  readonly nextAt: Date | null;
  /** When it was claimed. */
  readonly claimedAt: Date;
  /** What was asked for and is answered now, as it was claimed; null: nothing was. */
  readonly asked: string | null;
  readonly since: Readonly<Record<string, string>>;
  readonly unreliable: boolean;
  /** The base URL that was read. */
  readonly readFrom: string;
  /** By what its pages are known again; null: as before. */
  readonly pages: { readonly shape: string; readonly tags: readonly PageTag[] } | null;
  /** A page had the tag that it had before, and something else on it. */
  readonly tagsUnreliable: boolean;
}

/** Ends a run and lets go of its Source. A lease that was lost writes nothing. */
export async function finishRun(tx: Queryable, lease: RunLease, end: RunEnd): Promise<void> {
  const { connectionId, runId, epoch } = lease;
  const told = [end.state, end.reason ?? null, end.detail ?? null, end.reading];
  if ((await tx.run(finishRunRow, [connectionId, runId, epoch, ...told])).length === 0) return;
  await tx.run(forget, [connectionId]);
  if (end.pages !== null) await replacePageTags(tx, connectionId, end.pages.shape, end.pages.tags);
  const done = end.state === 'done';
  const full = done && end.reading === 'full';
  const learnt = [done, JSON.stringify(end.since), full, end.claimedAt, end.unreliable];
  const from = [end.readFrom, end.tagsUnreliable];
  await tx.run(release, [connectionId, epoch, end.nextAt, end.asked, ...learnt, ...from]);
}

const list = {
  name: 'list-source-runs',
  text: `
    select ${columns} from source_run where connection_id = $1 and ($2::uuid is null or seq < (
      select seq from source_run where connection_id = $1 and id = $2))
    order by seq desc limit $3`,
};

/** The latest runs, newest first. */
export async function listRuns(
  db: Queryable,
  id: ConnectionId,
  { before, limit }: { readonly before?: string; readonly limit: number },
): Promise<readonly SourceRun[]> {
  return db.run<SourceRun>(list, [id, before ?? null, limit]);
}

const readRun = {
  name: 'read-source-run',
  text: `select ${columns} from source_run where connection_id = $1 and id = $2`,
};

export async function readSourceRun(
  db: Queryable,
  id: ConnectionId,
  run: string,
): Promise<SourceRun | undefined> {
  return (await db.run<SourceRun>(readRun, [id, run]))[0];
}

const cancel = {
  name: 'cancel-source-run',
  text: `
    update source_run set cancel_asked = true where connection_id = $1 and id = $2 and finished_at is null returning id`,
};

/** @returns whether it was under way */
export async function cancelRun(db: Queryable, id: ConnectionId, run: string): Promise<boolean> {
  return (await db.run(cancel, [id, run])).length > 0;
}
