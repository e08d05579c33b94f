import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, ResourceId } from '#common';
import { parseFilter, parseSortBy } from '#scim';
import type { Cursor, SortOrder } from '#scim';
import type { ListQuery, Resources, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { enterprise, idOf } from '../builders/population.js';
import { baseUrl } from '../support/populated-store.js';
import { addGroup, addUser, keysOf } from '../support/stored-resource.js';
import { withStore } from '../support/with-store.js';

type Type = 'User' | 'Group';
type Key = string | number | boolean | undefined;
type Step = Omit<Cursor, 'expiresAt'>;

const orders: readonly SortOrder[] = ['ascending', 'descending'];

let store: Store;
let resources: Resources;
const ids: Record<Type, ResourceId[]> = { User: [], Group: [] };

const people: readonly JsonObject[] = [
  { userName: 'Mia', externalId: 'b', title: 'zoo', active: true, emails: [{ value: 'm@x.org' }] },
  { userName: 'ada', externalId: 'B', title: 'Ärztin', active: false },
  {
    userName: 'Zoë',
    displayName: 'zoë',
    emails: [{ value: 'z@x.org' }, { value: 'A@x.org', primary: true }],
  },
  { userName: 'bob', externalId: 'a', displayName: 'Bob', name: { givenName: 'Bob' }, active: true },
  { userName: 'émile', displayName: 'bob', name: { givenName: 'Émile' }, emails: [{ type: 'work' }] },
  { userName: 'ＣＡＴ', title: 'zoo', name: { givenName: 'É' }, [enterprise]: { department: 'engines' } },
  { userName: 'dan', emails: [{ value: 'M@x.org', type: 'work' }], [enterprise]: { department: 'Arts' } },
  { userName: 'eve', title: 'a'.repeat(600), [enterprise]: { manager: { value: idOf('a', 0) } } },
];

const groups: Readonly<Record<string, readonly number[]>> = { team: [0, 3], Arts: [3, 6], TEAM: [] };

withStore(async (opened) => {
  store = opened;
  resources = store.of((await createConnection(store)).id).resources;
  // Ids do not go by age, so that an order by one is not an order by the other.
  for (const [n, sent] of people.entries())
    ids.User.push(await addUser(resources, idOf('a', (n * 5) % 8), sent));
  for (const [n, [displayName, members]] of Object.entries(groups).entries()) {
    const named = members.map((member) => ids.User[member]!);
    ids.Group.push(await addGroup(resources, idOf('c', 2 - n), { displayName }, named));
  }
});

const queryOf = (
  types: readonly Type[],
  by: { sortBy?: string; order?: SortOrder; filter?: string },
): ListQuery => ({
  parts: types.map((type) => {
    const sortBy = parseSortBy(by.sortBy, type);
    return {
      type,
      ...(sortBy ? { sortBy } : {}),
      ...(by.filter === undefined ? {} : { filter: parseFilter(by.filter, type) }),
    };
  }),
  order: by.order ?? 'ascending',
  baseUrl,
});

/** Every page from a step on, in the order they were met; `between` happens after each of them. */
async function walk(
  of: Resources,
  query: ListQuery,
  first: Step,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly (readonly ResourceId[])[]> {
  const pages: ResourceId[][] = [];
  for (let step: Step | undefined = first; step !== undefined;) {
    const page = await of.walk(query, step);
    pages.push(page.resources.map(({ id }) => id));
    const beside: Pick<Cursor, 'direction' | 'from'> | undefined =
      first.direction === 'next' ? page.next : page.previous;
    step = beside && { ...beside, count: first.count };
    if (pages.length > 100) throw new Error('the walk does not end');
    await between();
  }
  return pages;
}

const listed = async (of: Resources, query: ListQuery) =>
  (await of.list(query, { startIndex: 1, count: 100 })).resources.map(({ id }) => id);

/** The order of RFC 7644 3.4.2.3, by age where it leaves Resources equal: descending is ascending turned round. */
function sorted(keys: readonly Key[], of: readonly ResourceId[], order: SortOrder): readonly ResourceId[] {
  const rows = of.map((id, age) => ({ id, age, key: keys[age] }));
  rows.sort((a, b) => {
    if (a.key === b.key) return a.age - b.age;
    if (a.key === undefined || b.key === undefined) return a.key === undefined ? 1 : -1;
    return a.key < b.key ? -1 : 1;
  });
  const found = rows.map(({ id }) => id);
  return order === 'ascending' ? found : found.reverse();
}

describe.each(orders)('an order that is %s', (order) => {
  it.each<{ sortBy: string; type?: Type; keys: readonly Key[] }>([
    { sortBy: 'userName', keys: ['mia', 'ada', 'zoë', 'bob', 'émile', 'cat', 'dan', 'eve'] },
    { sortBy: 'externalId', keys: ['b', 'B', undefined, 'a'] },
    { sortBy: 'displayName', keys: [undefined, undefined, 'zoë', 'bob', 'bob'] },
    { sortBy: 'title', keys: ['zoo', 'ärztin', undefined, undefined, undefined, 'zoo', undefined, 'aaa'] },
    { sortBy: 'name.givenName', keys: [undefined, undefined, undefined, 'bob', 'émile', 'é'] },
    { sortBy: 'active', keys: [1, 0, undefined, 1] },
    {
      sortBy: 'emails',
      keys: ['m@x.org', undefined, 'a@x.org', undefined, undefined, undefined, 'm@x.org'],
    },
    { sortBy: 'emails.type', keys: [undefined, undefined, undefined, undefined, 'work', undefined, 'work'] },
    { sortBy: `${enterprise}:department`, keys: [...Array<Key>(5).fill(undefined), 'engines', 'arts'] },
    { sortBy: `${enterprise}:manager`, keys: [...Array<Key>(7).fill(undefined), idOf('a', 0)] },
    { sortBy: 'groups.display', keys: ['team', undefined, undefined, 'team', undefined, undefined, 'arts'] },
    {
      sortBy: 'groups.type',
      keys: ['direct', undefined, undefined, 'direct', undefined, undefined, 'direct'],
    },
    { sortBy: 'id', keys: people.map((_, n) => (n * 5) % 8) },
    { sortBy: 'meta.created', keys: people.map((_, n) => n) },
    { sortBy: 'schemas', keys: [] },
    { sortBy: 'displayName', type: 'Group', keys: ['team', 'arts', 'team'] },
    { sortBy: 'members.value', type: 'Group', keys: [0, 7] },
    { sortBy: 'members.display', type: 'Group', keys: [undefined, 'bob'] },
  ])('of $sortBy is the same in a list and on a walk either way', async ({ sortBy, type = 'User', keys }) => {
    const query = queryOf([type], { sortBy, order });
    const expected = sorted(keys, ids[type], order);
    expect(await listed(resources, query)).toEqual(expected);
    for (const count of [1, 2, 3]) {
      expect((await walk(resources, query, { direction: 'next', count })).flat()).toEqual(expected);
      const back = await walk(resources, query, { direction: 'previous', count });
      expect(back.map((page) => [...page].reverse()).flat()).toEqual([...expected].reverse());
    }
  });

  it('of two types at once puts those without a value on their side', async () => {
    const both = queryOf(['User', 'Group'], { sortBy: 'displayName', order });
    const keys = [
      undefined,
      undefined,
      'zoë',
      'bob',
      'bob',
      undefined,
      undefined,
      undefined,
      'team',
      'arts',
      'team',
    ];
    const expected = sorted(keys, [...ids.User, ...ids.Group], order);
    expect(await listed(resources, both)).toEqual(expected);
    expect((await walk(resources, both, { direction: 'next', count: 2 })).flat()).toEqual(expected);
    const placed = await Promise.all(
      [1, 4, 7, 10].map((startIndex) => resources.list(both, { startIndex, count: 3 })),
    );
    expect(placed.flatMap((page) => page.resources.map(({ id }) => id))).toEqual(expected);
  });
});

describe('a walk', () => {
  it.each([
    { reason: 'all of a type', types: ['User'] as const },
    { reason: 'all of both', types: ['User', 'Group'] as const },
    { reason: 'those that match', types: ['User'] as const, filter: 'userName co "e" or userName co "a"' },
  ])('through $reason goes from page to page and back', async ({ types, filter }) => {
    const query = queryOf(types, filter === undefined ? {} : { filter });
    const all = await listed(resources, query);
    expect((await walk(resources, query, { direction: 'next', count: 2 })).flat()).toEqual(all);
    const first = await resources.walk(query, { direction: 'next', count: 2 });
    expect(first.previous).toBeUndefined();
    const second = await resources.walk(query, { ...first.next!, count: 2 });
    const again = await resources.walk(query, { ...second.previous!, count: 2 });
    expect(again.resources).toEqual(first.resources);
    expect(again.previous).toBeUndefined();
    expect([first, second, again].map(({ totalResults }) => totalResults)).toEqual(Array(3).fill(all.length));
  });

  it('of empty pages is the total', async () => {
    const query = queryOf(['User', 'Group'], { filter: 'displayName pr' });
    expect(await resources.walk(query, { direction: 'next', count: 0 })).toEqual({
      totalResults: 6,
      resources: [],
    });
  });

  it.each<{ reason: string; sortBy?: string }>([
    { reason: 'in the default order' },
    { reason: 'by a key that stays', sortBy: 'userName' },
    { reason: 'by a key that some lack', sortBy: 'externalId' },
  ])('$reason meets whoever is there all the while exactly once, whatever is written', async ({ sortBy }) => {
    const own = store.of((await createConnection(store)).id).resources;
    const made: ResourceId[] = [];
    let n = 0;
    const add = () => {
      n += 1;
      // In an order of its own: new ones come before and after wherever the walk is.
      const userName = `u${String((n * 37) % 101).padStart(3, '0')}`;
      const external = n % 3 === 0 ? {} : { externalId: userName };
      return addUser(own, randomUUID() as ResourceId, { userName, ...external, title: 'old' });
    };
    while (made.length < 30) made.push(await add());
    const gone = new Set<ResourceId>();
    const write = async () => {
      await add();
      const [victim, changed] = [made[(gone.size * 7) % 30]!, made[(gone.size * 11 + 3) % 30]!];
      gone.add(victim);
      await own.delete('User', victim);
      const read = await own.read('User', changed);
      if (!read) return;
      const body = { ...read.body, title: `new ${String(gone.size)}` };
      await own.updateUser(read, { body, keys: keysOf(body), lane: 'people' });
    };
    const query = queryOf(['User'], sortBy === undefined ? {} : { sortBy });
    for (const direction of ['next', 'previous'] as const) {
      const met = (await walk(own, query, { direction, count: 4 }, write)).flat();
      const stayed = made.filter((id) => !gone.has(id));
      expect(stayed.length).toBeGreaterThan(5);
      expect(met.filter((id) => stayed.includes(id)).sort()).toEqual([...stayed].sort());
      expect(new Set(met).size).toBe(met.length);
    }
  });

  it('goes on from a page that has been emptied meanwhile, either way', async () => {
    const own = store.of((await createConnection(store)).id).resources;
    const made: ResourceId[] = [];
    for (const userName of ['a', 'b', 'c', 'd'])
      made.push(await addUser(own, randomUUID() as ResourceId, { userName }));
    const query = queryOf(['User'], {});
    const first = await own.walk(query, { direction: 'next', count: 2 });
    const second = await own.walk(query, { ...first.next!, count: 2 });
    await own.delete('User', made[0]!);
    await own.delete('User', made[1]!);
    const before = await own.walk(query, { ...second.previous!, count: 2 });
    expect([before.resources, before.previous]).toEqual([[], undefined]);
    const onward = await own.walk(query, { ...before.next!, count: 2 });
    expect(onward.resources.map(({ id }) => id)).toEqual(made.slice(2));
    await own.delete('User', made[2]!);
    await own.delete('User', made[3]!);
    const after = await own.walk(query, { ...first.next!, count: 2 });
    expect([after.resources, after.next]).toEqual([[], undefined]);
    const again = await addUser(own, randomUUID() as ResourceId, { userName: 'e' });
    const back = await own.walk(query, { ...after.previous!, count: 2 });
    expect(back.resources.map(({ id }) => id)).toEqual([again]);
  });
});
