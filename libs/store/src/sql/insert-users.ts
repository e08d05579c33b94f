import type { ConnectionId, JsonObject, Lane, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { comparisonKeys, emailKeys } from '../filter/body-keys.js';
import { counting } from './counting.js';
import type { ResourceKeys, Written } from './insert-resource.js';
import { lockBirths } from './orphans.js';

const statement = {
  name: 'insert-users',
  // As insert-resource, for many at once. What two of them could take over is the first one's; it is locked before.
  text: `
    with wanted as (
      select * from jsonb_to_recordset($2::jsonb) as w (
        place integer, id uuid, body jsonb, lane text, user_name_key text, display_name_key text,
        external_id text, manager_id uuid, email_keys text[], comparison_keys jsonb, rehire_ids text[])
    ), made as (
      insert into resource (
        connection_id, id, type, user_name_key, display_name_key, external_id, manager_id, body,
        email_keys, comparison_keys)
      select $1, id, 'User', user_name_key, display_name_key, external_id, manager_id, body,
        email_keys, comparison_keys
      from wanted order by place
      on conflict (connection_id, user_name_key) where type = 'User' do nothing
      returning id, type, seq, generation, created_at, modified_at
    ), orphan as (
      select id, external_id from link
      where connection_id = $1 and kind = 'account' and resource_id is null
        and external_id in (select unnest(rehire_ids) from wanted)
      order by id for no key update
    ), offered as (
      select distinct on (wanted.id) wanted.place, wanted.id as resource_id, wanted.lane, orphan.id
      from wanted join made on made.id = wanted.id join orphan on orphan.external_id = any(wanted.rehire_ids)
      order by wanted.id, array_position(wanted.rehire_ids, orphan.external_id)
    ), taken as (
      select distinct on (id) resource_id, lane, id from offered order by id, place
    ), rehired as (
      update link
      set resource_id = taken.resource_id, generation = link.generation + 1, lane = taken.lane,
          outcome = 'retry', reason = null, recreate = 'rehired', leave_from = null, asked_by = $5,
          due_at = least(link.due_at, now() + $3 * interval '1 millisecond')
      from taken where link.connection_id = $1 and link.id = taken.id
    ), found as (
      select distinct on (wanted.id) wanted.place, wanted.id as resource_id, t.link_id
      from wanted join made on made.id = wanted.id
      join tombstone t on t.connection_id = $1 and t.kind = 'account' and t.external_id = any(wanted.rehire_ids)
      where not exists (select from taken where taken.resource_id = wanted.id)
        and not exists (
          select from link o
          where o.connection_id = $1 and o.kind = 'account' and o.external_id = t.external_id)
      order by wanted.id, array_position(wanted.rehire_ids, t.external_id)
    ), grave as (
      delete from tombstone t
      using (select distinct on (link_id) resource_id, link_id from found order by link_id, place) chosen
      where t.connection_id = $1 and t.link_id = chosen.link_id
      returning chosen.resource_id, t.link_id, t.external_id
    ), born as (
      insert into link (
        connection_id, id, resource_id, kind, lane, due_at, outcome, asked_by, external_id, presence)
      select $1, coalesce(g.link_id, made.id), made.id, 'account', wanted.lane,
        now() + $3 * interval '1 millisecond', 'retry', $5, g.external_id,
        case when g.link_id is null then 'none' else 'gone' end
      from made join wanted on wanted.id = made.id left join grave g on g.resource_id = made.id
      where not exists (select from taken where taken.resource_id = made.id)
    ), counted as (${counting('made', 1, '$4')}
    )
    select id, generation, created_at as "createdAt", modified_at as "modifiedAt" from made`,
};

export interface NewUser {
  readonly id: ResourceId;
  readonly body: JsonObject;
  readonly keys: ResourceKeys;
  readonly lane: Lane;
  readonly rehireIds: readonly string[];
}

/** Inserts Users in their order; those whose userName is taken, by one of them or before, are not among the answers. */
export async function insertUsers(
  tx: Queryable,
  connectionId: ConnectionId,
  users: readonly NewUser[],
  how: { readonly debounceMs: number; readonly shard: number; readonly askedBy: string },
): Promise<ReadonlyMap<ResourceId, Written>> {
  // Who is just being buried, or taken over, shows as what he came to be to a statement that comes after that.
  await lockBirths(tx, connectionId, { userIds: users.flatMap(({ rehireIds }) => rehireIds) });
  const wanted = JSON.stringify(users.map(rowOf));
  const rows = await tx.run<Written & { id: ResourceId }>(statement, [
    connectionId,
    wanted,
    how.debounceMs,
    how.shard,
    how.askedBy,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

const rowOf = ({ id, body, keys, lane, rehireIds }: NewUser, place: number): JsonObject => ({
  place,
  id,
  body,
  lane,
  user_name_key: keys.userNameKey ?? null,
  display_name_key: keys.displayNameKey ?? null,
  external_id: keys.externalId ?? null,
  manager_id: keys.managerId ?? null,
  email_keys: emailKeys(body),
  comparison_keys: comparisonKeys(body),
  rehire_ids: rehireIds,
});
