import type { ConnectionId, Lane } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'wake-invited',
  text: `
    with invited as (
      select id from link
      where connection_id = $1 and kind = 'account' and presence = 'invited'
        and (external_id = $2 or id in (select link_id from claim where connection_id = $1 and key = $3))
      order by id for no key update
    )
    update link set due_at = least(due_at, now())
    from invited where link.connection_id = $1 and link.id = invited.id
    returning link.lane`,
};

/** An invited person, by the userid he was invited under or by the key of his mobile's claim. */
export interface Invited {
  readonly userId?: string;
  readonly mobileKey?: string;
}

/**
 * Has an invited person looked at now: DingTalk says that somebody has joined.
 *
 * @returns the lanes that have work now
 */
export async function wakeInvited(
  db: Queryable,
  connectionId: ConnectionId,
  { userId, mobileKey }: Invited,
): Promise<readonly Lane[]> {
  const rows = await db.run<{ lane: Lane }>(statement, [connectionId, userId ?? null, mobileKey ?? null]);
  return [...new Set(rows.map(({ lane }) => lane))];
}
