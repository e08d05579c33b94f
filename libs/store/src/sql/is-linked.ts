import type { ConnectionId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'is-linked',
  text: `
    select exists (
      select from link where connection_id = $1 and kind = $3 and external_id = $2) as linked`,
};

/** Whether some Link has this account, department or role. */
export async function isLinked(
  db: Queryable,
  connectionId: ConnectionId,
  kind: LinkKind,
  externalId: string,
): Promise<boolean> {
  const [row] = await db.run<{ linked: boolean }>(statement, [connectionId, externalId, kind]);
  return row?.linked ?? false;
}
