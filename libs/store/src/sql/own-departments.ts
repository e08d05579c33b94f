import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'own-departments',
  text: `
    select external_id::float8 as id from link
    where connection_id = $1 and kind = 'department' and external_id = any($2::text[])`,
};

/** Those of the departments that are Links of this connection. */
export async function ownDepartments(
  db: Queryable,
  connectionId: ConnectionId,
  ids: readonly number[],
): Promise<readonly number[]> {
  const rows = await db.run<{ id: number }>(statement, [connectionId, ids.map(String)]);
  return rows.map(({ id }) => id);
}
