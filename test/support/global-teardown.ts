import { endLeakedChildren } from './child.js';
import { untoldLines } from './log-hygiene.js';
import type { SharedServices } from './shared-services.js';

interface Started {
  readonly stopTestPostgres?: () => Promise<void>;
  readonly sharedServices?: SharedServices;
}

/**
 * Stops what global-setup started. A process that a test left running fails the run, and so does a log line
 * that tells more than it may.
 */
export default async function tearDown(): Promise<void> {
  const { stopTestPostgres, sharedServices } = globalThis as Started;
  const lines = (await sharedServices?.close()) ?? [];
  const leaked = endLeakedChildren();
  await stopTestPostgres?.();
  if (leaked.length > 0) throw new Error(`tests left processes running: ${leaked.join(', ')}`);
  const untold = untoldLines(lines);
  if (untold.length > 0) throw new Error(`logs tell too much:\n${untold.slice(0, 20).join('\n')}`);
}
