import { afterAll, beforeAll } from '@jest/globals';
import type { Store } from '#store';
import { createTestDatabase, openTestStore } from './test-database.js';
import type { TestDatabase } from './test-database.js';

/**
 * Opens a store on a database of its own before the file's first test, and drops both after its last one.
 *
 * @param given takes the store, and where its database is
 */
export function withStore(
  given: (store: Store, url: string) => void | Promise<void>,
  debounceMs = 0,
  settings: Readonly<Record<string, string>> = {},
): void {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase(settings);
    store = await openTestStore(database.url, debounceMs);
    await given(store, database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
}

/**
 * The same, in a database that breaks up no deadlock: it stands until the statement's time is over, and nobody
 * overlooks one.
 */
export function withStandingDeadlocks(given: (store: Store) => void): void {
  withStore(given, 0, { deadlock_timeout: '1h' });
}
