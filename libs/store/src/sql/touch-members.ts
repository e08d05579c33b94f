import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { inOrder, linksOf } from './links-in-order.js';
import { belowOf } from './touch-dependants.js';
import { circled } from './wake.js';

/** A role is made of its members, a department is not. What is not there yet may become a role. */
const ofMembers = `(kind = 'role' or kind = 'department' and presence in ('none', 'gone'))`;

const touched = [
  'select id from link where connection_id = $1 and resource_id = any($2::uuid[])',
  `select id from link where connection_id = $1 and resource_id = $3 and ($4::boolean or ${ofMembers})`,
  `${circled} and $5::boolean`,
];
// One order for everybody: unordered, one in seven of overlapping edits deadlocks.
const lock = { name: 'lock-touched-links', text: inOrder(...touched) };
const lockBelow = { name: 'lock-touched-below', text: inOrder(...touched, linksOf(belowOf('$2::uuid[]'))) };

/** What an edit of a Group's members leads to beside them. */
export interface TouchReach {
  /** Whether the Group itself is written too. */
  readonly written: boolean;
  /** Whether edges between Groups have changed: circles depend on them. */
  readonly edges: boolean;
  /** Whether all that is below the members is touched too. */
  readonly below: boolean;
}

/** Takes all Links that an edit of a Group's members may touch, before any of them is written. */
export async function lockTouched(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  ids: readonly ResourceId[],
  { written, edges, below }: TouchReach,
): Promise<void> {
  await tx.run(below ? lockBelow : lock, [connectionId, ids, group, written, edges]);
}

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

/**
 * Marks Resources whose membership of a Group changed as changed themselves, and their Links, and its role's, as due.
 * Their Links are held.
 */
export async function touchMembers(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  ids: readonly ResourceId[],
  debounceMs: number,
  askedBy: string,
): Promise<void> {
  await tx.run(touch, [connectionId, ids, debounceMs, askedBy, group]);
}
