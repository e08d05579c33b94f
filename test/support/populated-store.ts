import { expect } from '@jest/globals';
import type { ConnectionId, JsonObject, ResourceId } from '#common';
import { matches, parseFilter, representation } from '#scim';
import type { Filter } from '#scim';
import type { PlacedPage, Resources, StoredResource, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { group, groups, people, person, times } from '../builders/population.js';
import { addGroup, addUser } from './stored-resource.js';

type Type = StoredResource['type'];

export const baseUrl = 'https://scim.example.com/v2';
/** The page that has all. */
export const everything = { startIndex: 1, count: 1000 };

/** A page of the Resources of a type. */
export const listOf = (
  of: Resources,
  { type, filter, startIndex, count }: PlacedPage & { readonly type: Type; readonly filter?: Filter },
) =>
  of.list(
    { parts: [{ type, ...(filter === undefined ? {} : { filter }) }], order: 'ascending', baseUrl },
    { startIndex, count },
  );

/** A connection with the population of test/builders, and what clients see of it. */
export class PopulatedStore {
  private constructor(
    readonly store: Store,
    readonly connectionId: ConnectionId,
    readonly resources: Resources,
    /** In the order it was made. */
    readonly shown: Readonly<Record<Type, readonly JsonObject[]>>,
  ) {}

  static async of(store: Store): Promise<PopulatedStore> {
    const { id } = await createConnection(store);
    await populate(store, id);
    const shown = {
      User: await represented(
        store,
        id,
        'User',
        people.map((_, n) => person(n)),
      ),
      Group: await represented(
        store,
        id,
        'Group',
        groups.map((_, n) => group(n)),
      ),
    };
    return new PopulatedStore(store, id, store.of(id).resources, shown);
  }

  /** The ids that a filter selects in SQL. */
  async selectedBy(type: Type, filter: string): Promise<readonly ResourceId[]> {
    const page = await listOf(this.resources, { ...everything, type, filter: parseFilter(filter, type) });
    expect(page.totalResults).toBe(page.resources.length);
    return page.resources.map(({ id }) => id);
  }

  /** The ids that it selects in memory, of what clients see. */
  matchedBy(type: Type, filter: string): readonly string[] {
    return this.shown[type]
      .filter((resource) => matches(parseFilter(filter, type), resource))
      .map(({ id }) => id as string);
  }
}

async function populate(store: Store, connectionId: ConnectionId): Promise<void> {
  const { resources } = store.of(connectionId);
  for (const [n, sent] of people.entries()) await addUser(resources, person(n), sent);
  for (const [n, { body, members }] of groups.entries()) await addGroup(resources, group(n), body, members);
  // No edit closes a circle of departments; a Group that is deleted may leave one.
  await store.database.orm.query(
    `insert into membership (connection_id, group_id, member_id, member_type) values ($1, $2, $3, 'Group')`,
    [connectionId, group(4), group(5)],
  );
  for (const [n, time] of times.entries()) {
    await store.database.orm.query(
      'update resource set created_at = $3, modified_at = $4 where connection_id = $1 and id in ($2, $5)',
      [connectionId, person(n), ...time, group(n)],
    );
  }
}

async function represented(
  store: Store,
  connectionId: ConnectionId,
  type: Type,
  ids: readonly ResourceId[],
): Promise<readonly JsonObject[]> {
  const { resources, relations } = store.of(connectionId);
  const [members, groupsOf] = [await resources.membersOf(ids), await resources.groupsOf(ids)];
  const managers = await relations.managersOf(ids);
  return Promise.all(
    ids.map(async (id) => {
      const { body, generation, createdAt, modifiedAt } = (await resources.read(type, id))!;
      const moments = { created: createdAt, lastModified: modifiedAt };
      const belongings =
        type === 'User' ? { groups: groupsOf.get(id) ?? [] } : { members: members.get(id) ?? [] };
      const [manager] = [managers.get(id)].map((found) => (found ? { manager: found } : {}));
      return representation({ type, id, body, generation, ...moments, baseUrl, ...belongings, ...manager });
    }),
  );
}
