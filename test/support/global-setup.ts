import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { openQueueBackend } from '#queue';
import { migrate, Sealer, Store } from '#store';
import pg from 'pg';
import { SharedServices } from './shared-services.js';

/**
 * One real PostgreSQL for the whole run, with a migrated template database: a test file gets its own copy in
 * a few tens of milliseconds. It survives no power cut, and need not.
 */
export default async function setUp(): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'bridge-test-'));
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
  Object.assign(globalThis, { stopTestPostgres: server.stop, sharedServices: services });
}
