import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parseFilter } from '#scim';
import type { Connection, StoredResource, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { group, people, person } from '../builders/population.js';
import { everything, listOf, PopulatedStore } from '../support/populated-store.js';
import { keysOf } from '../support/stored-resource.js';
import { withStore } from '../support/with-store.js';

type Type = StoredResource['type'];

let population: PopulatedStore;
let store: Store;
withStore(async (opened) => {
  store = opened;
  population = await PopulatedStore.of(opened);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a Resource', () => {
  it('keeps the comparison keys of those texts only that SQL cannot make', async () => {
    const keys = await store.database.run<{ keys: unknown }>(
      { text: 'select comparison_keys as keys from resource where connection_id = $1 order by seq limit 2' },
      [population.connectionId],
    );
    expect(keys).toEqual([{ keys: null }, { keys: { 'Björn Ärlig': 'björn ärlig', Ärlig: 'ärlig' } }]);
  });
});

describe('a filter', () => {
  it.each([
    { reason: 'ends the string', value: "x' or '1' = '1" },
    { reason: 'ends the statement', value: "'; drop table resource; --" },
    { reason: 'looks like a placeholder', value: '$1' },
    { reason: 'looks like JSON', value: '{"a":1}' },
    { reason: 'ends a dollar quote', value: '$$ or true --' },
    { reason: 'opens a comment', value: '/* x */ or true' },
    { reason: 'escapes', value: String.raw`\' or true --` },
  ])('keeps a value that $reason out of the SQL', async ({ value }) => {
    const run = jest.spyOn(store.database, 'run');
    const literal = JSON.stringify(value);
    const names = [
      'userName',
      'externalId',
      'title',
      'emails',
      'groups.display',
      'meta.location',
      'id',
      'schemas',
    ];
    for (const operator of ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'le']) {
      const filter = names.map((name) => `${name} ${operator} ${literal}`).join(' or ');
      expect(await population.selectedBy('User', filter)).toEqual(population.matchedBy('User', filter));
    }
    const texts = run.mock.calls.map(([statement]) => statement.text);
    expect(texts).toHaveLength(7);
    const without = (text: string) => text.replace(/\$\d+/g, '');
    for (const text of texts) expect(without(text)).not.toContain(value);
  });

  it('is not prepared: clients would fill the session with statements', async () => {
    const run = jest.spyOn(store.database, 'run');
    await population.selectedBy('User', 'title pr');
    expect(run.mock.calls.map(([{ name }]) => name)).toEqual([undefined]);
  });
});

