import { Conflict } from '#common';
import type { ConnectionId, JsonObject, Lane, ResourceId } from '#common';
import type { Cursor } from '#scim';
import type { Queryable, Transactional } from './database.js';
import { inTime } from './list-too-long.js';
import { demandBirths, editing, editMembers } from './member-edit.js';
import type { Editor } from './member-edit.js';
import { anyShard } from './sql/counting.js';
import { deleteResource } from './sql/delete-resource.js';
import type { Deleted } from './sql/delete-resource.js';
import { groupsOf } from './sql/groups-of.js';
import type { GroupOfUser } from './sql/groups-of.js';
import { insertResource } from './sql/insert-resource.js';
import type { ResourceKeys, Written } from './sql/insert-resource.js';
import { insertUsers } from './sql/insert-users.js';
import type { NewUser } from './sql/insert-users.js';
import { listResources } from './sql/list-resources.js';
import type { PlacedPage, ResourcePage } from './sql/list-resources.js';
import type { ListQuery } from './sql/list-statement.js';
import { countMembers, membersOf, resolveMembers } from './sql/members.js';
import type { Member } from './sql/members.js';
import { lockResource, readResource } from './sql/read-resource.js';
import type { StoredResource } from './sql/read-resource.js';
import type { MemberEdit } from './sql/touch-members.js';
import { bumpResource, updateResource, updateUser } from './sql/update-resource.js';
import type { ResourceUpdate } from './sql/update-resource.js';
import { walkResources } from './sql/walk-resources.js';
import type { WalkedPage } from './sql/walk-resources.js';

