import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { counting } from './counting.js';
import { inOrder, linksOf } from './links-in-order.js';
import { isAway, noteReturns } from './note-returns.js';
import { readResource } from './read-resource.js';
import { belowOf, isScopedByGroups, reportsOf, touchBelow, touchReports } from './touch-dependants.js';
import { circled, wakeCycles } from './wake.js';

const lockGroups = {
  name: 'lock-groups-of-deleted',
  // Those it is in, and those in it: the versions of all of them move.
  text: `
    select id from resource
    where connection_id = $1 and type = 'Group' and id = any(array(
      select $2::uuid
      union select group_id from membership where connection_id = $1 and member_id = $2
      union select member_id from membership
      where connection_id = $1 and group_id = $2 and member_type = 'Group'))
    order by id for no key update`,
};

const touchGroups = {
  name: 'touch-groups-of-deleted',
  // A Group that has taken it in since comes late: see "inOrder".
  text: `
    with ordered as (
      select id from resource
      where connection_id = $1 and id in (select group_id from membership where connection_id = $1 and member_id = $2)
      order by id for no key update nowait
    )
    update resource set generation = generation + 1, modified_at = now()
    from ordered where resource.connection_id = $1 and resource.id = ordered.id`,
};

const touched = [
  'select id from link where connection_id = $1 and resource_id = $2',
  linksOf('select member_id from membership where connection_id = $1 and group_id = $2'),
  linksOf(reportsOf('$2::uuid')),
  `${circled} and $3::boolean`,
  `select n.id from link l join link n on n.connection_id = $1 and n.path_key = l.path_key
      where l.connection_id = $1 and l.resource_id = $2`,
];
const lockLinks = { name: 'lock-links-of-deleted', text: inOrder(...touched) };
const lockBelow = {
  name: 'lock-links-below-deleted',
  text: inOrder(...touched, linksOf(belowOf('array[$2::uuid]'))),
};

const touchMembers = {
  name: 'touch-members-of-deleted',
  text: `
    with members as (
      select member_id from membership where connection_id = $1 and group_id = $2
    ), moved as (
      update resource set generation = generation + 1, modified_at = now()
      from members where connection_id = $1 and id = members.member_id
    ), due as (
      update link
      set generation = generation + 1, attempts = 0, asked_by = $4,
          due_at = least(due_at, now() + $3 * interval '1 millisecond')
      from members where connection_id = $1 and resource_id = members.member_id
      returning resource_id as id, ${isAway('link')} as away
    )
    select id from due where away`,
};

const remove = {
  name: 'delete-resource',
  // The Link outlives its Resource until DingTalk shows nothing of it any more.
  text: `
    with gone as (
      delete from resource where connection_id = $1 and id = $2 and type = $3 returning id, type, seq
    ), counted as (${counting('gone', -1, '$5')}
    )
    update link
    set resource_id = null, generation = generation + 1, attempts = 0, outcome = 'retry', reason = null,
        asked_by = $6, lane = case kind when 'account' then 'leavers' else lane end,
        due_at = least(due_at, now() + $4 * interval '1 millisecond')
    from gone where link.connection_id = $1 and link.resource_id = gone.id
    returning path_key as "pathKey"`,
};

const stirNamesakes = {
  name: 'stir-namesakes-of-deleted',
  // Another Group of the same path may take over the department now.
  text: `
    with namesakes as (
      select id from link where connection_id = $1 and path_key = $2 and resource_id is not null
      order by id for no key update nowait
    )
    update link set generation = generation + 1, attempts = 0, due_at = least(due_at, now() + $3 * interval '1 millisecond')
    from namesakes where link.connection_id = $1 and link.id = namesakes.id`,
};

export interface Deletion {
  readonly connectionId: ConnectionId;
  readonly id: ResourceId;
  readonly type: 'User' | 'Group';
  readonly debounceMs: number;
  readonly shard: number;
  /** Only at this generation. */
  readonly generation?: number;
  readonly askedBy: string;
}

export type Deleted = 'deleted' | 'absent' | 'moved';

/** Deletes a Resource with its memberships, in the lock order of the house: Groups, then all Links by id. */
export async function deleteResource(tx: Queryable, deletion: Deletion): Promise<Deleted> {
  const { connectionId, id, type, debounceMs, shard, generation, askedBy } = deletion;
  await tx.run(lockGroups, [connectionId, id]);
  const scoped = type === 'Group' && (await isScopedByGroups(tx, connectionId));
  await tx.run(scoped ? lockBelow : lockLinks, [connectionId, id, type === 'Group']);
  if (generation !== undefined) {
    // Whoever moves a generation holds the Link: from here on it stands.
    const current = await readResource(tx, [connectionId, id, type]);
    if (current && current.generation !== generation) return 'moved';
  }
  await tx.run(touchGroups, [connectionId, id]);
  const back: ResourceId[] = [];
  if (type === 'Group') {
    const values = [connectionId, id, debounceMs, askedBy];
    back.push(...(await tx.run<{ id: ResourceId }>(touchMembers, values)).map((member) => member.id));
    if (scoped) back.push(...(await touchBelow(tx, connectionId, [id])));
  } else {
    await touchReports(tx, connectionId, id);
  }
  const values = [connectionId, id, type, debounceMs, shard, askedBy];
  const [removed] = await tx.run<{ pathKey: string | null }>(remove, values);
  if (!removed) return 'absent';
  if (removed.pathKey !== null) await tx.run(stirNamesakes, [connectionId, removed.pathKey, debounceMs]);
  if (type === 'Group') await wakeCycles(tx, connectionId, debounceMs);
  await noteReturns(tx, connectionId, back);
  return 'deleted';
}
