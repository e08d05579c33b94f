import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

/** How old what is known of a role group may be when a role is to be made in it, in SQL. */
export const roleGroupValid = "interval '1 minute'";

const lead = {
  name: 'lead-role-group',
  // Whoever comes second waits for the first: one call serves all roles of a minute, and no group is made twice.
  text: `
    insert into role_group (connection_id, name, reading_until) values ($1, $2, now() + interval '15 seconds')
    on conflict (connection_id, name) do update set reading_until = excluded.reading_until
    where (role_group.reading_until is null or role_group.reading_until < now())
      and case when $3 then role_group.group_id is null
        else role_group.read_at is null or role_group.read_at < now() - ${roleGroupValid} end
    returning group_id as "groupId"`,
};

/** What the leader knows of the group so far. */
export interface LedRoleGroup {
  readonly groupId: number | null;
}

/**
 * Whether the caller is the one to read a role group, or to make it; it must save soon.
 *
 * @returns undefined: somebody else is, or was
 */
export async function leadRoleGroup(
  db: Queryable,
  connectionId: ConnectionId,
  name: string,
  toMake: boolean,
): Promise<LedRoleGroup | undefined> {
  const [row] = await db.run<{ groupId: string | number | null }>(lead, [connectionId, name, toMake]);
  return row && { groupId: row.groupId === null ? null : Number(row.groupId) };
}

const save = {
  name: 'save-role-group',
  text: `
    update role_group set group_id = $3, roles = $4, read_at = clock_timestamp(), reading_until = null
    where connection_id = $1 and name = $2`,
};

/** A role group as it was read. */
export interface ReadRoleGroup {
  /** null: there is none of the name. */
  readonly groupId: number | null;
  readonly roles: readonly { readonly roleId: number; readonly name: string }[];
}

/** Keeps what was read of a role group. */
export async function saveRoleGroup(
  db: Queryable,
  connectionId: ConnectionId,
  name: string,
  { groupId, roles }: ReadRoleGroup,
): Promise<void> {
  await db.run(save, [connectionId, name, groupId, JSON.stringify(roles)]);
}

const doubt = {
  name: 'doubt-role-groups',
  text: 'update role_group set read_at = null, reading_until = null where connection_id = $1',
};

/** What is known of role groups is true no more: it is read anew before the next role is made. */
export async function doubtRoleGroups(db: Queryable, connectionId: ConnectionId): Promise<void> {
  await db.run(doubt, [connectionId]);
}
