import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { isScopedByGroups, touchBelow, touchReports } from './touch-dependants.js';
import { wakeCycles } from './wake.js';

const lockGroups = {
  name: 'lock-groups-of-deleted',
  text: `
    select id from resource
    where connection_id = $1 and type = 'Group'
      and (id = $2 or id in (select group_id from membership where connection_id = $1 and member_id = $2))
    order by id for no key update`,
};

const touchGroups = {
  name: 'touch-groups-of-deleted',
  text: `
    update resource set generation = generation + 1, modified_at = now()
    where connection_id = $1 and id in (select group_id from membership where connection_id = $1 and member_id = $2)`,
};

const lockLinks = {
  name: 'lock-links-of-deleted',
  text: `
    select id from link
    where connection_id = $1 and resource_id = any (
      select member_id from membership where connection_id = $1 and group_id = $2
      union select id from resource where connection_id = $1 and manager_id = $2
      union select $2::uuid)
    order by id for no key update`,
};

const touchMembers = {
  name: 'touch-members-of-deleted',
  text: `
    with members as (
      select member_id from membership where connection_id = $1 and group_id = $2
    ), moved as (
      update resource set generation = generation + 1, modified_at = now()
      from members where connection_id = $1 and id = members.member_id
    )
    update link
    set generation = generation + 1, attempts = 0, asked_by = $4,
        due_at = least(due_at, now() + $3 * interval '1 millisecond')
    from members where connection_id = $1 and resource_id = members.member_id`,
};

const remove = {
  name: 'delete-resource',
  // The Link outlives its Resource until DingTalk shows nothing of it any more.
  text: `
    with gone as (
      delete from resource where connection_id = $1 and id = $2 and type = $3 returning id, type
    ), counted as (
      update counter set n = n - 1 from gone where connection_id = $1 and counter.type = gone.type and shard = $5
    )
    update link
    set resource_id = null, generation = generation + 1, attempts = 0, outcome = 'retry', reason = null,
        asked_by = $6, lane = case kind when 'account' then 'leavers' else lane end,
        due_at = least(due_at, now() + $4 * interval '1 millisecond')
    from gone where link.connection_id = $1 and link.resource_id = gone.id
    returning lane`,
};

export interface Deletion {
  readonly connectionId: ConnectionId;
  readonly id: ResourceId;
  readonly type: 'User' | 'Group';
  readonly debounceMs: number;
  readonly shard: number;
  readonly askedBy: string;
}

/** Deletes a Resource with its memberships, in the lock order of the house: Groups, then Links by id. */
export async function deleteResource(tx: Queryable, deletion: Deletion): Promise<boolean> {
  const { connectionId, id, type, debounceMs, shard, askedBy } = deletion;
  await tx.run(lockGroups, [connectionId, id]);
  await tx.run(lockLinks, [connectionId, id]);
  await tx.run(touchGroups, [connectionId, id]);
  if (type === 'Group') {
    await tx.run(touchMembers, [connectionId, id, debounceMs, askedBy]);
    if (await isScopedByGroups(tx, connectionId)) await touchBelow(tx, connectionId, [id]);
  } else {
    await touchReports(tx, connectionId, id);
  }
  const removed = (await tx.run(remove, [connectionId, id, type, debounceMs, shard, askedBy])).length > 0;
  if (removed && type === 'Group') await wakeCycles(tx, connectionId, debounceMs);
  return removed;
}
