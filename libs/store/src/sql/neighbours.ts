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

const known = {
  name: 'known-to-others',
  text: `
    select s.other, s.kind, s."externalId", s.mark
    from jsonb_to_recordset($1::jsonb) s (other uuid, kind text, "externalId" text, mark text)
    join link l on l.connection_id = s.other and l.kind = s.kind and l.external_id = s."externalId"
      and l.presence not in ('none', 'gone') and l.mark is not distinct from s.mark`,
};

/** An account or department that bears another connection's stamp. */
export interface OtherSighting {
  readonly other: ConnectionId;
  readonly kind: 'account' | 'department';
  readonly externalId: string;
  /** Of a department. */
  readonly mark?: string;
}

/** Those of what was seen that the other connection knows as its own: a stamp alone may be somebody's own word. */
export async function knownToOthers(
  db: Queryable,
  sightings: readonly OtherSighting[],
): Promise<readonly OtherSighting[]> {
  return db.run<OtherSighting>(known, [JSON.stringify(sightings)]);
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
