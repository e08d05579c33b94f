import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'claim-holders',
  text: `
    select c.key, c.link_id as "linkId", l.resource_id as "resourceId"
    from claim c join link l on l.connection_id = c.connection_id and l.id = c.link_id
    where c.connection_id = $1 and c.key = any($2::text[])`,
};

/** Who holds a unique value. */
export interface ClaimHolder {
  readonly key: string;
  readonly linkId: LinkId;
  /** null: its Resource is deleted. */
  readonly resourceId: ResourceId | null;
}

/** Those of the values that somebody holds. */
export async function claimHolders(
  db: Queryable,
  connectionId: ConnectionId,
  keys: readonly string[],
): Promise<readonly ClaimHolder[]> {
  return db.run<ClaimHolder>(statement, [connectionId, keys]);
}
