import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, waitUntilMigrated } from '#store';
import type { Store } from '#store';
import { openTestStore } from '../support/test-database.js';

const migrator = path.resolve(import.meta.dirname, '../processes/migrator.js');
const name = `test_migrations_${randomBytes(4).toString('hex')}`;
let url: string;
let store: Store;

async function admin(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  await client.query(text);
  await client.end();
}

beforeAll(async () => {
  await admin(`create database ${name}`);
  const at = new URL(process.env.TEST_POSTGRES_URL!);
  at.pathname = `/${name}`;
  url = at.href;
  store = await openTestStore(url);
});
afterAll(async () => {
  await store.close();
  await admin(`drop database ${name} with (force)`);
});

const done = async () =>
  (await store.database.orm.query<{ name: string }[]>('select name from migrations order by id')).map(
    (row) => row.name,
  );

describe('the migrations', () => {
  it('are waited for by who does not migrate, and not for ever', async () => {
    await expect(waitUntilMigrated(store.database, 300)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      code: 'not-migrated',
    });
  });

  it('run once among processes that start together, while another waits for them', async () => {
    const waiting = waitUntilMigrated(store.database, 60_000);
    const run = () => promisify(execFile)(process.execPath, [migrator, url]);
    const all = await Promise.all([run(), run(), run()]);
    expect(all.map(({ stdout }) => stdout)).toEqual(['migrated\n', 'migrated\n', 'migrated\n']);
    await waiting;
    const names = await done();
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });

  it('change nothing when they are run again', async () => {
    const before = await done();
    await migrate(store.database);
    expect(await done()).toEqual(before);
  });

  it('of a newer release are no reason to stop', async () => {
    await store.database.orm.query(
      `insert into migrations (timestamp, name) values (9999999999999, 'Newer9999999999999')`,
    );
    await waitUntilMigrated(store.database, 1_000);
    await migrate(store.database);
    expect(await done()).toContain('Newer9999999999999');
  });
});
