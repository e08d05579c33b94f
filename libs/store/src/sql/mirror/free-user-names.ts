import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'free-user-names',
  // Two people may have changed names with each other: what is given away is free before it is taken.
  text: `
    update resource r set user_name_key = null
    from mirror_staged s
    join mirrored m on m.connection_id = s.connection_id and m.kind = s.kind and m.external_id = s.external_id
    where s.connection_id = $1 and s.kind = 'account' and s.row is not null
      and m.fingerprint is distinct from s.fingerprint and m.observed_at < s.observed_at
      and r.connection_id = $1 and r.id = m.resource_id and r.user_name_key <> s.row -> 'user_name_keys' ->> 0`,
};

// Tables that have just been filled are believed to be small, and a loop within a loop to be cheap: each is gone through
// once, whatever the planner knows of them.
const once = { text: 'set local enable_nestloop = off' };
const asBefore = { text: 'set local enable_nestloop to default' };

/** Takes their userName from those who are to have another one; they get it in the same transaction. */
export async function freeUserNames(tx: Queryable, connectionId: ConnectionId): Promise<void> {
  await tx.run(once, []);
  await tx.run(statement, [connectionId]);
  await tx.run(asBefore, []);
}
