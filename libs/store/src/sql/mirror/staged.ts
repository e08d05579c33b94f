import type { ConnectionId, JsonObject } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const stage = {
  name: 'stage-mirrored',
  // Of two readings of one person the later one stands, however long it took to get here.
  text: `
    insert into mirror_staged as s (connection_id, kind, external_id, fingerprint, observed_at, row)
    select $1, w.kind, w.external_id, w.fingerprint, $3::timestamptz, w.row
    from jsonb_to_recordset($2::jsonb) as w (kind text, external_id text, fingerprint text, row jsonb)
    order by w.kind, w.external_id
    on conflict (connection_id, kind, external_id) do update set
      fingerprint = excluded.fingerprint, observed_at = excluded.observed_at, row = excluded.row
    where s.observed_at <= excluded.observed_at`,
};

/** What a reading found; row null: it is not to be mirrored, or is gone. */
export interface StagedRow {
  readonly kind: MirroredKind;
  readonly externalId: string;
  readonly row: (JsonObject & { readonly fingerprint: string }) | null;
}

/** @param at when the look began */
export async function stageMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  rows: readonly StagedRow[],
  at: string,
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ kind, externalId, row }) => ({
    kind,
    external_id: externalId,
    fingerprint: row?.fingerprint ?? null,
    row,
  }));
  await tx.run(stage, [connectionId, JSON.stringify(given), at]);
}

const known = {
  name: 'known-of-mirrored',
  text: `
    select w.id as "externalId", coalesce(s.row -> 'known', m.known) as known
    from unnest($3::text[]) w (id)
    left join mirror_staged s on s.connection_id = $1 and s.kind = $2 and s.external_id = w.id
    left join mirrored m on m.connection_id = $1 and m.kind = $2 and m.external_id = w.id
    where s.row is not null or m.known is not null`,
};

/** What was last seen of some, by this reading or before it. */
export async function knownOf(
  db: Queryable,
  connectionId: ConnectionId,
  kind: MirroredKind,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const rows = await db.run<{ externalId: string; known: JsonObject }>(known, [
    connectionId,
    kind,
    externalIds,
  ]);
  return new Map(rows.map((row) => [row.externalId, row.known]));
}

const isShown = {
  name: 'are-departments-mirrored',
  text: `
    select exists (
      select from mirror_staged
      where connection_id = $1 and kind = 'department' and external_id = any($2::text[]) and row is not null
      union all
      select from mirrored m
      where connection_id = $1 and kind = 'department' and external_id = any($2::text[]) and not exists (
        select from mirror_staged s
        where s.connection_id = $1 and s.kind = 'department' and s.external_id = m.external_id and s.row is null)
    ) as shown`,
};

/** Whether one of these departments is mirrored, by what was read last. */
export async function isAnyDepartmentMirrored(
  db: Queryable,
  connectionId: ConnectionId,
  departmentIds: readonly number[],
): Promise<boolean> {
  const [row] = await db.run<{ shown: boolean }>(isShown, [connectionId, departmentIds.map(String)]);
  return row?.shown ?? false;
}

const echoes = {
  name: 'echoes-of-pushes',
  // The userids that a push chose begin with its stamp, the departments that it made are Links of its own.
  text: `
    select w.id from unnest($3::text[]) w (id)
    where exists (
      select from connection me
      join connection c on c.direction = 'scim-to-dingtalk' and c.oapi_base = me.oapi_base and c.app_key = me.app_key
      join link l on l.connection_id = c.id and l.kind = $2 and l.external_id = w.id
      where me.id = $1)
      or $2 = 'account' and exists (
        select from connection c
        where c.direction = 'scim-to-dingtalk' and starts_with(w.id, c.stamp || '-'))`,
};

/**
 * Those of the ids that a connection of the other direction has put into DingTalk: to mirror them would be to tell
 * SCIM what SCIM has said.
 */
export async function echoesAmong(
  db: Queryable,
  connectionId: ConnectionId,
  kind: MirroredKind,
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.run<{ id: string }>(echoes, [connectionId, kind, externalIds]);
  return new Set(rows.map(({ id }) => id));
}

const changed = {
  name: 'staged-changes',
  text: `
    select s.kind, s.external_id as "externalId",
      s.row || jsonb_build_object('observed_at', s.observed_at) as row
    from mirror_staged s
    left join mirrored m on m.connection_id = s.connection_id and m.kind = s.kind and m.external_id = s.external_id
    where s.connection_id = $1 and s.kind = $2 and s.external_id > $3 and s.row is not null
      and (m.connection_id is null or m.fingerprint is distinct from s.fingerprint and m.observed_at < s.observed_at)
    order by s.external_id limit $4`,
};

/** The next rows of a kind that say something new, in the order of their ids. */
export async function stagedChanges(
  tx: Queryable,
  connectionId: ConnectionId,
  after: { readonly kind: MirroredKind; readonly externalId: string },
  limit: number,
): Promise<readonly { readonly externalId: string; readonly row: JsonObject }[]> {
  return tx.run(changed, [connectionId, after.kind, after.externalId, limit]);
}

const absent = {
  name: 'staged-absences',
  text: `
    select s.kind, s.external_id as "externalId", s.observed_at::text as "observedAt"
    from mirror_staged s
    join mirrored m on m.connection_id = s.connection_id and m.kind = s.kind and m.external_id = s.external_id
    where s.connection_id = $1 and s.row is null and m.observed_at < s.observed_at and (m.left_at is null or not $3)
    order by s.kind, s.external_id limit $2`,
};

/** Some of those that are mirrored and are to be no more. @param stay whether who left already is passed over */
export async function stagedAbsences(
  tx: Queryable,
  connectionId: ConnectionId,
  limit: number,
  stay: boolean,
): Promise<readonly { kind: MirroredKind; externalId: string; observedAt: string }[]> {
  return tx.run(absent, [connectionId, limit, stay]);
}

const freeNames = {
  name: 'free-user-names',
  // Two people may have changed names with each other: what is given away is free before it is taken.
  text: `
    update resource r set user_name_key = null
    from mirror_staged s
    join mirrored m on m.connection_id = s.connection_id and m.kind = s.kind and m.external_id = s.external_id
    where s.connection_id = $1 and s.kind = 'account' and s.row is not null
      and m.fingerprint is distinct from s.fingerprint and m.observed_at < s.observed_at
      and r.connection_id = $1 and r.id = m.resource_id and r.user_name_key <> s.row -> 'user_name_keys' ->> 0`,
};

/** Takes their userName from those who are to have another one; they get it in the same transaction. */
export async function freeUserNames(tx: Queryable, connectionId: ConnectionId): Promise<void> {
  await tx.run(freeNames, [connectionId]);
}
