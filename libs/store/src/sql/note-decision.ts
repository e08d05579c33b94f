import type { ConnectionId } from '#common';
import type { ActivityEvent } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'note-decision',
  text: 'insert into activity (connection_id, asked_by, event) values ($1, $2, $3)',
};

/** What somebody may decide about a connection as a whole. */
export type ConnectionDecision = Extract<ActivityEvent, `${'mirror' | 'connection' | 'deletion'}.${string}`>;

/** Writes down who decided something about a connection as a whole. */
export async function noteDecision(
  db: Queryable,
  connectionId: ConnectionId,
  event: ConnectionDecision,
  decidedBy: string,
): Promise<void> {
  await db.run(statement, [connectionId, decidedBy, event]);
}