/** A Resource as a writer wants it stored. */
export interface ResourceState {
  readonly body: JsonObject;
  readonly keys: ResourceKeys;
  readonly lane: Lane;
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
    private readonly database: Queryable,
    private readonly connectionId: ConnectionId,
    private readonly debounceMs: number,
    private readonly askedBy: string,
    /** What writes run on. */
    private readonly writes: Transactional,
  ) {}

  private get editor(): Editor {
    const { connectionId, debounceMs, askedBy } = this;
    return { connectionId, debounceMs, askedBy };
  }

  /** @throws Conflict('userName') */
  async createUser(
    id: ResourceId,
    state: ResourceState,
    rehireIds: readonly string[],
  ): Promise<StoredResource> {
    return this.insert(this.writes, id, 'User', state, rehireIds);
  }

  /** Creates a Group with its members; ids that no longer exist are left out. */
  async createGroup(
    id: ResourceId,
    state: ResourceState,
    members: MemberEdit,
    rehireIds: readonly string[] = [],
  ): Promise<StoredResource> {
    return editing(this.writes, this.connectionId, async (tx) => {
      await demandBirths(tx, this.connectionId, [{ type: 'Group', rehireIds }], members.add);
      const stored = await this.insert(tx, id, 'Group', state, rehireIds);
      await editMembers(tx, this.editor, id, members);
      return stored;
    });
  }

  /**
   * Creates many Users in one statement. The answers stand where the Users stood; undefined: the userName is taken.
   *
   * @throws Conflict('userName') where all are wanted or none, and one is taken
   */
  async createUsers(
    users: readonly NewUser[],
    { allOrNone }: { readonly allOrNone: boolean },
  ): Promise<readonly (StoredResource | undefined)[]> {
    const { connectionId, debounceMs, askedBy } = this;
    const written = await this.writes.transaction(async (tx) => {
      const how = { debounceMs, shard: anyShard(), askedBy };
      const made = await insertUsers(tx, connectionId, users, how);
      if (allOrNone && made.size < users.length) throw new Conflict('userName');
      return made;
    });
    return users.map(({ id, body }) => {
      const one = written.get(id);
      return one && { id, type: 'User', body, ...one };
    });
  }

  /**
   * Creates Resources that refer to each other, all or none. `members` says who is in Groups, as if they were there.
   *
   * @throws Conflict('userName')
   */
  async createTogether(
    wanted: readonly (NewUser & { readonly type: StoredResource['type'] })[],
    members: (inside: Pick<InsideEdit, 'resolve'>) => Promise<ReadonlyMap<ResourceId, MemberEdit>>,
  ): Promise<readonly StoredResource[]> {
    return editing(this.writes, this.connectionId, async (tx) => {
      const types = new Map(wanted.map(({ id, type }) => [id, type]));
      const edits = await members({
        resolve: async (ids) => new Map([...(await resolveMembers(tx, this.connectionId, ids)), ...types]),
      });
      const added = [...edits.values()].flatMap(({ add }) => add);
      await demandBirths(tx, this.connectionId, wanted, added);
      const made: StoredResource[] = [];
      for (const { id, type, rehireIds, body, keys, lane } of wanted) {
        made.push(await this.insert(tx, id, type, { body, keys, lane }, rehireIds));
      }
      for (const [group, edit] of edits) await editMembers(tx, this.editor, group, edit);
      return made;
    });
  }

  async read(type: StoredResource['type'], id: ResourceId): Promise<StoredResource | undefined> {
    return readResource(this.database, [this.connectionId, id, type]);
  }

  /** A page of a list by its place, and how many Resources the list has. @throws ListTooLong */
  async list(query: ListQuery, page: PlacedPage): Promise<ResourcePage> {
    return inTime(query, listResources(this.database, this.connectionId, query, page));
  }

  /** A page of a list that a cursor leads to, and the places beside it. @throws ListTooLong */
  async walk(query: ListQuery, cursor: Omit<Cursor, 'expiresAt'>): Promise<WalkedPage> {
    return inTime(query, walkResources(this.database, this.connectionId, query, cursor));
  }

  /**
   * Writes a User's new state where it is still at the generation that was read.
   *
   * @returns undefined when it moved or went meanwhile: read again
   */
  async updateUser(read: StoredResource, state: ResourceState): Promise<StoredResource | undefined> {
    const written = await updateUser(this.writes, this.updateOf(read, state));
    return written && asStored(read, state, written);
  }

  /**
   * Edits a Group under its row lock. `decide` sees it as it is and says what to write.
   *
   * @returns the Group as it is now, and whether anything was written; undefined when there is none
   * @throws DepartmentLoop
   */
  async editGroup(
    id: ResourceId,
    decide: (current: StoredResource, inside: InsideEdit) => Promise<GroupEdit>,
  ): Promise<StoredResource | undefined> {
    return editing(this.writes, this.connectionId, async (tx) => {
      const current = await lockResource(tx, [this.connectionId, id, 'Group']);
      if (!current) return undefined;
      const edit = await decide(current, {
        members: async () => (await membersOf(tx, this.connectionId, [id])).get(id) ?? [],
        resolve: (ids) => resolveMembers(tx, this.connectionId, ids),
      });
      const writes = edit?.state !== undefined;
      const moved = edit?.members ? await editMembers(tx, this.editor, id, edit.members, writes) : 0;
      const written = edit?.state && (await updateResource(tx, this.updateOf(current, edit.state)));
      if (written) return asStored(current, edit.state, written);
      return moved > 0 ? { ...current, ...(await bumpResource(tx, this.connectionId, id)) } : current;
    });
  }

  /** Deletes a Resource; where a generation is given, only at that one. */
  async delete(type: StoredResource['type'], id: ResourceId, generation?: number): Promise<Deleted> {
    const { connectionId, debounceMs, askedBy } = this;
    const shard = anyShard();
    const only = generation === undefined ? {} : { generation };
    return this.writes.transaction((tx) =>
      deleteResource(tx, { connectionId, id, type, debounceMs, shard, askedBy, ...only }),
    );
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

  async groupsOf(users: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, readonly GroupOfUser[]>> {
    return groupsOf(this.database, this.connectionId, users);
  }

  private updateOf({ id, generation }: StoredResource, { body, keys, lane }: ResourceState): ResourceUpdate {
    const { connectionId, debounceMs, askedBy } = this;
    return { connectionId, id, readGeneration: generation, body, lane, debounceMs, askedBy, ...keys };
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
    const shard = anyShard();
    const how = { lane, debounceMs, shard, rehireIds, askedBy };
    const made = { connectionId, id, type, body, kind, ...how, ...keys } as const;
    return { id, type, body, ...(await insertResource(db, made)) };
  }
}

const asStored = (
  { id, type }: StoredResource,
  { body }: ResourceState,
  { generation, createdAt, modifiedAt }: Written,
): StoredResource => ({ id, type, body, generation, createdAt, modifiedAt });
