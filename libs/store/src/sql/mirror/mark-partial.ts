import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'crawl-is-partial',
  text: 'update mirror set partial = true where connection_id = $1 and not partial',
};

/** Notes that the app does not see the whole organisation. */
export async function markPartial(db: Queryable, connectionId: ConnectionId): Promise<void> {
  await db.run(statement, [connectionId]);
}
