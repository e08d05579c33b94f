import type { ConnectionId } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'echoes-of-pushes',
  // The userids that a push chose begin with its stamp, the departments that it made are Links of its own.
  text: `
    select w.id from unnest($3::text[]) w (id)
    where exists (
      select from connection me
      join connection c on c.direction = 'scim-to-dingtalk' and c.oapi_base = me.oapi_base and c.app_key = me.app_key
      join link l on l.connection_id = c.id and l.kind = $2 and l.external_id = w.id
      where me.id = $1)
      or $2 = 'account' and exists (
        select from connection c
        where c.direction = 'scim-to-dingtalk' and starts_with(w.id, c.stamp || '-'))`,
};

/**
 * Those of the ids that a connection of the other direction has put into DingTalk: to mirror them would be to tell
 * SCIM what SCIM has said.
 */
export async function echoesAmong(
  db: Queryable,
  connectionId: ConnectionId,
  kind: MirroredKind,
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.run<{ id: string }>(statement, [connectionId, kind, externalIds]);
  return new Set(rows.map(({ id }) => id));
}
