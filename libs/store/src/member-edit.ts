import type { ConnectionId, ResourceId } from '#common';
import type { Queryable, Transactional } from './database.js';
import { demandNoLoop } from './sql/department-loop.js';
import { lockGroups, tryGroups } from './sql/lock-groups.js';
import {
  addMembers,
  lockGroupEdges,
  removeMembers,
  removeOtherMembers,
  tryGroupEdges,
} from './sql/members.js';
import { noteReturns } from './sql/note-returns.js';
import { lockBirths } from './sql/orphans.js';
import type { StoredResource } from './sql/read-resource.js';
import { isScopedByGroups, touchBelow } from './sql/touch-dependants.js';
import { lockTouched, movedGroups, touchMembers } from './sql/touch-members.js';
import type { MemberEdit } from './sql/touch-members.js';
import { wakeCycles } from './sql/wake.js';

/** Who edits, and how soon that is due. */
export interface Editor {
  readonly connectionId: ConnectionId;
  readonly debounceMs: number;
  readonly askedBy: string;
}

/** Somebody else edits edges between Groups, or has one of the Groups, and may want rows that are held here. */
class EdgesTaken extends Error {
  override readonly name = 'EdgesTaken';
  constructor(readonly groups: readonly ResourceId[]) {
    super('The edges between Groups are taken.');
  }
}

/**
 * Runs `work`, which edits members, in one transaction. Whether it touches an edge between Groups, and which Groups move
 * with it, shows only once it holds rows, and to wait for others with rows in hand is a deadlock: it lets go of all, and
 * begins anew with the edges first, and then the Groups in their order.
 */
export async function editing<T>(
  writes: Transactional,
  connectionId: ConnectionId,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const groups = new Set<ResourceId>();
  for (let edges = false; ; edges = true) {
    try {
      return await writes.transaction(async (tx) => {
        if (edges) await lockGroupEdges(tx, connectionId);
        if (groups.size > 0) await lockGroups(tx, connectionId, [...groups]);
        return work(tx);
      });
    } catch (error) {
      if (!(error instanceof EdgesTaken)) throw error;
      for (const id of error.groups) groups.add(id);
    }
  }
}

/** Takes the edges between Groups, and those Groups whose versions move with them. @throws EdgesTaken */
async function demandEdges(
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId | null,
  moved: readonly ResourceId[],
): Promise<void> {
  const own = group === null ? [] : [group];
  if (!(await tryGroupEdges(tx, connectionId)) || !(await tryGroups(tx, connectionId, moved)))
    throw new EdgesTaken([...own, ...moved]);
}

/** A Resource that is about to be created, and what may be left of its identity: see insertResource. */
export interface Birth {
  readonly type: StoredResource['type'];
  readonly rehireIds: readonly string[];
}

/**
 * Takes all that is touched by the creation of Resources, Groups with these members among them, inside `editing` and
 * before any of them is created: to wait for the Link of a member after that of a leaver was taken over is a deadlock.
 *
 * @throws EdgesTaken
 */
export async function demandBirths(
  tx: Queryable,
  connectionId: ConnectionId,
  births: readonly Birth[],
  members: readonly ResourceId[],
): Promise<void> {
  const groups = await movedGroups(tx, connectionId, null, { remove: [], add: members });
  const edges = groups.length > 0;
  if (edges) await demandEdges(tx, connectionId, null, groups);
  const below = edges && (await isScopedByGroups(tx, connectionId));
  const idsOf = (one: Birth['type']) =>
    births.flatMap(({ type, rehireIds }) => (type === one ? rehireIds : []));
  const rehire = { userIds: idsOf('User'), marks: idsOf('Group') };
  await lockBirths(tx, connectionId, { ...rehire, members, edges, below });
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
  const groups = await movedGroups(tx, connectionId, group, edit);
  const edges = groups.length > 0;
  if (edges) await demandEdges(tx, connectionId, group, groups);
  const below = edges && (await isScopedByGroups(tx, connectionId));
  await lockTouched(tx, connectionId, group, edit, { written, edges, below });
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
  const back = [...(await touchMembers(tx, connectionId, group, ids, debounceMs, askedBy))];
  if (edges) await wakeCycles(tx, connectionId, debounceMs);
  if (below) back.push(...(await touchBelow(tx, connectionId, ids)));
  await noteReturns(tx, connectionId, back);
  return touched.size;
}
