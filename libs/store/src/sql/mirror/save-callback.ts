import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'save-callback',
  text: 'update mirror set callback_sealed = $2 where connection_id = $1 returning 1 as n',
};

/** Keeps the sealed keys of a connection's HTTP callback. @returns whether the connection mirrors anything */
export async function saveCallback(
  db: Queryable,
  connectionId: ConnectionId,
  sealed: string,
): Promise<boolean> {
  return (await db.run(statement, [connectionId, sealed])).length > 0;
}
