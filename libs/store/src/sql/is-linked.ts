import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'is-linked',
  text: `
    select exists (
      select from link where connection_id = $1 and kind = 'account' and external_id = $2) as linked`,
};

/** Whether some Link has this account. */
export async function isLinked(db: Queryable, connectionId: ConnectionId, userId: string): Promise<boolean> {
  const [row] = await db.run<{ linked: boolean }>(statement, [connectionId, userId]);
  return row?.linked ?? false;
}
