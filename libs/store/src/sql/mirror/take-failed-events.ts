import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'take-failed-events',
  text: `
    update mirror m set failed_events_at = now()
    from connection c
    where c.id = m.connection_id and c.state = 'active' and c.settings #>> '{mirror,events}' = 'callback'
      and (c.settings #>> '{mirror,failedEventsEverySeconds}')::int > 0
      and (m.failed_events_at is null or m.failed_events_at
        <= now() - make_interval(secs => (c.settings #>> '{mirror,failedEventsEverySeconds}')::int))
    returning m.connection_id as "connectionId"`,
};

/** The connections that are to ask for events which no callback could deliver: each is given to one who asks. */
export async function takeFailedEvents(db: Queryable): Promise<readonly ConnectionId[]> {
  const rows = await db.run<{ connectionId: ConnectionId }>(statement, []);
  return rows.map(({ connectionId }) => connectionId);
}
