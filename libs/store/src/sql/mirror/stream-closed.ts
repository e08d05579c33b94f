import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'stream-closed',
  text: 'update mirror set stream_open_since = null where connection_id = $1 and stream_holder = $2',
};

export async function streamClosed(db: Queryable, connectionId: ConnectionId, holder: string): Promise<void> {
  await db.run(statement, [connectionId, holder]);
}
