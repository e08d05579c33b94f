import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'suspect-steps',
  // Departments first: whoever lies in one that is gone is asked for after it.
  text: `
    insert into mirror_step (connection_id, kind, subject)
    select m.connection_id, 'suspect-' || m.kind, m.external_id from mirrored m
    where m.connection_id = $1 and m.left_at is null and not exists (
      select from mirror_staged s
      where s.connection_id = m.connection_id and s.kind = m.kind and s.external_id = m.external_id)
    order by m.kind = 'account', m.external_id
    on conflict do nothing returning id`,
};

/** Has everybody and everything asked for by id that a reading did not meet. @returns how many */
export async function suspectSteps(tx: Queryable, connectionId: ConnectionId): Promise<number> {
  return (await tx.run(statement, [connectionId])).length;
}
