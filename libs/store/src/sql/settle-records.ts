import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

/** How a record stands once its change was carried out, or could not be. */
export interface SettledRecord {
  readonly sourceId: string;
  /** null: it has none. */
  readonly resourceId: ResourceId | null;
  /** null: it is to be tried again whenever it is read. */
  readonly fingerprint: string | null;
  readonly managerId: string | null;
  readonly blocked: string | null;
}

const keep = (type: 'User' | 'Group') => `
  gone as (
    delete from source_change c using done
    where c.connection_id = $1 and c.type = '${type}' and c.source_id = done.source_id
  ), kept as (
    insert into source_record (connection_id, type, source_id, resource_id, fingerprint, manager_id, blocked, run_id)
    select $1, '${type}', source_id, resource_id, fingerprint, manager_id, blocked,
      case when blocked is null then $3::uuid end
    from done
    on conflict (connection_id, type, source_id) do update
    set resource_id = coalesce(excluded.resource_id, source_record.resource_id), fingerprint = excluded.fingerprint,
        manager_id = excluded.manager_id, blocked = excluded.blocked,
        run_id = coalesce(excluded.run_id, source_record.run_id)
  )`;

const users = {
  name: 'settle-users',
  text: `
    with done as (
      select * from jsonb_to_recordset($2::jsonb) as d (
        source_id text, resource_id uuid, fingerprint text, manager_id text, blocked text, groups text[])
    ), ${keep('User')}, said as (
      select d.source_id, g.id as group_id from done d cross join lateral unnest(d.groups) g (id)
    ), unsaid as (
      delete from source_member m using done d
      where m.connection_id = $1 and m.said_by = 'User' and m.member_id = d.source_id and d.groups is not null
        and not m.group_id = any(d.groups)
      returning m.group_id
    ), added as (
      insert into source_member (connection_id, group_id, said_by, member_id, member_type)
      select $1, group_id, 'User', source_id, 'User' from said on conflict do nothing returning group_id
    )
    select group_id as id from unsaid union select group_id from added`,
};

/**
 * Writes down how Users stand, and in which Groups they say they are.
 *
 * @param run the run that has written them; of a blocked one it is not
 * @param records `groups` null: what they said before stays
 * @returns the Groups of which that says something new, by their remote ids
 */
export async function settleUsers(
  db: Queryable,
  id: ConnectionId,
  run: string,
  records: readonly (SettledRecord & { readonly groups: readonly string[] | null })[],
): Promise<readonly string[]> {
  const rows = records.map(({ sourceId, resourceId, fingerprint, managerId, blocked, groups }) => {
    return {
      source_id: sourceId,
      resource_id: resourceId,
      fingerprint,
      manager_id: managerId,
      blocked,
      groups,
    };
  });
  return (await db.run<{ id: string }>(users, [id, JSON.stringify(rows), run])).map((row) => row.id);
}

const group = {
  name: 'settle-group',
  text: `
    with done as (
      select * from jsonb_to_record($2::jsonb) as d (
        source_id text, resource_id uuid, fingerprint text, manager_id text, blocked text)
    ), ${keep('Group')}, said as (
      select id, type from unnest($4::text[], $5::text[]) m (id, type)
    ), unsaid as (
      delete from source_member m using done d
      where $4::text[] is not null and m.connection_id = $1 and m.said_by = 'Group' and m.group_id = d.source_id
        and not exists (select from said where said.id = m.member_id and said.type = m.member_type)
    )
    insert into source_member (connection_id, group_id, said_by, member_id, member_type)
    select $1, d.source_id, 'Group', said.id, said.type from done d cross join said on conflict do nothing`,
};

/** Writes down how a Group stands, and whom it names; `members` null: as before. */
export async function settleGroup(
  db: Queryable,
  id: ConnectionId,
  run: string,
  record: SettledRecord,
  members: readonly { readonly id: string; readonly type?: 'User' | 'Group' }[] | null,
): Promise<void> {
  const { sourceId, resourceId, fingerprint, managerId, blocked } = record;
  const row = { source_id: sourceId, resource_id: resourceId, fingerprint, manager_id: managerId, blocked };
  const named = [members?.map((one) => one.id) ?? null, members?.map((one) => one.type ?? '') ?? null];
  await db.run(group, [id, JSON.stringify(row), run, ...named]);
}
