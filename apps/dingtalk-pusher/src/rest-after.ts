import type { Lane } from '#common';
import type { Logger } from '#runtime';
import type { Connection, Store } from '#store';
import type { Reconciled } from './drain-scope.js';

/** Lets rest whatever the trouble is of: a lane, or the whole connection. */
export async function restAfter(
  { store, logger }: { readonly store: Store; readonly logger: Logger },
  connection: Connection,
  lane: Lane,
  trouble: NonNullable<Reconciled['trouble']>,
): Promise<void> {
  const fields = { connection: connection.id, lane };
  switch (trouble.of) {
    case 'lease':
      return;
    case 'lane': {
      const { reason, forMs, counts } = trouble;
      await store.of(connection.id).links.stopLane(lane, { reason, forMs, trouble: counts });
      if (counts) logger.warn('lane-rests', { ...fields, reason, forMs });
      return;
    }
    case 'connection':
      if (await store.connections.quarantine(connection.id, trouble)) {
        logger.error('connection-quarantined', { ...fields, reason: trouble.reason, code: trouble.code });
      }
  }
}
