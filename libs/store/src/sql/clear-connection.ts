import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const ending = {
  name: 'take-ending-connection',
  text: `select id from connection where state = 'ending' order by updated_at limit 1 for update skip locked`,
};

/** One that has ended and of which there are rows left; this transaction's own. */
export async function takeEnding(tx: Queryable): Promise<ConnectionId | undefined> {
  return (await tx.run<{ id: ConnectionId }>(ending, []))[0]?.id;
}

/** What a connection may have much of, in an order in which nothing takes others along by the thousand. */
const large = [
  'run_item',
  'reading_finding',
  'preflight_finding',
  'adoption',
  'membership',
  'claim',
  'source_member',
  'source_change',
  'source_note',
  'source_record',
  'mirror_staged',
  'mirror_step',
  'mirror_event',
  'mirror_due',
  'mirrored',
  'tombstone',
  'minute_count',
  'link',
  'resource',
] as const;

const clearOf = (table: (typeof large)[number]) => ({
  name: `clear-${table}`,
  text: `
    delete from ${table} where ctid = any (array(select ctid from ${table} where connection_id = $1 limit $2)) returning 1`,
});

const clearActivity = {
  name: 'clear-activity',
  text: `
    delete from activity
    where (at, id) in (select at, id from activity where connection_id = $1 limit $2) returning 1`,
};

const clears = [...large.map(clearOf), clearActivity];

const forget = { name: 'forget-connection', text: 'delete from connection where id = $1' };

/** Removes up to `limit` rows of an ended connection; with the last ones the connection itself. @returns how many */
export async function clearConnection(tx: Queryable, id: ConnectionId, limit: number): Promise<number> {
  let left = limit;
  for (const statement of clears) {
    left -= (await tx.run(statement, [id, left])).length;
    if (left <= 0) return limit;
  }
  await tx.run(forget, [id]);
  return limit - left;
}
