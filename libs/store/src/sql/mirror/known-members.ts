import type { ConnectionId, JsonObject } from '#common';
import { mirrorId } from '#provisioning';
import type { Queryable } from '../../database.js';

const members = {
  name: 'known-members',
  text: `
    select known from mirrored
    where connection_id = $1 and kind = 'account' and group_ids @> array[$2::uuid] and external_id > $3
    order by external_id limit $4`,
};

/** What is known of the people of a department, in the order of their userids. */
export async function knownMembers(
  db: Queryable,
  connectionId: ConnectionId,
  departmentId: number,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly JsonObject[]> {
  const group = mirrorId(connectionId, 'department', String(departmentId));
  const rows = await db.run<{ known: JsonObject }>(members, [connectionId, group, after, limit]);
  return rows.map(({ known }) => known);
}

const count = {
  name: 'count-due-subjects',
  text: `
    select count(*)::int as n from (
      select from mirror_due
      where connection_id = $1 and due_at <= now() and (lease_until is null or lease_until < now()) limit $2) due`,
};

/** How many are to be read again, counted up to `limit`. */
export async function countDue(db: Queryable, connectionId: ConnectionId, limit: number): Promise<number> {
  return (await db.run<{ n: number }>(count, [connectionId, limit]))[0]?.n ?? 0;
}
