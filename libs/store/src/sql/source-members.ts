import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

/** Which records a membership can mean: what has no type is a User where there is one of that id. */
const means = `
  (m.member_type = r.type or (m.member_type = '' and (r.type = 'User' or not exists (
    select from source_record u where u.connection_id = $1 and u.type = 'User' and u.source_id = m.member_id))))`;

const joining = {
  name: 'joining-members',
  text: `
    select g.resource_id as "groupId", array_agg(distinct r.resource_id) as add
    from source_record r
    join source_member m on m.connection_id = $1 and m.member_id = r.source_id and ${means}
    join source_record g on g.connection_id = $1 and g.type = 'Group' and g.source_id = m.group_id
    where r.connection_id = $1 and r.resource_id = any($2::uuid[]) and g.resource_id is not null
      and not exists (
        select from membership x
        where x.connection_id = $1 and x.group_id = g.resource_id and x.member_id = r.resource_id)
    group by g.resource_id order by g.resource_id`,
};

/** Which Groups those Users are to join that they are not in. */
export async function joiningMembers(
  db: Queryable,
  id: ConnectionId,
  users: readonly ResourceId[],
): Promise<readonly { readonly groupId: ResourceId; readonly add: readonly ResourceId[] }[]> {
  return db.run<{ groupId: ResourceId; add: ResourceId[] }>(joining, [id, users]);
}

const difference = {
  name: 'member-difference',
  text: `
    with g as (
      select resource_id from source_record where connection_id = $1 and type = 'Group' and source_id = $2
    ), wanted as (
      select distinct r.resource_id as id
      from source_member m join source_record r on r.connection_id = $1 and r.source_id = m.member_id and ${means}
      where m.connection_id = $1 and m.group_id = $2 and r.resource_id is not null
        and r.resource_id is distinct from (select resource_id from g)
    ), present as (
      select member_id as id from membership where connection_id = $1 and group_id = (select resource_id from g)
    )
    select g.resource_id as "groupId",
      array(select id from wanted except select id from present) as add,
      array(select id from present except select id from wanted) as remove
    from g where g.resource_id is not null`,
};

/** How the members of a Group differ from what the Source says. */
export interface MemberDifference {
  readonly groupId: ResourceId;
  readonly add: readonly ResourceId[];
  readonly remove: readonly ResourceId[];
}

/** Undefined: the Group is none of ours. */
export async function memberDifference(
  db: Queryable,
  id: ConnectionId,
  group: string,
): Promise<MemberDifference | undefined> {
  return (await db.run<MemberDifference>(difference, [id, group]))[0];
}
