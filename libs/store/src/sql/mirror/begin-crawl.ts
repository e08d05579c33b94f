import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'begin-crawl',
  // A step that asks for the app's scope is the first; what an earlier reading left over is not this one's.
  text: `
    with begun as (
      update mirror
      set stage = 'reading', crawl_id = gen_random_uuid(), crawl_started_at = now(), crawl_reason = due_reason,
        partial = false, hidden_fields = '{}', known = null, vanished = null, due_at = null
      where connection_id = $1 and stage = 'idle' and due_at <= now()
      returning connection_id
    ), cleared as (
      delete from mirror_staged using begun where mirror_staged.connection_id = begun.connection_id
    )
    insert into mirror_step (connection_id, kind, subject) select connection_id, 'scope', '' from begun
    on conflict do nothing returning id`,
};

/** Begins the reading that is due. @returns whether one was */
export async function beginCrawl(db: Queryable, connectionId: ConnectionId): Promise<boolean> {
  return (await db.run(statement, [connectionId])).length > 0;
}
