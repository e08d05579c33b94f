import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { openQueueBackend } from '#queue';
import { migrate, Sealer, Store } from '#store';
import pg from 'pg';
import { SharedServices } from './shared-services.js';

/** What global-teardown needs to know. */
export interface Started {
  readonly postgres: { readonly home: string; readonly stop: () => Promise<void> };
  readonly sharedServices: SharedServices;
}

/**
 * One real PostgreSQL for the whole run, with a migrated template database: a test file gets its own copy in
 * a few tens of milliseconds. It survives no power cut, and need not.
 */
export default async function setUp(): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'bridge-test-'));
  // Root's server runs as another user, who has to pass.
  chmodSync(home, 0o755);
  const server = await startEmbeddedPostgres({ home, durable: false });
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
  await admin.connect();
  await admin.query('create database bridge_template');
  await admin.end();

  const url = server.urlOf('bridge_template');
  const sealer = new Sealer(new Map([['test', randomBytes(32)]]));
  const store = await Store.open(
    { url, application: 'test-setup', poolSize: 2, statementTimeoutMs: 30_000 },
    sealer,
    0,
  );
  await migrate(store.database);
  await store.close();
  const queue = openQueueBackend(url, 'test-setup');
  await queue.migrate();
  await queue.close();

  process.env.TEST_CHILDREN = path.join(home, 'children');
  process.env.TEST_POSTGRES_URL = server.urlOf('postgres');
  const services = new SharedServices();
  await services.open();
  const started: Started = { postgres: { home, stop: server.stop }, sharedServices: services };
  (globalThis as { started?: Started }).started = started;
}
