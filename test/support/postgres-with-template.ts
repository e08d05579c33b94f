import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { openQueueBackend } from '#queue';
import { migrate, Sealer, Store } from '#store';
import pg from 'pg';

/** A PostgreSQL of this run's own. */
export interface PostgresWithTemplate {
  /** Stops it and removes its data. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a real PostgreSQL with a migrated template database: createTestDatabase() copies it in a few tens of
 * milliseconds. Whoever it is for, and processes of theirs, find it by the environment.
 *
 * @param durable false: survives no power cut, and is quicker
 * @param settings of postgresql.conf
 */
export async function startPostgresWithTemplate(
  durable: boolean,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresWithTemplate> {
  const home = mkdtempSync(path.join(tmpdir(), 'bridge-test-'));
  // Root's server runs as another user, who has to pass.
  chmodSync(home, 0o755);
  const server = await startEmbeddedPostgres({ home, durable, settings });
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
  await admin.connect();
  await admin.query('create database bridge_template');
  await admin.end();

  const url = server.urlOf('bridge_template');
  const sealer = new Sealer(new Map([['test', randomBytes(32)]]));
  const options = { url, application: 'test-setup', poolSize: 2, statementTimeoutMs: 30_000 };
  const store = await Store.open(options, sealer, 0);
  await migrate(store.database);
  await store.close();
  const queue = openQueueBackend(url, 'test-setup');
  await queue.migrate();
  await queue.close();

  process.env.TEST_CHILDREN = path.join(home, 'children');
  process.env.TEST_POSTGRES_URL = server.urlOf('postgres');
  return {
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
