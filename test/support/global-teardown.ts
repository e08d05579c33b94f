import { rmSync } from 'node:fs';
import type { TestPostgres } from './global-setup.js';

/** Stops the PostgreSQL that global-setup started, and removes its data. */
export default async function tearDown(): Promise<void> {
  const { testPostgres } = globalThis as TestPostgres;
  if (!testPostgres) return;
  await testPostgres.stop();
  rmSync(testPostgres.home, { recursive: true, force: true });
}
