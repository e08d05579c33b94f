import { endLeakedChildren } from './child.js';

/** Stops the PostgreSQL that global-setup started; a process that a test left running fails the run. */
export default async function tearDown(): Promise<void> {
  const leaked = endLeakedChildren();
  await (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres?.();
  if (leaked.length > 0) throw new Error(`tests left processes running: ${leaked.join(', ')}`);
}
