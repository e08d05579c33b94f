import type { ConnectionId, JsonObject } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../../database.js';

/** What DingTalk is read for: to hold it against what was written, or to find again what a lost store had made. */
export type ReadingKind = 'drift' | 'rebuild';

/** What a reading has found of one account or department. */
export type ReadingFindingKind =
  /** It shows something else than was last written. */
  | 'changed'
  /** DingTalk says that it is gone. */
  | 'missing'
  /** No list had it, and DingTalk did not say that it is gone: it stays as it is. */
  | 'unseen'
  /** It bears our stamp, and its Link has it again. */
  | 'takenOver'
  /** It bears our stamp, and no Resource is its own: it is left alone. */
  | 'unclaimed'
  /** It bears our stamp, and several Resources may be its own: it is left alone. */
  | 'contested';

const begin = {
  name: 'begin-reading',
  // One that was never finished is of no use after an hour.
  text: `
    with abandoned as (
      delete from reading
      where connection_id = $1 and finished_at is null and started_at < now() - interval '1 hour'
    )
    insert into reading (connection_id, id, kind, requested_by) values ($1, $2, $3, $4)
    returning started_at::text as "startedAt"`,
};

/** @returns when it began, by Postgres's clock */
export async function beginReading(
  db: Queryable,
  connectionId: ConnectionId,
  reading: { readonly id: string; readonly kind: ReadingKind; readonly requestedBy: string },
): Promise<string> {
  const { id, kind, requestedBy } = reading;
  const [row] = await db.run<{ startedAt: string }>(begin, [connectionId, id, kind, requestedBy]);
  return row?.startedAt ?? '';
}

const note = {
  name: 'note-reading-findings',
  text: `
    insert into reading_finding (
      connection_id, reading_id, kind, link_kind, link_id, external_id, fields, values_sealed)
    select $1, $2, f.kind, f."linkKind", f."linkId", f."externalId",
      array(select jsonb_array_elements_text(f.fields)), f."valuesSealed"
    from jsonb_to_recordset($3::jsonb) as f (
      kind text, "linkKind" text, "linkId" uuid, "externalId" text, fields jsonb, "valuesSealed" text)`,
};

export interface NewFinding {
  readonly kind: ReadingFindingKind;
  readonly linkKind: LinkKind;
  /** null: no Link has it. */
  readonly linkId: string | null;
  readonly externalId: string;
  /** DingTalk's names of what differs. */
  readonly fields: readonly string[];
  /** Written and observed values: personal data. */
  readonly valuesSealed: string | null;
}

export async function noteReadingFindings(
  db: Queryable,
  connectionId: ConnectionId,
  readingId: string,
  findings: readonly NewFinding[],
): Promise<void> {
  await db.run(note, [connectionId, readingId, JSON.stringify(findings)]);
}

const finish = {
  name: 'finish-reading',
  // The newest of a kind is the one that counts.
  text: `
    with mine as (
      update reading set finished_at = now(), seen = $3, run_id = $4
      where connection_id = $1 and id = $2 returning kind, started_at
    )
    delete from reading using mine
    where connection_id = $1 and id <> $2 and reading.kind = mine.kind and finished_at is not null
      and reading.started_at <= mine.started_at`,
};

/** @param runId the run that mends what was found; null: none does */
export async function finishReading(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
  seen: JsonObject,
  runId: string | null,
): Promise<void> {
  await db.run(finish, [connectionId, id, seen, runId]);
}

const latest = {
  name: 'latest-reading',
  text: `
    select p.id, p.kind, p.requested_by as "requestedBy", p.started_at as "startedAt",
      p.finished_at as "finishedAt", p.seen, p.run_id as "runId",
      (
        select coalesce(jsonb_object_agg(kind, n), '{}') from (
          select f.kind, count(*)::int as n from reading_finding f
          where f.connection_id = p.connection_id and f.reading_id = p.id group by f.kind) counted
      ) as found
    from reading p where p.connection_id = $1 and p.kind = $2 and p.finished_at is not null
    order by p.started_at desc limit 1`,
};

/** The newest reading of a kind that is finished. */
export interface Reading {
  readonly id: string;
  readonly kind: ReadingKind;
  readonly requestedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** How much of DingTalk was seen, or why not all of it. */
  readonly seen: JsonObject;
  readonly runId: string | null;
  /** How many findings there are of each kind. */
  readonly found: Readonly<Partial<Record<ReadingFindingKind, number>>>;
}

export async function latestReading(
  db: Queryable,
  connectionId: ConnectionId,
  kind: ReadingKind,
): Promise<Reading | undefined> {
  return (await db.run<Reading>(latest, [connectionId, kind]))[0];
}

const page = {
  name: 'reading-findings',
  text: `
    select f.seq, f.kind, f.link_kind as "linkKind", f.link_id as "linkId", f.external_id as "externalId", f.fields,
      f.values_sealed as "valuesSealed", l.resource_id as "resourceId",
      coalesce(r.body ->> 'displayName', r.body ->> 'userName', l.applied ->> 'name') as "displayName"
    from reading_finding f
    left join link l on l.connection_id = f.connection_id and l.id = f.link_id
    left join resource r on r.connection_id = f.connection_id and r.id = l.resource_id
    where f.connection_id = $1 and f.reading_id = $2 and f.seq > $3 and ($4::text is null or f.kind = $4)
    order by f.seq limit $5`,
};

/** A finding as it is kept. */
export interface FindingRow extends NewFinding {
  readonly seq: number;
  readonly resourceId: string | null;
  readonly displayName: string | null;
}

export interface ReadingQuery {
  readonly readingId: string;
  /** Only what comes after this one. */
  readonly after: number;
  readonly kind?: ReadingFindingKind | undefined;
  readonly limit: number;
}

export async function readingFindings(
  db: Queryable,
  connectionId: ConnectionId,
  { readingId, after, kind, limit }: ReadingQuery,
): Promise<readonly FindingRow[]> {
  return db.run<FindingRow>(page, [connectionId, readingId, after, kind ?? null, limit]);
}