describe('a page', () => {
  const ids = (found: { readonly resources: readonly StoredResource[] }) =>
    found.resources.map(({ id }) => id);
  const half = () => parseFilter('userName co "a"', 'User');

  it('is a part of one order, which an update does not change', async () => {
    const list = (startIndex: number) => listOf(population.resources, { type: 'User', startIndex, count: 7 });
    const before = await Promise.all([1, 8, 15, 22, 29].map(list));
    expect(before.flatMap(ids)).toEqual(population.shown.User.map(({ id }) => id));
    expect(new Set(before.map(({ totalResults }) => totalResults))).toEqual(new Set([people.length]));
    const moved = (await population.resources.read('User', person(4)))!;
    await population.resources.updateUser(moved, {
      body: moved.body,
      keys: keysOf(moved.body),
      lane: 'people',
    });
    expect((await Promise.all([1, 8, 15, 22, 29].map(list))).flatMap(ids)).toEqual(before.flatMap(ids));
  });

  it('of a filtered list is a part of the same order', async () => {
    const all = await population.selectedBy('User', 'userName co "a"');
    expect(all.length).toBeGreaterThan(6);
    for (let startIndex = 1; startIndex <= all.length; startIndex += 1) {
      const page = await listOf(population.resources, { type: 'User', filter: half(), startIndex, count: 3 });
      expect(page.totalResults).toBe(all.length);
      expect(ids(page)).toEqual(all.slice(startIndex - 1, startIndex + 2));
    }
  });

  it.each([
    { reason: 'a whole list', filtered: false },
    { reason: 'a filtered one', filtered: true },
  ])('past the end of $reason is empty, with the right total', async ({ filtered }) => {
    const total = filtered ? population.matchedBy('User', 'userName co "a"').length : people.length;
    const filter = filtered ? { filter: half() } : {};
    for (const startIndex of [total + 1, Number.MAX_SAFE_INTEGER]) {
      const page = await listOf(population.resources, { type: 'User', ...filter, startIndex, count: 10 });
      expect(page).toEqual({ totalResults: total, resources: [] });
    }
  });

  it.each([
    { reason: 'a whole list', filtered: false },
    { reason: 'a filtered one', filtered: true },
  ])('of no Resources of $reason is its total, for one statement', async ({ filtered }) => {
    const run = jest.spyOn(store.database, 'run');
    const page = await listOf(population.resources, {
      type: 'User',
      ...(filtered ? { filter: half() } : {}),
      startIndex: 1,
      count: 0,
    });
    const total = filtered ? population.matchedBy('User', 'userName co "a"').length : people.length;
    expect(page).toEqual({ totalResults: total, resources: [] });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('that is not full is not counted again', async () => {
    const run = jest.spyOn(store.database, 'run');
    const page = await listOf(population.resources, {
      ...everything,
      type: 'User',
      filter: half(),
      startIndex: 3,
    });
    expect(page.totalResults).toBe(population.matchedBy('User', 'userName co "a"').length);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('shows Resources as they are stored, of one connection and one type', async () => {
    const [first] = (await listOf(population.resources, { type: 'Group', startIndex: 1, count: 1 }))
      .resources;
    expect(first).toEqual(await population.resources.read('Group', group(0)));
    const other = await createConnection(store);
    const empty = await listOf(store.of(other.id).resources, { ...everything, type: 'User' });
    expect(empty).toEqual({ totalResults: 0, resources: [] });
  });
});

describe('among thousands', () => {
  let crowd: Connection;

  beforeAll(async () => {
    crowd = await createConnection(store);
    const query = (text: string) => store.database.orm.query(text, [crowd.id]);
    await query(`
      insert into resource (connection_id, id, type, user_name_key, external_id, email_keys, body)
      select $1, ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'User', 'user' || n, 'e' || n,
        array['user' || n || '@example.com'],
        jsonb_build_object('userName', 'user' || n,
          'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'User' || n || '@example.com')))
      from generate_series(1, 6000) n`);
    await query(`
      insert into resource (connection_id, id, type, display_name_key, body)
      select $1, ('c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Group', 'group' || n,
        jsonb_build_object('displayName', 'Group' || n)
      from generate_series(1, 600) n`);
    await query(`
      insert into membership (connection_id, group_id, member_id, member_type)
      select $1, ('c0000000-0000-4000-8000-' || lpad((1 + n / 10)::text, 12, '0'))::uuid,
        ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'User'
      from generate_series(1, 5990) n`);
    await query(`
      insert into counter (connection_id, type, block, shard, n)
      select $1, type, seq >> 16, 0, count(*) from resource where connection_id = $1 group by 2, 3
      on conflict (connection_id, type, block, shard) do update set n = excluded.n`);
    await store.database.orm.query('vacuum analyze resource, membership');
  });

  /** How Postgres goes about the page of a list. */
  async function planOf(type: Type, count: number, filter?: string): Promise<string> {
    const run = jest.spyOn(store.database, 'run');
    const query = { type, startIndex: 1, count };
    const found = await listOf(store.of(crowd.id).resources, {
      ...query,
      ...(filter === undefined ? {} : { filter: parseFilter(filter, type) }),
    });
    expect(found.totalResults).toBeGreaterThan(0);
    const [{ text }, values] = run.mock.calls[0]!;
    const rows = await store.database.run<{ 'QUERY PLAN': string }>({ text: `explain ${text}` }, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  it.each<{ reason: string; type?: Type; filter: string; index: string }>([
    { reason: 'userName', filter: 'userName eq "USER4711"', index: 'resource_user_name' },
    { reason: 'the beginning of userName', filter: 'userName sw "USER471"', index: 'resource_user_name' },
    { reason: 'externalId', filter: 'externalId eq "e4711"', index: 'resource_external_id' },
    { reason: 'id', filter: `id eq "${person(4711)}"`, index: 'resource_pkey' },
    { reason: 'any address', filter: 'emails eq "USER4711@example.com"', index: 'resource_email' },
    {
      reason: 'the work address',
      filter: 'emails[type eq "work"].value eq "user4711@example.com"',
      index: 'resource_email',
    },
    {
      reason: 'one of several',
      filter: 'userName eq "user1" or externalId eq "e2" or emails eq "user3@example.com"',
      index: 'resource_email',
    },
    {
      reason: 'displayName',
      type: 'Group',
      filter: 'displayName eq "group47"',
      index: 'resource_display_name',
    },
    { reason: 'a member', type: 'Group', filter: `members eq "${person(4711)}"`, index: 'membership_member' },
    {
      reason: 'a member of a Group',
      type: 'Group',
      filter: `id eq "${group(48)}" and members eq "${person(471)}"`,
      index: 'resource_pkey',
    },
  ])('$reason is found by an index: $filter', async ({ type = 'User', filter, index }) => {
    const plan = await planOf(type, 100, filter);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan on resource');
    expect(plan).not.toContain('Seq Scan on membership');
  });

  it('an address is found by its index even for a short page of addresses unknown to the planner', async () => {
    await store.database.orm.query('alter table resource alter email_keys set statistics 0');
    await store.database.orm.query('delete from pg_statistic where starelid = $1::regclass', ['resource']);
    await store.database.orm.query('analyze resource');
    expect(await planOf('User', 1, 'emails eq "user4711@example.com"')).toContain('resource_email');
  });

  it('those below a Group are found by walking down from it', async () => {
    const plan = await planOf('User', 100, `groups eq "${group(47)}"`);
    expect(plan).toContain('Index Only Scan using membership_pkey');
    expect(plan).not.toContain('Seq Scan');
  });

  it('a page of all is found without looking at what comes before it', async () => {
    const plan = await planOf('User', 100);
    expect(plan).toContain('Index Only Scan using resource_seq');
    expect(plan).not.toContain('Seq Scan');
  });
});
