import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'clear-staged',
  // While the row is held no reading begins, so that nothing is taken from one.
  text: `
    with idle as materialized (
      select connection_id from mirror where connection_id = $1 and stage = 'idle' for share
    ), chosen as materialized (
      select kind, external_id from mirror_staged where connection_id = (select connection_id from idle) limit $2
    )
    delete from mirror_staged s using chosen
    where s.connection_id = $1 and s.kind = chosen.kind and s.external_id = chosen.external_id
    returning 1 as n`,
};

/** Clears away what a reading that has ended left staged, at most `limit` at a time. @returns how many */
export async function clearStaged(db: Queryable, connectionId: ConnectionId, limit: number): Promise<number> {
  return (await db.run(statement, [connectionId, limit])).length;
}
