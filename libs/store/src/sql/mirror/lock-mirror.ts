import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'lock-mirror',
  text: 'select pg_advisory_xact_lock(hashtextextended($1::text, 7645))',
};

/** What is published of one connection is published one after the other. */
export async function lockMirror(tx: Queryable, connectionId: ConnectionId): Promise<void> {
  await tx.run(statement, [connectionId]);
}
