import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
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
  return (await db.run<{ gap: boolean }>(statement, [connectionId, holder]))[0]?.gap ?? false;
}
