import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const take = {
  name: 'take-streams',
  // Kept are those that are held, taken those whose holder has fallen silent; who stops holding has them run out.
  text: `
    with open as (
      select m.connection_id, m.stream_holder is not distinct from $1 and m.stream_until > now() as held
      from mirror m join connection c on c.id = m.connection_id
      where c.state = 'active' and c.settings #>> '{mirror,events}' = 'stream'
        and (m.stream_holder = $1 or m.stream_until is null or m.stream_until <= now())
      order by m.connection_id for update of m skip locked
    )
    update mirror m
    set stream_holder = $1, stream_until = now() + $2 * interval '1 millisecond',
      stream_open_since = case when open.held then m.stream_open_since end
    from open where m.connection_id = open.connection_id
    returning m.connection_id as "connectionId"`,
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
  const rows = await db.run<{ connectionId: ConnectionId }>(take, [holder, leaseMs]);
  return rows.map(({ connectionId }) => connectionId);
}

const drop = {
  name: 'drop-streams',
  text: 'update mirror set stream_until = null, stream_open_since = null where stream_holder = $1',
};

/** Lets go of all Streams that `holder` has: another may take them at once. */
export async function dropStreams(db: Queryable, holder: string): Promise<void> {
  await db.run(drop, [holder]);
}

const opened = {
  name: 'stream-opened',
  // Whatever happened since the last event, or since the reading that is shown, may not have been heard.
  text: `
    update mirror set stream_open_since = now()
    where connection_id = $1 and stream_holder = $2
    returning snapshot_at is not null or stage <> 'idle' as gap`,
};

/** Notes that a Stream is open. @returns whether there was a time before in which events may have been missed */
export async function streamOpened(
  db: Queryable,
  connectionId: ConnectionId,
  holder: string,
): Promise<boolean> {
  return (await db.run<{ gap: boolean }>(opened, [connectionId, holder]))[0]?.gap ?? false;
}

const closed = {
  name: 'stream-closed',
  text: 'update mirror set stream_open_since = null where connection_id = $1 and stream_holder = $2',
};

export async function streamClosed(db: Queryable, connectionId: ConnectionId, holder: string): Promise<void> {
  await db.run(closed, [connectionId, holder]);
}
