import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'ask-for-crawl',
  text: `
    update mirror set due_reason = $2, due_at = least(due_at, now() + $3 * interval '1 millisecond')
    where connection_id = $1 and (due_at is null or due_at > now() + $3 * interval '1 millisecond')`,
};

/** Has the organisation read, unless it is to be read sooner anyway. One that is under way does not count. */
export async function askForCrawl(
  db: Queryable,
  connectionId: ConnectionId,
  reason: string,
  inMs: number,
): Promise<void> {
  await db.run(statement, [connectionId, reason, inMs]);
}
