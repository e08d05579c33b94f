import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const lock = {
  name: 'lock-groups',
  text: `
    select id from resource
    where connection_id = $1 and type = 'Group' and id = any($2::uuid[]) order by id for no key update`,
};

/** Takes Groups, in the one order. Comes before any Link is taken. */
export async function lockGroups(
  tx: Queryable,
  connectionId: ConnectionId,
  groups: readonly ResourceId[],
): Promise<void> {
  await tx.run(lock, [connectionId, groups]);
}

const free = { name: 'lock-free-groups', text: `${lock.text} skip locked` };

/**
 * As lockGroups, without waiting: whoever holds a Group already does not wait for one that comes before it.
 *
 * @returns whether all of them are ours now
 */
export async function tryGroups(
  tx: Queryable,
  connectionId: ConnectionId,
  groups: readonly ResourceId[],
): Promise<boolean> {
  return (await tx.run(free, [connectionId, groups])).length === groups.length;
}
