import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { simulate } from '../bench/pace/simulate.js';
import { windowKinds } from '../bench/pace/window.js';
import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openTestStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const scenes = [20, 40].flatMap((allowed) =>
  windowKinds.flatMap((window) => [1, 2, 3, 4].map((replicas) => ({ replicas, allowed, window }))),
);

// Virtual time: the statement and the lanes are the product's own.
describe('replicas that call as fast as they may, in virtual time', () => {
  it.each(scenes)(
    '$replicas of them, $allowed calls a second, $window seconds: at least 0.95 are used, none is throttled',
    async (scene) => {
      const seen = await simulate(store.database, { ...scene, seconds: 10, networkMs: 20 });
      expect(seen.throttled).toBe(0);
      expect(seen.utilisation).toBeGreaterThanOrEqual(0.95);
    },
  );
});
