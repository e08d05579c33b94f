import { randomInt } from 'node:crypto';
import type { ConnectionId, JsonObject, Lane, ResourceId } from '#common';
import type { Database, Queryable } from './database.js';
import { deleteResource } from './sql/delete-resource.js';
import { groupsOf } from './sql/groups-of.js';
import type { GroupOfUser } from './sql/groups-of.js';
import { insertResource } from './sql/insert-resource.js';
import type { ResourceKeys } from './sql/insert-resource.js';
import { listResources } from './sql/list-resources.js';
import type { ResourcePage, ResourceQuery } from './sql/list-resources.js';
import {
  addMembers,
  countMembers,
  lockGroupEdges,
  touchesEdges,
  membersOf,
  removeMembers,
  removeOtherMembers,
  resolveMembers,
} from './sql/members.js';
import type { Member } from './sql/members.js';
import { linkStates } from './sql/link-states.js';
import type { LinkState } from './sql/link-states.js';
import { lockResource, readResource } from './sql/read-resource.js';
import type { StoredResource } from './sql/read-resource.js';
import { isScopedByGroups, touchBelow } from './sql/touch-dependants.js';
import { touchMembers } from './sql/touch-members.js';
import { bumpResource, updateResource } from './sql/update-resource.js';
import { wakeCycles } from './sql/wake.js';

const counterShards = 16;

/** A Resource as a writer wants it stored. */
export interface ResourceState {
  readonly body: JsonObject;
  readonly keys: ResourceKeys;
  readonly lane: Lane;
}

/** How the members of a Group change. Applied in this order. */
export interface MemberEdit {
  /** Exactly these remain. */
  readonly replaceAll?: readonly ResourceId[];
  readonly remove: readonly ResourceId[];
  readonly add: readonly ResourceId[];
}

/** What an edit of a Group decided; undefined: nothing is to be written. */
export type GroupEdit = { readonly state?: ResourceState; readonly members?: MemberEdit } | undefined;

/** What an edit may look up while the Group is locked; it runs in the edit's own transaction. */
export interface InsideEdit {
  readonly members: () => Promise<readonly Member[]>;
  /** The types of those ids that exist. */
  readonly resolve: (ids: readonly ResourceId[]) => Promise<ReadonlyMap<ResourceId, 'User' | 'Group'>>;
}

