import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { Absent } from './absent.js';

const statement = {
  name: 'stage-absence',
  // Also where it is not staged yet: who reads it just now has begun before.
  text: `
    insert into mirror_staged as s (connection_id, kind, external_id, observed_at)
    select connection_id, $2, $3, $4::timestamptz from mirror where connection_id = $1 and stage <> 'idle'
    on conflict (connection_id, kind, external_id) do update set
      fingerprint = null, observed_at = excluded.observed_at, row = null
    where s.observed_at <= excluded.observed_at`,
};

/** Has a reading that is under way not bring back what has gone since it was met. */
export async function stageAbsence(
  tx: Queryable,
  connectionId: ConnectionId,
  { kind, externalId, observedAt }: Absent,
): Promise<void> {
  await tx.run(statement, [connectionId, kind, externalId, observedAt]);
}
