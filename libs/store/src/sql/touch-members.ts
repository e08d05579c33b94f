import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

/** A role is made of its members, a department is not. What is not there yet may become a role. */
const ofMembers = `(kind = 'role' or kind = 'department' and presence in ('none', 'gone'))`;

const lock = {
  name: 'lock-touched-links',
  // One order for everybody: unordered, one in seven of overlapping edits deadlocks.
  text: `
    select id from link
    where connection_id = $1 and (resource_id = any($2::uuid[]) or resource_id = $3 and ${ofMembers})
    order by id for no key update`,
};

const touch = {
  name: 'touch-members',
  // User.groups is part of the User: its version moves with every membership.
  text: `
    with moved as (
      update resource set generation = generation + 1, modified_at = now()
      where connection_id = $1 and id = any($2::uuid[])
    )
    update link
    set generation = generation + 1, attempts = 0, asked_by = $4,
        due_at = least(due_at, now() + $3 * interval '1 millisecond')
    where connection_id = $1 and (resource_id = any($2::uuid[]) or resource_id = $5 and ${ofMembers})`,
};

/** Marks Resources whose membership of a Group changed as changed themselves, and their Links, and its role's, as due. */
export async function touchMembers(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  ids: readonly ResourceId[],
  debounceMs: number,
  askedBy: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(lock, [connectionId, ids, group]);
  await tx.run(touch, [connectionId, ids, debounceMs, askedBy, group]);
}
