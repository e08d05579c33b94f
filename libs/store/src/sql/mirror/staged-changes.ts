import type { ConnectionId, JsonObject } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'staged-changes',
  text: `
    select s.external_id as "externalId", s.row
    from mirror_staged s
    left join mirrored m on m.connection_id = s.connection_id and m.kind = s.kind and m.external_id = s.external_id
    where s.connection_id = $1 and s.kind = $2 and s.external_id > $3 and s.row is not null
      and (m.connection_id is null or m.fingerprint is distinct from s.fingerprint and m.observed_at < s.observed_at)
    order by s.external_id limit $4`,
};

/** The next rows of a kind that say something new, in the order of their ids. */
export async function stagedChanges(
  tx: Queryable,
  connectionId: ConnectionId,
  after: { readonly kind: MirroredKind; readonly externalId: string },
  limit: number,
): Promise<readonly { readonly externalId: string; readonly row: JsonObject }[]> {
  return tx.run(statement, [connectionId, after.kind, after.externalId, limit]);
}
