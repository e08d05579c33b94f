import type { ConnectionId, JsonObject } from '#common';
import { mirrorId } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'known-members',
  text: `
    select known, observed_at::text as "observedAt" from mirrored
    where connection_id = $1 and kind = 'account' and group_ids @> array[$2::uuid] and external_id > $3
    order by external_id limit $4`,
};

/** Somebody in a department, as he is known. */
export interface KnownMember {
  readonly known: JsonObject;
  /** When the look began that found him so. */
  readonly observedAt: string;
}

/** What is known of the people of a department, in the order of their userids. */
export async function knownMembers(
  db: Queryable,
  connectionId: ConnectionId,
  departmentId: number,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly KnownMember[]> {
  const group = mirrorId(connectionId, 'department', String(departmentId));
  return db.run<KnownMember>(statement, [connectionId, group, after, limit]);
}
