import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'mirrors-due',
  text: `
    select m.connection_id as "connectionId" from mirror m
    join connection c on c.id = m.connection_id and c.state = 'active'
    where (m.not_before is null or m.not_before <= now()) and (
      m.stage = 'idle' and m.due_at <= now()
      or m.stage in ('reading', 'confirming') and (
        exists (select from mirror_step s
          where s.connection_id = m.connection_id and (s.lease_until is null or s.lease_until < now()))
        or not exists (select from mirror_step s where s.connection_id = m.connection_id))
      or exists (select from mirror_due d
        where d.connection_id = m.connection_id and d.due_at <= now()
          and (d.lease_until is null or d.lease_until < now()))
      or exists (select from mirrored l
        where l.connection_id = m.connection_id and l.left_at <= now()
          - make_interval(secs => coalesce((c.settings #>> '{mirror,leaversStaySeconds}')::int, 0))))`,
};

/** The mirrors with something to read, or leavers whose time is over, and nothing in their way. */
export async function mirrorsDue(db: Queryable): Promise<readonly ConnectionId[]> {
  const rows = await db.run<{ connectionId: ConnectionId }>(statement, []);
  return rows.map(({ connectionId }) => connectionId);
}
