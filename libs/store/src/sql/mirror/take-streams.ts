import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'take-streams',
  // Kept are those that are held, taken those whose holder has fallen silent; who stops holding has them run out. A row
  // that somebody writes to just now is waited for where it is the holder's own: passed over, it would seem lost.
  text: `
    with open as (
      select m.connection_id from mirror m join connection c on c.id = m.connection_id
      where c.state = 'active' and c.settings #>> '{mirror,events}' = 'stream'
    ), kept as (
      update mirror m
      set stream_until = now() + $2 * interval '1 millisecond',
        stream_open_since = case when m.stream_until > now() then m.stream_open_since end
      from open where m.connection_id = open.connection_id and m.stream_holder = $1
      returning m.connection_id
    ), free as (
      select m.connection_id from mirror m join open on open.connection_id = m.connection_id
      where m.stream_holder is distinct from $1 and (m.stream_until is null or m.stream_until <= now())
      order by m.connection_id for update of m skip locked
    ), taken as (
      update mirror m
      set stream_holder = $1, stream_until = now() + $2 * interval '1 millisecond', stream_open_since = null
      from free where m.connection_id = free.connection_id
      returning m.connection_id
    )
    select connection_id as "connectionId" from kept union all select connection_id from taken`,
};

/**
 * Takes the Streams that nobody holds, and keeps those that `holder` has.
 *
 * @returns the connections whose Stream is the holder's for `leaseMs` from now on
 */
export async function takeStreams(
  db: Queryable,
  holder: string,
  leaseMs: number,
): Promise<readonly ConnectionId[]> {
  const rows = await db.run<{ connectionId: ConnectionId }>(statement, [holder, leaseMs]);
  return rows.map(({ connectionId }) => connectionId);
}
