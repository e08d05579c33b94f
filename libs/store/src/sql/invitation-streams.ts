import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const take = {
  name: 'take-invitation-streams',
  // Only where somebody is invited, and nobody mirrors the organisation by the same app: that one hears it too.
  text: `
    insert into invitation_stream as s (connection_id, holder, held_until)
    select c.id, $1, now() + $2 * interval '1 millisecond'
    from connection c
    where c.state = 'active' and c.direction = 'scim-to-dingtalk' and c.settings ->> 'invitationEvents' = 'stream'
      and exists (
        select from link l where l.connection_id = c.id and l.kind = 'account' and l.presence = 'invited')
      and not exists (
        select from connection m
        where m.oapi_base = c.oapi_base and m.app_key = c.app_key and m.state = 'active'
          and m.direction = 'dingtalk-to-scim' and m.settings #>> '{mirror,events}' <> 'none')
    order by c.id
    on conflict (connection_id) do update set holder = excluded.holder, held_until = excluded.held_until
      where s.holder = excluded.holder or s.held_until <= now()
    returning connection_id as "connectionId"`,
};

/**
 * Takes the Streams of push connections that are wanted and that nobody holds, and keeps those that `holder` has.
 *
 * @returns the connections whose Stream is the holder's for `leaseMs` from now on
 */
export async function takeInvitationStreams(
  db: Queryable,
  holder: string,
  leaseMs: number,
): Promise<readonly ConnectionId[]> {
  const rows = await db.run<{ connectionId: ConnectionId }>(take, [holder, leaseMs]);
  return rows.map(({ connectionId }) => connectionId);
}

const drop = { name: 'drop-invitation-streams', text: 'delete from invitation_stream where holder = $1' };

/** Lets go of all of them that `holder` has: another may take them at once. */
export async function dropInvitationStreams(db: Queryable, holder: string): Promise<void> {
  await db.run(drop, [holder]);
}
