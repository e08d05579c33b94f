import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'publish-memberships',
  // A member says which departments it is in, a role says who has it. Whoever was read before the Group enters it
  // once the Group is there. A version that this transaction has written already stays: nobody has seen it, and a Group
  // whose people come in many batches would have one for each of them, all to be gone through until the commit.
  text: `
    with mine as materialized (
      select resource_id as id, kind, group_ids, member_ids from mirrored
      where connection_id = $1 and resource_id = any($2::uuid[])
    ), role as materialized (
      select resource_id as id, member_ids from mirrored where connection_id = $1 and kind = 'role'
    ), wanted as materialized (
      select unnest(group_ids) as group_id, id as member_id from mine where kind <> 'role'
      union
      select unnest(m.group_ids), m.resource_id from mirrored m
      where cardinality($3::uuid[]) > 0 and m.connection_id = $1 and m.group_ids && $3::uuid[]
      union
      select id, unnest(member_ids) from mine where kind = 'role'
      union
      select role.id, mine.id from role join mine on mine.id = any(role.member_ids)
    ), left_behind as (
      delete from membership x using mine
      where x.connection_id = $1 and x.member_id = any($2::uuid[]) and x.member_id = mine.id and mine.kind <> 'role'
        and x.group_id <> all (mine.group_ids) and x.group_id <> all (array(select id from role))
      returning x.group_id, x.member_id
    ), left_out as (
      delete from membership x using mine
      where x.connection_id = $1 and x.group_id = any(array(select id from mine where kind = 'role'))
        and x.group_id = mine.id and x.member_id <> all (mine.member_ids)
      returning x.group_id, x.member_id
    ), gone as (
      select group_id, member_id from left_behind union all select group_id, member_id from left_out
    ), come as (
      insert into membership (connection_id, group_id, member_id, member_type)
      select $1, g.id, r.id, r.type
      from wanted w
      join resource g on g.connection_id = $1 and g.id = w.group_id
      join resource r on r.connection_id = $1 and r.id = w.member_id
      order by r.seq
      on conflict do nothing
      returning group_id, member_id
    ), moved as (
      select group_id as id from gone union select member_id from gone
      union select group_id from come union select member_id from come
    )
    update resource set generation = generation + 1, modified_at = now()
    from moved
    where connection_id = $1 and resource.id = moved.id and resource.xmin <> pg_current_xact_id()::xid`,
};

/**
 * Brings memberships in step with what was just published.
 *
 * @param ids what was published: its versions have moved already
 * @param bornGroups those of them that are Groups and were not there before
 */
export async function publishMemberships(
  tx: Queryable,
  connectionId: ConnectionId,
  ids: readonly ResourceId[],
  bornGroups: readonly ResourceId[],
): Promise<void> {
  await tx.run(statement, [connectionId, ids, bornGroups]);
}
