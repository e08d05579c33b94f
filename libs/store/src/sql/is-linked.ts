import type { ConnectionId, LinkId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'is-linked',
  text: `
    select exists (
      select from link where connection_id = $1 and kind = $3 and external_id = $2 and id <> $4) as linked`,
};

/** Whether another Link has this account, department or role: one that is being made has its userid already. */
export async function isLinked(
  db: Queryable,
  connectionId: ConnectionId,
  kind: LinkKind,
  externalId: string,
  id: LinkId,
): Promise<boolean> {
  const [row] = await db.run<{ linked: boolean }>(statement, [connectionId, externalId, kind, id]);
  return row?.linked ?? false;
}
