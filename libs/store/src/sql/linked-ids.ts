import type { ConnectionId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'linked-ids',
  text: `
    select external_id as id from link
    where connection_id = $1 and kind = $2 and external_id = any($3::text[]) and presence not in ('none', 'gone')`,
};

/** Those of the accounts or departments that some Link of the connection has. */
export async function linkedIds(
  db: Queryable,
  connectionId: ConnectionId,
  kind: LinkKind,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.run<{ id: string }>(statement, [connectionId, kind, ids]);
  return new Set(rows.map(({ id }) => id));
}
