import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const stamps = {
  name: 'stamps-of-others',
  text: `
    select other.id, other.stamp from connection me
    join connection other on other.oapi_base = me.oapi_base and other.id <> me.id
    where me.id = $1 and other.direction = 'scim-to-dingtalk' and other.state <> 'ending'`,
};

/** Connections that write the same DingTalk, maybe other organisations of it, by their stamps. */
export async function stampsOfOthers(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<ReadonlyMap<string, ConnectionId>> {
  const rows = await db.run<{ id: ConnectionId; stamp: string }>(stamps, [connectionId]);
  return new Map(rows.map(({ id, stamp }) => [stamp, id]));
}

const note = {
  name: 'note-neighbours',
  text: `
    insert into neighbour (connection_id, other_id)
    select pair.one, pair.other from unnest($2::uuid[]) met (id)
    cross join lateral (values ($1::uuid, met.id), (met.id, $1::uuid)) pair (one, other)
    order by 1, 2
    on conflict (connection_id, other_id) do update set seen_at = now()`,
};

/** Two connections write one organisation: what one has made was seen by the other. */
export async function noteNeighbours(
  tx: Queryable,
  connectionId: ConnectionId,
  others: readonly ConnectionId[],
): Promise<void> {
  await tx.run(note, [connectionId, others]);
}
