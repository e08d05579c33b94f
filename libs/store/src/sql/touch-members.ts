import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { inOrder, linksOf } from './links-in-order.js';
import { isAway } from './note-returns.js';
import { belowOf } from './touch-dependants.js';
import { circled } from './wake.js';

/** A role is made of its members, a department is not. What is not there yet may become a role. */
const ofMembers = `(kind = 'role' or kind = 'department' and presence in ('none', 'gone'))`;

/** Whose membership of the Group $2 comes or goes. */
const moved = `
      select w.id from unnest($3::uuid[]) w (id)
      where not exists (
        select from membership m where m.connection_id = $1 and m.group_id = $2::uuid and m.member_id = w.id)
      union all
      select member_id from membership where connection_id = $1 and group_id = $2 and member_id = any($4::uuid[])
      union all
      select member_id from membership
      where connection_id = $1 and group_id = $2 and $5::uuid[] is not null and member_id <> all($5::uuid[])`;
const touched = [
  linksOf(moved),
  `select id from link where connection_id = $1 and resource_id = $2 and ($6::boolean or ${ofMembers})`,
  `${circled} and $7::boolean`,
];
// One order for everybody: unordered, one in seven of overlapping edits deadlocks.
const lock = { name: 'lock-touched-links', text: inOrder(...touched) };
const lockBelow = {
  name: 'lock-touched-below',
  text: inOrder(...touched, linksOf(belowOf(`array(${moved})`))),
};

const movedGroupsStatement = {
  name: 'moved-groups',
  text: `select id from resource where connection_id = $1 and type = 'Group' and id in (${moved})`,
};

/** How the members of a Group change. Applied in this order. */
export interface MemberEdit {
  /** Exactly these remain. */
  readonly replaceAll?: readonly ResourceId[];
  readonly remove: readonly ResourceId[];
  readonly add: readonly ResourceId[];
}

/** The Groups that an edit puts into a Group or takes out of it. @param group null: one that is about to be created */
export async function movedGroups(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId | null,
  { replaceAll, remove, add }: MemberEdit,
): Promise<readonly ResourceId[]> {
  const values = [connectionId, group, [...(replaceAll ?? []), ...add], remove, replaceAll ?? null];
  return (await tx.run<{ id: ResourceId }>(movedGroupsStatement, values)).map(({ id }) => id);
}

/** What an edit of a Group's members leads to beside them. */
export interface TouchReach {
  /** Whether the Group itself is written too. */
  readonly written: boolean;
  /** Whether edges between Groups change: circles depend on them. */
  readonly edges: boolean;
  /** Whether all that is below the members is touched too. */
  readonly below: boolean;
}

/**
 * Takes all Links that an edit of a Group's members may touch. A membership holds its two Resources from the moment it
 * is written, and Resources come after Links: this comes before any of the edit.
 */
export async function lockTouched(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  { replaceAll, remove, add }: MemberEdit,
  { written, edges, below }: TouchReach,
): Promise<void> {
  const named = [...(replaceAll ?? []), ...add];
  const values = [connectionId, group, named, remove, replaceAll ?? null, written, edges];
  await tx.run(below ? lockBelow : lock, values);
}

const touch = {
  name: 'touch-members',
  // User.groups is part of the User: its version moves with every membership.
  text: `
    with moved as (
      update resource set generation = generation + 1, modified_at = now()
      where connection_id = $1 and id = any($2::uuid[])
    ), due as (
      update link
      set generation = generation + 1, attempts = 0, asked_by = $4,
          due_at = least(due_at, now() + $3 * interval '1 millisecond')
      where connection_id = $1 and (resource_id = any($2::uuid[]) or resource_id = $5 and ${ofMembers})
      returning resource_id as id, ${isAway('link')} as away
    )
    select id from due where away`,
};

/**
 * Marks Resources whose membership of a Group changed as changed themselves, and their Links, and its role's, as due.
 * Their Links are held.
 *
 * @returns whose return it may be: see noteReturns
 */
export async function touchMembers(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  ids: readonly ResourceId[],
  debounceMs: number,
  askedBy: string,
): Promise<readonly ResourceId[]> {
  const back = await tx.run<{ id: ResourceId }>(touch, [connectionId, ids, debounceMs, askedBy, group]);
  return back.map(({ id }) => id);
}
