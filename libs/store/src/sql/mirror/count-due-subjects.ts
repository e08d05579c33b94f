import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'count-due-subjects',
  text: `
    select count(*)::int as n from (
      select from mirror_due
      where connection_id = $1 and due_at <= now() and (lease_until is null or lease_until < now()) limit $2) due`,
};

/** How many are to be read again, counted up to `limit`. */
export async function countDue(db: Queryable, connectionId: ConnectionId, limit: number): Promise<number> {
  return (await db.run<{ n: number }>(statement, [connectionId, limit]))[0]?.n ?? 0;
}
