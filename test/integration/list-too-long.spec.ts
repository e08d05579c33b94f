import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parseFilter, parseSortBy } from '#scim';
import { Store } from '#store';
import type { ListQuery } from '#store';
import { createConnection } from '../builders/connection.js';
import { createTestDatabase, testSealer } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let store: Store;
/** Whoever holds the table makes every statement as slow as one over too many rows. */
let holder: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const options = { url: database.url, application: 'test', poolSize: 4, statementTimeoutMs: 200 };
  store = await Store.open(options, testSealer, 0);
  holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await store.close();
  await database.drop();
});

const users = (filter?: string, sortBy?: string): ListQuery => {
  const by = sortBy === undefined ? undefined : parseSortBy(sortBy, 'User');
  const part = {
    type: 'User' as const,
    ...(filter === undefined ? {} : { filter: parseFilter(filter, 'User') }),
    ...(by === undefined ? {} : { sortBy: by }),
  };
  return { parts: [part], order: 'ascending', baseUrl: 'https://scim.example.com/v2' };
};

describe('a list that takes longer than a statement may', () => {
  it.each([
    { asks: 'for more than an index knows', query: users('title co "engineer"'), name: 'ListTooLong' },
    { asks: 'for an order', query: users(undefined, 'title'), name: 'ListTooLong' },
    { asks: 'for one by its name', query: users('userName eq "ada"'), name: 'StoreUnavailable' },
    { asks: 'for all as they come', query: users(), name: 'StoreUnavailable' },
  ])('is told as $name where it asks $asks', async ({ query, name }) => {
    const { id } = await createConnection(store);
    await holder.query('begin; lock table resource in access exclusive mode');
    try {
      const { resources } = store.of(id);
      await expect(resources.list(query, { startIndex: 1, count: 10 })).rejects.toMatchObject({ name });
      await expect(resources.walk(query, { direction: 'next', count: 10 })).rejects.toMatchObject({ name });
    } finally {
      await holder.query('rollback');
    }
  });
});
