import type { ConnectionId, JsonObject, LinkId, ResourceId } from '#common';
import { groupsNamedIn, leaveCauseOf, settingsSchema } from '#provisioning';
import type { Queryable } from '../database.js';
import { scopeGroups } from './scope-groups.js';

/** Whether the grace period of somebody runs who is synced no more; who is not in DingTalk has none. */
export const isAway = (link: string): string => `
  ${link}.kind = 'account' and ${link}.leave_cause = 'outOfScope' and ${link}.leave_from is not null
    and ${link}.presence not in ('none', 'gone')`;

const settingsOf = {
  name: 'settings-for-returns',
  text: 'select settings from connection where id = $1',
};

const away = {
  name: 'who-is-away',
  text: `
    select l.id, r.body, ${scopeGroups('$1', 'l.resource_id', '$3::uuid[]')} as "scopeGroups"
    from link l join resource r on r.connection_id = $1 and r.id = l.resource_id
    where l.connection_id = $1 and l.resource_id = any($2::uuid[]) and ${isAway('l')}`,
};

interface Away {
  readonly id: LinkId;
  readonly body: JsonObject;
  readonly scopeGroups: readonly ResourceId[];
}

const note = {
  name: 'note-returns',
  text: 'update link set leave_from = null where connection_id = $1 and id = any($2::uuid[])',
};

/**
 * Ends the grace period of those who are in scope again by what has just been written, whether or not anybody looks at
 * them before they leave it once more. Whoever calls has just written their Links.
 *
 * @param ids those who were away before that: see isAway
 */
export async function noteReturns(
  tx: Queryable,
  connectionId: ConnectionId,
  ids: readonly ResourceId[],
): Promise<void> {
  if (ids.length === 0) return;
  const [row] = await tx.run<{ settings: unknown }>(settingsOf, [connectionId]);
  const settings = settingsSchema.parse(row?.settings);
  const people = await tx.run<Away>(away, [connectionId, ids, groupsNamedIn(settings.scope)]);
  const back = people.filter(
    ({ body, scopeGroups: groups }) =>
      leaveCauseOf({ person: body, scopeGroups: groups, settings }) !== 'outOfScope',
  );
  if (back.length > 0) await tx.run(note, [connectionId, back.map(({ id }) => id)]);
}
