import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'give-back-steps',
  text: 'update mirror_step set lease_until = null where connection_id = $1 and id = any($2::bigint[])',
};

/** Returns claimed steps unmade. */
export async function giveBackSteps(
  db: Queryable,
  connectionId: ConnectionId,
  ids: readonly number[],
): Promise<void> {
  if (ids.length > 0) await db.run(statement, [connectionId, ids]);
}
