import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'groups-of',
  // "union" without "all" ends on cycles: a (user, group) pair is walked once.
  text: `
    with recursive direct as (
      select member_id as user_id, group_id from membership
      where connection_id = $1 and member_id = any($2::uuid[])
    ), every as (
      select user_id, group_id from direct
      union
      select every.user_id, m.group_id from every
      join membership m on m.connection_id = $1 and m.member_id = every.group_id
    )
    select every.user_id as "userId", every.group_id as value, r.body ->> 'displayName' as display,
      case when exists (select from direct d where d.user_id = every.user_id and d.group_id = every.group_id)
        then 'direct' else 'indirect' end as type
    from every join resource r on r.connection_id = $1 and r.id = every.group_id
    order by type, r.seq`,
};

/** A Group a User belongs to, as RFC 7643 4.1.2 shows it. */
export interface GroupOfUser {
  readonly value: ResourceId;
  readonly display?: string;
  readonly type: 'direct' | 'indirect';
}

/** The Groups of each User, direct ones first. */
export async function groupsOf(
  db: Queryable,
  connectionId: ConnectionId,
  users: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, readonly GroupOfUser[]>> {
  const rows = await db.run<GroupOfUser & { userId: ResourceId }>(statement, [connectionId, users]);
  const found = new Map<ResourceId, GroupOfUser[]>();
  for (const { userId, value, display, type } of rows) {
    const group = { value, type, ...(display ? { display } : {}) };
    const list = found.get(userId);
    if (list) list.push(group);
    else found.set(userId, [group]);
  }
  return found;
}
