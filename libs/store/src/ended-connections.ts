import type { Database } from './database.js';
import { clearConnection, takeEnding } from './sql/clear-connection.js';
import { connectionsClosed, endConnection } from './sql/end-connection.js';
import { probeSharedRoots } from './sql/shared-roots.js';

const rowsAtOnce = 5_000;
/** Between two looks for what else is to be done. */
const mostBatches = 4;

/**
 * Ends connections that were to end with all that was theirs in DingTalk once nothing is left there, and removes the
 * rows of those that have ended, a few thousand in a transaction, so that nobody else waits for it.
 */
export async function clearEnded(database: Database): Promise<void> {
  for (const id of await connectionsClosed(database))
    await database.transaction(async (tx) => {
      await endConnection(tx, id, 'removed', null);
      await probeSharedRoots(tx);
    });
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const removed = await database.transaction(async (tx) => {
      const id = await takeEnding(tx);
      return id === undefined ? 0 : clearConnection(tx, id, rowsAtOnce);
    });
    if (removed < rowsAtOnce) return;
  }
}