/** The Resources of one connection: what its SCIM clients read and write. */
export class Resources {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
    private readonly debounceMs: number,
    private readonly askedBy: string,
  ) {}

  /** @throws Conflict('userName') */
  async createUser(
    id: ResourceId,
    state: ResourceState,
    rehireIds: readonly string[],
  ): Promise<StoredResource> {
    return this.insert(this.database, id, 'User', state, rehireIds);
  }

  /** Creates a Group with its members; ids that no longer exist are left out. */
  async createGroup(id: ResourceId, state: ResourceState, members: MemberEdit): Promise<StoredResource> {
    return this.database.transaction(async (tx) => {
      const stored = await this.insert(tx, id, 'Group', state, []);
      await this.editMembers(tx, id, members);
      return stored;
    });
  }

  async read(type: StoredResource['type'], id: ResourceId): Promise<StoredResource | undefined> {
    return readResource(this.database, [this.connectionId, id, type]);
  }

  /** A page of the Resources of a type, and how many there are: all of them, or those that match a filter. */
  async list(query: ResourceQuery): Promise<ResourcePage> {
    return listResources(this.database, this.connectionId, query);
  }

  /**
   * Writes a User's new state where it is still at the generation that was read.
   *
   * @returns undefined when it moved or went meanwhile: read again
   */
  async updateUser(read: StoredResource, state: ResourceState): Promise<StoredResource | undefined> {
    return this.write(this.database, read, state);
  }

  /**
   * Edits a Group under its row lock. `decide` sees it as it is and says what to write.
   *
   * @returns the Group as it is now, and whether anything was written; undefined when there is none
   */
  async editGroup(
    id: ResourceId,
    decide: (current: StoredResource, inside: InsideEdit) => Promise<GroupEdit>,
  ): Promise<StoredResource | undefined> {
    return this.database.transaction(async (tx) => {
      const current = await lockResource(tx, [this.connectionId, id, 'Group']);
      if (!current) return undefined;
      const edit = await decide(current, {
        members: async () => (await membersOf(tx, this.connectionId, [id])).get(id) ?? [],
        resolve: (ids) => resolveMembers(tx, this.connectionId, ids),
      });
      const written = edit?.state && (await this.write(tx, current, edit.state));
      const moved = edit?.members ? await this.editMembers(tx, id, edit.members) : 0;
      if (written) return written;
      return moved > 0 ? { ...current, ...(await bumpResource(tx, this.connectionId, id)) } : current;
    });
  }

  /** Returns whether there was such a Resource to delete. */
  async delete(
    type: StoredResource['type'],
    id: ResourceId,
    generation?: number,
  ): Promise<'deleted' | 'absent' | 'moved'> {
    return this.database.transaction(async (tx) => {
      const { connectionId, debounceMs } = this;
      if (generation !== undefined) {
        const current = await readResource(tx, [connectionId, id, type]);
        if (current && current.generation !== generation) return 'moved';
      }
      const deleted = await deleteResource(tx, {
        connectionId,
        id,
        type,
        debounceMs,
        shard: randomInt(counterShards),
        askedBy: this.askedBy,
      });
      return deleted ? 'deleted' : 'absent';
    });
  }

  /** The types of those ids that exist. */
  async resolve(ids: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, 'User' | 'Group'>> {
    return ids.length === 0 ? new Map() : resolveMembers(this.database, this.connectionId, ids);
  }

  async membersOf(groups: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, readonly Member[]>> {
    return membersOf(this.database, this.connectionId, groups);
  }

  /** How many members a Group has, counted up to `limit`. */
  async countMembers(group: ResourceId, limit: number): Promise<number> {
    return countMembers(this.database, this.connectionId, group, limit);
  }

  /** How the Links of Resources stand. */
  async linkStates(ids: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, LinkState>> {
    return linkStates(this.database, this.connectionId, ids);
  }

  async groupsOf(users: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, readonly GroupOfUser[]>> {
    return groupsOf(this.database, this.connectionId, users);
  }

  private async write(
    db: Queryable,
    read: StoredResource,
    { body, keys, lane }: ResourceState,
  ): Promise<StoredResource | undefined> {
    const { connectionId, debounceMs, askedBy } = this;
    const { id, type, generation: readGeneration } = read;
    const written = await updateResource(db, {
      connectionId,
      id,
      readGeneration,
      body,
      lane,
      debounceMs,
      askedBy,
      ...keys,
    });
    return written && { id, type, body, ...written };
  }

  private async insert(
    db: Queryable,
    id: ResourceId,
    type: StoredResource['type'],
    { body, keys, lane }: ResourceState,
    rehireIds: readonly string[],
  ): Promise<StoredResource> {
    const { connectionId, debounceMs, askedBy } = this;
    const kind = type === 'User' ? 'account' : 'department';
    const shard = randomInt(counterShards);
    const how = { lane, debounceMs, shard, rehireIds, askedBy };
    const made = { connectionId, id, type, body, kind, ...how, ...keys } as const;
    return { id, type, body, ...(await insertResource(db, made)) };
  }

  /** Returns how many memberships came or went. */
  private async editMembers(tx: Queryable, group: ResourceId, edit: MemberEdit): Promise<number> {
    const { connectionId } = this;
    const named = [...(edit.replaceAll ?? []), ...edit.remove, ...edit.add];
    const replacing = edit.replaceAll !== undefined;
    const edges = await touchesEdges(tx, connectionId, group, named, replacing);
    if (edges) await lockGroupEdges(tx, connectionId);
    const touched = new Set<ResourceId>();
    const note = (ids: readonly ResourceId[]) => {
      for (const id of ids) touched.add(id);
    };
    if (edit.replaceAll) {
      note(await removeOtherMembers(tx, connectionId, group, edit.replaceAll));
      note(await addMembers(tx, connectionId, group, edit.replaceAll));
    }
    if (edit.remove.length > 0) note(await removeMembers(tx, connectionId, group, edit.remove));
    if (edit.add.length > 0) note(await addMembers(tx, connectionId, group, edit.add));
    await touchMembers(tx, connectionId, [...touched], this.debounceMs, this.askedBy);
    if (edges && touched.size > 0) {
      await wakeCycles(tx, connectionId, this.debounceMs);
      if (await isScopedByGroups(tx, connectionId)) await touchBelow(tx, connectionId, [...touched]);
    }
    return touched.size;
  }
}
