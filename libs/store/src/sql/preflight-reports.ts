import type { ConnectionId, JsonObject } from '#common';
import type { PreflightFinding, PreflightKind } from '#provisioning';
import type { Queryable } from '../database.js';

const begin = {
  name: 'begin-preflight',
  // One that was never finished is of no use after an hour.
  text: `
    with abandoned as (
      delete from preflight
      where connection_id = $1 and finished_at is null and started_at < now() - interval '1 hour'
    )
    insert into preflight (connection_id, id) values ($1, $2)`,
};

export async function beginPreflight(db: Queryable, connectionId: ConnectionId, id: string): Promise<void> {
  await db.run(begin, [connectionId, id]);
}

const note = {
  name: 'note-preflight-findings',
  text: `
    insert into preflight_finding (connection_id, preflight_id, kind, resource_id, other, field, detail)
    select $1, $2, f.kind, f."resourceId", f.other, f.field, f.detail
    from jsonb_to_recordset($3::jsonb)
      as f (kind text, "resourceId" uuid, other text, field text, detail text)`,
};

export async function notePreflightFindings(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
  findings: readonly PreflightFinding[],
): Promise<void> {
  await db.run(note, [connectionId, id, JSON.stringify(findings)]);
}

const finish = {
  name: 'finish-preflight',
  // The newest report is the one that counts.
  text: `
    with mine as (
      update preflight set finished_at = now(), people = $3, departments = $4, existing = $5
      where connection_id = $1 and id = $2 returning started_at
    )
    delete from preflight using mine
    where connection_id = $1 and id <> $2 and finished_at is not null and preflight.started_at <= mine.started_at`,
};

/** What was looked at. */
export interface PreflightCounts {
  readonly people: number;
  readonly departments: number;
  /** How much of DingTalk was seen, or why none of it. */
  readonly existing: JsonObject;
}

export async function finishPreflight(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
  { people, departments, existing }: PreflightCounts,
): Promise<void> {
  await db.run(finish, [connectionId, id, people, departments, existing]);
}

const latest = {
  name: 'latest-preflight',
  text: `
    select p.id, p.started_at as "startedAt", p.finished_at as "finishedAt", p.people, p.departments, p.existing,
      (
        select coalesce(jsonb_object_agg(kind, n), '{}') from (
          select f.kind, count(*)::int as n from preflight_finding f
          where f.connection_id = p.connection_id and f.preflight_id = p.id group by f.kind) counted
      ) as found
    from preflight p where p.connection_id = $1 and p.finished_at is not null
    order by p.started_at desc limit 1`,
};

/** The newest report of a connection. */
export interface PreflightReport extends PreflightCounts {
  readonly id: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** How many findings there are of each kind. */
  readonly found: Readonly<Partial<Record<PreflightKind, number>>>;
}

export async function latestPreflight(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<PreflightReport | undefined> {
  return (await db.run<PreflightReport>(latest, [connectionId]))[0];
}

const page = {
  name: 'preflight-findings',
  text: `
    select f.seq, f.kind, f.resource_id as "resourceId", f.other, f.field, f.detail, r.type,
      coalesce(r.body ->> 'displayName', r.body ->> 'userName') as "displayName"
    from preflight_finding f
    left join resource r on r.connection_id = f.connection_id and r.id = f.resource_id
    where f.connection_id = $1 and f.preflight_id = $2 and f.seq > $3 and ($4::text is null or f.kind = $4)
    order by f.seq limit $5`,
};

/** A finding as a report shows it. */
export interface ReportedFinding {
  readonly seq: number;
  readonly kind: PreflightKind;
  readonly resourceId: string;
  readonly other: string | null;
  readonly field: string | null;
  readonly detail: string | null;
  /** null: deleted since. */
  readonly type: 'User' | 'Group' | null;
  readonly displayName: string | null;
}

export interface FindingsQuery {
  readonly preflightId: string;
  /** Only what comes after this one. */
  readonly after: number;
  readonly kind?: PreflightKind | undefined;
  readonly limit: number;
}

export async function preflightFindings(
  db: Queryable,
  connectionId: ConnectionId,
  { preflightId, after, kind, limit }: FindingsQuery,
): Promise<readonly ReportedFinding[]> {
  return db.run<ReportedFinding>(page, [connectionId, preflightId, after, kind ?? null, limit]);
}
