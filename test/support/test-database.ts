import { randomBytes } from 'node:crypto';
import { Sealer, Store } from '#store';
import { queryDatabase } from './query-database.js';

/** A database of its own for one test file, made from the migrated template. */
export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** @param settings of the database, other than the server's */
export async function createTestDatabase(
  settings: Readonly<Record<string, string>> = {},
): Promise<TestDatabase> {
  const admin = process.env.TEST_POSTGRES_URL;
  if (admin === undefined) throw new Error('TEST_POSTGRES_URL is set by global-setup');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await queryDatabase(admin, `create database ${name} template bridge_template`);
  for (const [setting, value] of Object.entries(settings)) {
    await queryDatabase(admin, `alter database ${name} set ${setting} = '${value}'`);
  }
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await queryDatabase(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Keys for sealing that every test may use. */
export const testSealer = new Sealer(new Map([['test', Buffer.alloc(32, 7)]]));

/** A store on a database; changes become due at once. */
export function openTestStore(url: string, debounceMs = 0): Promise<Store> {
  const options = { url, application: 'test', poolSize: 8, statementTimeoutMs: 10_000 };
  return Store.open(options, testSealer, debounceMs);
}
