import type { ConnectionId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'known-there',
  // What bears our stamp tells most; what a mirror shows is somebody else's, and better than nothing.
  text: `
    (select l.kind, l.external_id as "externalId" from link l join connection c on c.id = l.connection_id
      where l.connection_id = $1 and l.presence in ('present', 'leaving') and l.external_id is not null
      order by l.mark like c.stamp || ':%' desc nulls last, l.external_id like c.stamp || '-%' desc, l.id limit $2)
    union all
    (select kind, external_id from mirrored
      where connection_id = $1 and kind in ('account', 'department') and left_at is null and external_id <> '1'
      order by external_id limit $2)`,
};

/** An account or department that a connection knows to be in its organisation. */
export interface KnownThere {
  readonly kind: LinkKind;
  readonly externalId: string;
}

/** Up to `limit` of what a connection knows to be in its organisation. */
export async function knownThere(
  db: Queryable,
  connectionId: ConnectionId,
  limit: number,
): Promise<readonly KnownThere[]> {
  return db.run<KnownThere>(statement, [connectionId, limit]);
}
