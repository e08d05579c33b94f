import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'wake-invited',
  // Connections of one app are of one organisation. Whether somebody joins under the userid that he was invited under is
  // not known (fact sheet 3.4): who joins under another one is found by the poll.
  text: `
    with invited as (
      select l.connection_id, l.id from connection heard
      join connection c
        on c.oapi_base = heard.oapi_base and c.app_key = heard.app_key and c.direction = 'scim-to-dingtalk'
      join link l
        on l.connection_id = c.id and l.kind = 'account' and l.presence = 'invited' and l.external_id = any($2::text[])
      where heard.id = $1
      order by l.connection_id, l.id for no key update of l
    )
    update link set due_at = least(link.due_at, now())
    from invited where link.connection_id = invited.connection_id and link.id = invited.id`,
};

/** Has invited people looked at now whom a connection of their app has heard of: they may have joined. */
export async function wakeInvited(
  db: Queryable,
  heardBy: ConnectionId,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length > 0) await db.run(statement, [heardBy, userIds]);
}

const joined = {
  name: 'wake-joined',
  // Whether somebody joins under the userid that he was invited under is not known (fact sheet 3.4): a userid that is
  // none of ours may be anybody's who is invited.
  text: `
    with strange as (
      select from unnest($2::text[]) heard (id)
      where not exists (
        select from link l where l.connection_id = $1 and l.kind = 'account' and l.external_id = heard.id)
    ), invited as (
      select id from link
      where connection_id = $1 and kind = 'account' and presence = 'invited'
        and (external_id = any($2::text[]) or exists (select from strange))
      order by id for no key update
    )
    update link set due_at = least(due_at, now())
    from invited where link.connection_id = $1 and link.id = invited.id`,
};

/** Has the invited people of a connection looked at now of whom one may just have joined. */
export async function wakeJoined(
  db: Queryable,
  connectionId: ConnectionId,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length > 0) await db.run(joined, [connectionId, userIds]);
}
