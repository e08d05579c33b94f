import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const save = {
  name: 'save-callback',
  text: 'update mirror set callback_sealed = $2 where connection_id = $1 returning 1 as n',
};

/** Keeps the sealed keys of a connection's HTTP callback. @returns whether the connection mirrors anything */
export async function saveCallback(
  db: Queryable,
  connectionId: ConnectionId,
  sealed: string,
): Promise<boolean> {
  return (await db.run(save, [connectionId, sealed])).length > 0;
}

const read = {
  name: 'read-callback',
  text: `
    select m.callback_sealed as sealed from mirror m join connection c on c.id = m.connection_id
    where m.connection_id = $1 and m.callback_sealed is not null and c.state <> 'ending'
      and c.settings #>> '{mirror,events}' = 'callback'`,
};

/** The sealed keys of the callback of a connection that listens to it. */
export async function readCallback(db: Queryable, connectionId: ConnectionId): Promise<string | undefined> {
  return (await db.run<{ sealed: string }>(read, [connectionId]))[0]?.sealed;
}
