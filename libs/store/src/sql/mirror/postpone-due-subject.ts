import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { DueSubject } from './claim-due-subjects.js';

const statement = {
  name: 'postpone-due-subject',
  text: `
    update mirror_due set lease_until = null, due_at = now() + $4 * interval '1 millisecond'
    where connection_id = $1 and kind = $2 and external_id = $3`,
};

/** Has a look made later. */
export async function postponeDueSubject(
  db: Queryable,
  connectionId: ConnectionId,
  { kind, externalId }: DueSubject,
  ms: number,
): Promise<void> {
  await db.run(statement, [connectionId, kind, externalId, ms]);
}
