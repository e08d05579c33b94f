import type { ConnectionId } from '#common';
import type { EventSubject } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'hear-event',
  // Heard twice, it is noted once; whoever it is about is read again, once for however many events.
  text: `
    with heard as (
      insert into mirror_event (connection_id, event_id) values ($1, $2) on conflict do nothing
      returning connection_id
    ), noted as (
      update mirror set heard_at = now(), events_heard = events_heard + 1 from heard where mirror.connection_id = heard.connection_id
    )
    insert into mirror_due as d (connection_id, kind, external_id)
    select distinct heard.connection_id, s.kind, s."externalId"
    from heard cross join jsonb_to_recordset($3::jsonb) as s (kind text, "externalId" text)
    order by s.kind, s."externalId"
    on conflict (connection_id, kind, external_id) do update
      set generation = d.generation + 1, attempts = 0, due_at = least(d.due_at, now())
    returning 1 as n`,
};

/** Writes down an event of DingTalk's, ids only. @returns whether there is anything to read because of it */
export async function hearEvent(
  db: Queryable,
  connectionId: ConnectionId,
  eventId: string,
  subjects: readonly EventSubject[],
): Promise<boolean> {
  return (await db.run(statement, [connectionId, eventId, JSON.stringify(subjects)])).length > 0;
}
