import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '#common';
import type { Database } from './database.js';
import { translated } from './database.js';
import { migrations } from './migrations/index.js';

/** Any number, the same in every process: who migrates holds this advisory lock for its session. */
const migrationLock = 7_644_001;

/** Brings the schema up to this release, once among all replicas that start together. */
export async function migrate(database: Database): Promise<void> {
  const runner = database.orm.createQueryRunner();
  try {
    await translated(runner.query('select pg_advisory_lock($1)', [migrationLock]));
    await translated(database.orm.runMigrations({ transaction: 'each' }));
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await runner.release();
  }
}

/**
 * Waits until another process has migrated. Migrations newer than this release are no reason to stop: they
 * expand, and contract one release later.
 *
 * @throws StoreUnavailable after `timeoutMs`
 */
export async function waitUntilMigrated(database: Database, timeoutMs: number): Promise<void> {
  const needed = migrations.map(({ name }) => name);
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const done = await appliedMigrations(database);
    if (needed.every((name) => done.has(name))) return;
    if (performance.now() > deadline) throw new StoreUnavailable('not-migrated');
    await sleep(250);
  }
}

async function appliedMigrations(database: Database): Promise<ReadonlySet<string>> {
  const exists = { name: 'migrations-exist', text: `select to_regclass('migrations') is not null as there` };
  const [row] = await database.run<{ there: boolean }>(exists, []);
  if (!row?.there) return new Set();
  const rows = await database.run<{ name: string }>(
    { name: 'migrations-done', text: 'select name from migrations' },
    [],
  );
  return new Set(rows.map(({ name }) => name));
}
