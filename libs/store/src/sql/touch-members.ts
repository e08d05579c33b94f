import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const lock = {
  name: 'lock-touched-links',
  // One order for everybody: unordered, one in seven of overlapping edits deadlocks.
  text: `
    select id from link where connection_id = $1 and resource_id = any($2::uuid[])
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
    where connection_id = $1 and resource_id = any($2::uuid[])`,
};

/** Marks Resources whose membership changed as changed themselves, and their Links as due. */
export async function touchMembers(
  tx: Queryable,
  connectionId: ConnectionId,
  ids: readonly ResourceId[],
  debounceMs: number,
  askedBy: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(lock, [connectionId, ids]);
  await tx.run(touch, [connectionId, ids, debounceMs, askedBy]);
}
