import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { Absent } from './absent.js';

const statement = {
  name: 'leavers-that-stayed',
  text: `
    select kind, external_id as "externalId", now()::text as "observedAt" from mirrored
    where connection_id = $1 and left_at <= now() - make_interval(secs => $2) limit 500`,
};

/** People who left longer ago than that, at most 500. */
export async function leaversThatStayed(
  db: Queryable,
  connectionId: ConnectionId,
  seconds: number,
): Promise<readonly Absent[]> {
  return db.run<Absent>(statement, [connectionId, seconds]);
}
