import { endLeakedChildren } from './child.js';
import type { Started } from './global-setup.js';
import { untoldLines } from './log-hygiene.js';

/**
 * Stops what global-setup started. A process that a test left running fails the run, and
 * so does a log line that tells more than it may, or of something that must not happen.
 */
export default async function tearDown(): Promise<void> {
  const { started } = globalThis as { started?: Started };
  if (!started) return;
  const lines = await started.servicesDoor.close();
  const leaked = endLeakedChildren();
  await started.postgres.stop();
  if (leaked.length > 0) throw new Error(`tests left processes running: ${leaked.join(', ')}`);
  const bugs = lines.filter((line) =>
    /"event":"(illegal-presence|reconcile-failed|request-failed)"/.test(line),
  );
  if (bugs.length > 0)
    throw new Error(`the services met what must not happen:\n${bugs.slice(0, 20).join('\n')}`);
  const untold = untoldLines(lines);
  if (untold.length > 0) throw new Error(`logs tell too much:\n${untold.slice(0, 20).join('\n')}`);
}
