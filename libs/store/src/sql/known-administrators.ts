import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

/** How old the list of administrators may be when somebody is to be removed, in SQL. */
export const administratorsValid = "interval '10 minutes'";

const lead = {
  name: 'lead-administrators',
  // Whoever comes second waits for the first: one call serves all leavers of ten minutes.
  text: `
    insert into known_administrators (connection_id, reading_until) values ($1, now() + interval '15 seconds')
    on conflict (connection_id) do update set reading_until = excluded.reading_until
    where (known_administrators.reading_until is null or known_administrators.reading_until < now())
      and (known_administrators.read_at is null or known_administrators.read_at < now() - ${administratorsValid})
    returning true as leading`,
};

/** Whether the caller is the one to ask DingTalk who administers the organisation; not where it is known by now. */
export async function leadAdministrators(db: Queryable, connectionId: ConnectionId): Promise<boolean> {
  return (await db.run(lead, [connectionId])).length > 0;
}

const save = {
  name: 'save-administrators',
  text: `
    update known_administrators
    set user_ids = coalesce($2::text[], user_ids), reading_until = null,
        read_at = case when $2::text[] is null then read_at else clock_timestamp() end
    where connection_id = $1`,
};

/** Keeps who administers the organisation; without a list, only lets others try. */
export async function saveAdministrators(
  db: Queryable,
  connectionId: ConnectionId,
  userIds?: readonly string[],
): Promise<void> {
  await db.run(save, [connectionId, userIds ?? null]);
}
