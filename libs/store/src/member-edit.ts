import type { ConnectionId, ResourceId } from '#common';
import type { Queryable, Transactional } from './database.js';
import { demandNoLoop } from './sql/department-loop.js';
import {
  addMembers,
  lockGroupEdges,
  removeMembers,
  removeOtherMembers,
  touchesEdges,
  tryGroupEdges,
} from './sql/members.js';
import { isScopedByGroups, touchBelow } from './sql/touch-dependants.js';
import { lockTouched, touchMembers } from './sql/touch-members.js';
import { wakeCycles } from './sql/wake.js';

/** How the members of a Group change. Applied in this order. */
export interface MemberEdit {
  /** Exactly these remain. */
  readonly replaceAll?: readonly ResourceId[];
  readonly remove: readonly ResourceId[];
  readonly add: readonly ResourceId[];
}

/** Who edits, and how soon that is due. */
export interface Editor {
  readonly connectionId: ConnectionId;
  readonly debounceMs: number;
  readonly askedBy: string;
}

/** Somebody else edits edges between Groups, and may want rows that are held here. */
class EdgesTaken extends Error {
  override readonly name = 'EdgesTaken';
  constructor() {
    super('The edges between Groups are taken.');
  }
}

/**
 * Runs `work`, which edits members, in one transaction. Whether it touches an edge between Groups shows only once it
 * holds rows, and to wait for the edges with rows in hand is a deadlock: it lets go of all, and begins anew with the
 * edges first.
 */
export async function editing<T>(
  writes: Transactional,
  connectionId: ConnectionId,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  try {
    return await writes.transaction(work);
  } catch (error) {
    if (!(error instanceof EdgesTaken)) throw error;
    return writes.transaction(async (tx) => {
      await lockGroupEdges(tx, connectionId);
      return work(tx);
    });
  }
}

/**
 * Edits the members of a Group inside `editing`, before anything else of its Link is written.
 *
 * @param written whether the Group itself is written afterwards
 * @returns how many memberships came or went
 * @throws DepartmentLoop
 */
export async function editMembers(
  tx: Queryable,
  { connectionId, debounceMs, askedBy }: Editor,
  group: ResourceId,
  edit: MemberEdit,
  written = false,
): Promise<number> {
  const named = [...(edit.replaceAll ?? []), ...edit.remove, ...edit.add];
  const replacing = edit.replaceAll !== undefined;
  const edges = await touchesEdges(tx, connectionId, group, named, replacing);
  if (edges && !(await tryGroupEdges(tx, connectionId))) throw new EdgesTaken();
  const touched = new Set<ResourceId>();
  const note = (ids: readonly ResourceId[]) => {
    for (const id of ids) touched.add(id);
    return ids;
  };
  const added: ResourceId[] = [];
  if (edit.replaceAll) {
    note(await removeOtherMembers(tx, connectionId, group, edit.replaceAll));
    added.push(...note(await addMembers(tx, connectionId, group, edit.replaceAll)));
  }
  if (edit.remove.length > 0) note(await removeMembers(tx, connectionId, group, edit.remove));
  if (edit.add.length > 0) added.push(...note(await addMembers(tx, connectionId, group, edit.add)));
  if (edges && added.length > 0) await demandNoLoop(tx, connectionId, added);
  if (touched.size === 0) return 0;
  const ids = [...touched];
  const below = edges && (await isScopedByGroups(tx, connectionId));
  await lockTouched(tx, connectionId, group, ids, { written, edges, below });
  await touchMembers(tx, connectionId, group, ids, debounceMs, askedBy);
  if (edges) await wakeCycles(tx, connectionId, debounceMs);
  if (below) await touchBelow(tx, connectionId, ids);
  return touched.size;
}
