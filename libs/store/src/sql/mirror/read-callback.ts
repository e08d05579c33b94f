import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'read-callback',
  text: `
    select m.callback_sealed as sealed from mirror m join connection c on c.id = m.connection_id
    where m.connection_id = $1 and m.callback_sealed is not null and c.state <> 'ending'
      and c.settings #>> '{mirror,events}' = 'callback'`,
};

/** The sealed keys of the callback of a connection that listens to it. */
export async function readCallback(db: Queryable, connectionId: ConnectionId): Promise<string | undefined> {
  return (await db.run<{ sealed: string }>(statement, [connectionId]))[0]?.sealed;
}
