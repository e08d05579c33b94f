import type { ConnectionId, LinkId } from '#common';
import type { Queryable } from '../database.js';

/** Who of a role's people was found out to be, or not to be, its member; userids. */
export interface RoleMemberEdit {
  /** We have made them members. */
  readonly joined?: readonly string[];
  /** They are members no more, by us or because DingTalk does not know them. */
  readonly left?: readonly string[];
  /** All whom a read of the role has shown. */
  readonly shown?: readonly string[];
}

/** Accounts that are thought to be there, by their userids, as a source of `inOrder`. */
export const thereAmong = (userIds: string): string => `
      select id from link
      where connection_id = $1 and kind = 'account' and external_id = any(${userIds})
        and presence in ('present', 'leaving')`;

/** Those of them whom SCIM names as members of a role, and who are not known to be: as thereAmong. */
export const namedAmong = (role: string, userIds: string): string => `
      select a.id from link r
      join membership g on g.connection_id = $1 and g.group_id = r.resource_id
      join link a on a.connection_id = $1 and a.kind = 'account' and a.resource_id = g.member_id
      where r.connection_id = $1 and r.id = ${role} and a.external_id = any(${userIds}) and not exists (
        select from role_member p where p.connection_id = $1 and p.role_id = r.id and p.account_id = a.id)`;

const join = {
  name: 'join-role',
  text: `
    insert into role_member (connection_id, role_id, account_id)
    select $1, $2, id from (${thereAmong('$3::text[]')}) there
    on conflict do nothing`,
};

const leave = {
  name: 'leave-role',
  text: `
    delete from role_member m using link a
    where m.connection_id = $1 and m.role_id = $2 and a.connection_id = $1 and a.id = m.account_id
      and a.external_id = any($3::text[])`,
};

const take = {
  name: 'take-role-members',
  // Ours are those whom we have made members, as far as they still are, and those whom SCIM names and who are.
  text: `
    with gone as (
      delete from role_member m using link a
      where m.connection_id = $1 and m.role_id = $2 and a.connection_id = $1 and a.id = m.account_id
        and a.external_id <> all($3::text[])
    )
    insert into role_member (connection_id, role_id, account_id)
    select $1, $2, a.id
    from link r
    join membership g on g.connection_id = $1 and g.group_id = r.resource_id
    join link a on a.connection_id = $1 and a.kind = 'account' and a.resource_id = g.member_id
    where r.connection_id = $1 and r.id = $2 and a.id = any(array(${thereAmong('$3::text[]')}))
    on conflict do nothing`,
};

const doubt = {
  name: 'doubt-accounts',
  // DingTalk does not know them: whether they are there is looked at.
  text: `
    with doubted as (${thereAmong('$2::text[]')} order by id for no key update nowait)
    update link set doubtful = true, generation = generation + 1, due_at = least(due_at, now())
    from doubted where link.connection_id = $1 and link.id = doubted.id`,
};

/**
 * Keeps who is a member of a role by us. Those who come are locked: whoever has left DingTalk until then is none, and
 * whoever leaves it later is forgotten then.
 */
export async function editRoleMembers(
  tx: Queryable,
  connectionId: ConnectionId,
  role: LinkId,
  { joined = [], left = [], shown }: RoleMemberEdit,
): Promise<void> {
  if (joined.length > 0) await tx.run(join, [connectionId, role, joined]);
  if (left.length > 0) await tx.run(leave, [connectionId, role, left]);
  if (shown) await tx.run(take, [connectionId, role, shown]);
}

/** Has accounts looked at that DingTalk did not know. */
export async function doubtAccounts(
  tx: Queryable,
  connectionId: ConnectionId,
  userIds: readonly string[],
): Promise<void> {
  await tx.run(doubt, [connectionId, userIds]);
}

const forget = {
  name: 'forget-role-members',
  text: `
    delete from role_member
    where connection_id = $1 and (role_id = any($2::uuid[]) or account_id = any($2::uuid[]))`,
};

/** A role or account that is gone has no members and is none. */
export async function forgetRoleMembers(
  tx: Queryable,
  connectionId: ConnectionId,
  links: readonly LinkId[],
): Promise<void> {
  await tx.run(forget, [connectionId, links]);
}
