import type { ConnectionId, ResourceId } from '#common';
import type { ResourceType } from '#scim';
import type { Queryable } from '../database.js';

const compare = {
  name: 'compare-records',
  text: `
    select r.seq, r.resource_id as "resourceId", coalesce(r.fingerprint = w.fingerprint, false) as same
    from unnest($3::text[], $4::text[]) with ordinality w (id, fingerprint, place)
    left join source_record r on r.connection_id = $1 and r.type = $2 and r.source_id = w.id
    order by w.place`,
};

/** How a record that was read stands to what is known. */
export interface ComparedRecord {
  /** The number of the record; null: it is new. */
  readonly seq: number | null;
  /** null: it has none, because it is new or blocked. */
  readonly resourceId: ResourceId | null;
  readonly same: boolean;
}

/** The answers stand where the records stood. */
export async function compareRecords(
  db: Queryable,
  id: ConnectionId,
  type: ResourceType,
  records: readonly { readonly sourceId: string; readonly fingerprint: string }[],
): Promise<readonly ComparedRecord[]> {
  const [ids, prints] = [
    records.map(({ sourceId }) => sourceId),
    records.map(({ fingerprint }) => fingerprint),
  ];
  return db.run<ComparedRecord>(compare, [id, type, ids, prints]);
}

const count = {
  name: 'count-records',
  text: 'select type, count(*)::int as n from source_record where connection_id = $1 group by type',
};

export async function countRecords(
  db: Queryable,
  id: ConnectionId,
): Promise<Readonly<Record<ResourceType, number>>> {
  const rows = await db.run<{ type: ResourceType; n: number }>(count, [id]);
  const of = (type: ResourceType) => rows.find((row) => row.type === type)?.n ?? 0;
  return { User: of('User'), Group: of('Group') };
}

const walk = {
  name: 'walk-records',
  text: `
    select seq, source_id as "sourceId", resource_id as "resourceId" from source_record
    where connection_id = $1 and type = $2 and seq > $3 order by seq limit $4`,
};

/** A record that was there before. */
export interface KnownRecord {
  readonly seq: number;
  readonly sourceId: string;
  readonly resourceId: ResourceId | null;
}

/** The records behind a number, in order. */
export async function walkRecords(
  db: Queryable,
  id: ConnectionId,
  type: ResourceType,
  after: number,
  limit: number,
): Promise<readonly KnownRecord[]> {
  return db.run<KnownRecord>(walk, [id, type, after, limit]);
}

const forget = {
  name: 'forget-record',
  text: `
    with gone as (
      delete from source_record where connection_id = $1 and type = $2 and source_id = $3
    ), said as (
      delete from source_member
      where connection_id = $1 and case $2 when 'User' then said_by = 'User' and member_id = $3
        else said_by = 'Group' and group_id = $3 end
    )
    delete from source_change where connection_id = $1 and type = $2 and source_id = $3`,
};

/** The record's resource is gone on both sides. */
export async function forgetRecord(
  db: Queryable,
  id: ConnectionId,
  type: ResourceType,
  sourceId: string,
): Promise<void> {
  await db.run(forget, [id, type, sourceId]);
}

const managers = {
  name: 'ids-of-records',
  text: `
    select source_id as "sourceId", resource_id as "resourceId" from source_record
    where connection_id = $1 and type = 'User' and source_id = any($3::text[]) and resource_id is not null
    union
    select source_id, resource_id from source_change
    where connection_id = $1 and run_id = $2 and type = 'User' and what = 'write' and source_id = any($3::text[])`,
};

/** Our ids of Users, also of those that are about to be made. */
export async function idsOfRecords(
  db: Queryable,
  id: ConnectionId,
  run: string,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, ResourceId>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db.run<{ sourceId: string; resourceId: ResourceId }>(managers, [id, run, sourceIds]);
  return new Map(rows.map(({ sourceId, resourceId }) => [sourceId, resourceId]));
}

const late = {
  name: 'late-managers',
  text: `
    select r.resource_id as "resourceId", m.resource_id as "managerId"
    from source_record r
    join source_record m on m.connection_id = $1 and m.type = 'User' and m.source_id = r.manager_id
    join resource x on x.connection_id = $1 and x.id = r.resource_id
    where r.connection_id = $1 and r.type = 'User' and r.manager_id is not null and m.resource_id is not null
      and x.manager_id is distinct from m.resource_id
    limit $2`,
};

/** Users whose manager came after them, or again under another id. */
export async function lateManagers(
  db: Queryable,
  id: ConnectionId,
  limit: number,
): Promise<readonly { readonly resourceId: ResourceId; readonly managerId: ResourceId }[]> {
  return db.run<{ resourceId: ResourceId; managerId: ResourceId }>(late, [id, limit]);
}

const writtenBy = {
  name: 'run-of-resource',
  text: `
    select s.id from source_record r join source_run s on s.connection_id = r.connection_id and s.id = r.run_id
    where r.connection_id = $1 and r.resource_id = $2`,
};

/** The run that has written a Resource last; null: none, or one that is forgotten. */
export async function runOfResource(
  db: Queryable,
  id: ConnectionId,
  resource: ResourceId,
): Promise<string | null> {
  return (await db.run<{ id: string }>(writtenBy, [id, resource]))[0]?.id ?? null;
}
