import type { ConnectionId, JsonObject } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'known-of-mirrored',
  text: `
    select w.id as "externalId", coalesce(s.row -> 'known', m.known) as known
    from unnest($3::text[]) w (id)
    cross join (select stage <> 'idle' as going from mirror where connection_id = $1) crawl
    left join mirror_staged s on crawl.going and s.connection_id = $1 and s.kind = $2 and s.external_id = w.id
    left join mirrored m on m.connection_id = $1 and m.kind = $2 and m.external_id = w.id
    where s.row is not null or m.known is not null`,
};

/** What was last seen of some, by this reading or before it. */
export async function knownOf(
  db: Queryable,
  connectionId: ConnectionId,
  kind: MirroredKind,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const rows = await db.run<{ externalId: string; known: JsonObject }>(statement, [
    connectionId,
    kind,
    externalIds,
  ]);
  return new Map(rows.map((row) => [row.externalId, row.known]));
}
