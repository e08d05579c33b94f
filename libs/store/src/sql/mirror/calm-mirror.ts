import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'calm-mirror',
  text: `
    update mirror set reason = null, not_before = null, failures = 0
    where connection_id = $1 and (failures > 0 or reason is not null)`,
};

/** A call went through: the trouble is over. */
export async function calmMirror(db: Queryable, connectionId: ConnectionId): Promise<void> {
  await db.run(statement, [connectionId]);
}
