import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ResourceId } from '#common';
import type { ListQuery, NewUser, Resources, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

const blockSize = 65_536;
const users: ListQuery = {
  parts: [{ type: 'User' }],
  order: 'ascending',
  baseUrl: 'https://scim.example.com/v2',
};

let store: Store;
let resources: Resources;
let neighbours: Resources;
withStore((opened) => {
  store = opened;
});
beforeEach(async () => {
  resources = store.of((await createConnection(store)).id).resources;
  neighbours = store.of((await createConnection(store)).id).resources;
});

/** The next Resource that is made lies so many places before the end of a block. */
const beforeTheEndOfABlock = (places: number) =>
  store.database.orm.query(
    `select setval('resource_seq_seq', (nextval('resource_seq_seq') / ${blockSize} + 1) * ${blockSize} - $1 - 1)`,
    [places],
  );

const newUser = (): NewUser => {
  const id = randomUUID() as ResourceId;
  return { id, body: { userName: id }, keys: { userNameKey: id }, lane: 'people', rehireIds: [] };
};

async function addOne(to: Resources): Promise<ResourceId> {
  const { id, ...state } = newUser();
  await to.createUser(id, state, []);
  return id;
}

async function addMany(to: Resources, count: number): Promise<readonly ResourceId[]> {
  const made = Array.from({ length: count }, newUser);
  await to.createUsers(made, { allOrNone: true });
  return made.map(({ id }) => id);
}

/** Every page of every place is that part of the list, and every total its length. */
async function expectAllPlaces(list: readonly ResourceId[]): Promise<void> {
  for (const count of [1, 3, list.length + 1]) {
    for (let startIndex = 1; startIndex <= list.length + 1; startIndex += 1) {
      const page = await resources.list(users, { startIndex, count });
      expect(page.resources.map(({ id }) => id)).toEqual(list.slice(startIndex - 1, startIndex - 1 + count));
      expect(page.totalResults).toBe(list.length);
    }
  }
}

describe('a place in a list', () => {
  it('is found in whatever block it lies, and beyond blocks that hold nobody', async () => {
    const list: ResourceId[] = [];
    for (const places of [2, 0, 3]) {
      await beforeTheEndOfABlock(places);
      for (let n = 0; n < 3; n += 1) {
        await addOne(neighbours);
        list.push(await addOne(resources));
      }
    }
    await expectAllPlaces(list);
  });

  it('is found after many were made by one statement on both sides of a border', async () => {
    await beforeTheEndOfABlock(4);
    await expectAllPlaces(await addMany(resources, 9));
  });

  it('moves up when others before it go, be it all of a block', async () => {
    await beforeTheEndOfABlock(3);
    const list = [...(await addMany(resources, 5))];
    await beforeTheEndOfABlock(1);
    list.push(...(await addMany(resources, 4)));
    for (const place of [5, 0, 1, 0, 0]) {
      const [gone] = list.splice(place, 1);
      expect(await resources.delete('User', gone!)).toBe('deleted');
      await expectAllPlaces(list);
    }
  });

  it('is nowhere once everybody is gone', async () => {
    await beforeTheEndOfABlock(1);
    for (const id of await addMany(resources, 3)) await resources.delete('User', id);
    await expectAllPlaces([]);
  });

  it('is found while others come and go, and is of the same moment as what lies there', async () => {
    await beforeTheEndOfABlock(20);
    const first = await addMany(resources, 30);
    const last = new Set(first.slice(10));
    const coming = Array.from({ length: 30 }, () => addOne(resources));
    const going = first.slice(0, 10).map((id) => resources.delete('User', id));
    for (let n = 0; n < 20; n += 1) {
      const { resources: met } = await resources.list(users, { startIndex: 11, count: 5 });
      expect(met).toHaveLength(5);
      expect(met.every(({ id }) => last.has(id))).toBe(true);
    }
    await Promise.all([...coming, ...going]);
    const { totalResults } = await resources.list(users, { startIndex: 1, count: 0 });
    expect(totalResults).toBe(50);
  });
});
