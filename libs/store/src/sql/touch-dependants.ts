import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { isAway } from './note-returns.js';

/**
 * Makes Links due that depend on something without waiting for it; also those that are just being looked at. Whoever
 * touches has locked them before: see `inOrder`. Tells those whose return it may be.
 */
const touching = (dependants: string) => `
    with dependants as (${dependants}), ordered as (
      select l.id from link l join dependants d on d.id = l.resource_id
      where l.connection_id = $1 order by l.id for no key update of l nowait
    ), due as (
      update link set generation = generation + 1, attempts = 0, due_at = least(due_at, now())
      from ordered where link.connection_id = $1 and link.id = ordered.id
      returning link.resource_id as id, ${isAway('link')} as away
    )
    select id from due where away`;

/** The Resources of a manager's reports. */
export const reportsOf = (manager: string): string =>
  `select id from resource where connection_id = $1 and manager_id = ${manager}`;

const reports = { name: 'touch-reports', text: touching(reportsOf('$2::uuid')) };

/** Has the reports of a manager looked at: he has left, or is counted on no more. */
export async function touchReports(
  tx: Queryable,
  connectionId: ConnectionId,
  manager: ResourceId,
): Promise<void> {
  await tx.run(reports, [connectionId, manager]);
}

/** The Resources of the roles of an account: of those it is to be in, and of those it is in. */
export const rolesOf = (account: string): string => `
      select r.resource_id as id from link a
      join membership m on m.connection_id = $1 and m.member_id = a.resource_id
      join link r on r.connection_id = $1 and r.resource_id = m.group_id and r.kind = 'role'
      where a.connection_id = $1 and a.id = ${account}
      union
      select r.resource_id from role_member p join link r on r.connection_id = $1 and r.id = p.role_id
      where p.connection_id = $1 and p.account_id = ${account} and r.resource_id is not null`;

const roles = { name: 'touch-roles', text: touching(rolesOf('$2::uuid')) };

/** Has the roles of an account looked at: it is there from now on, or leaves. */
export async function touchRoles(tx: Queryable, connectionId: ConnectionId, account: LinkId): Promise<void> {
  await tx.run(roles, [connectionId, account]);
}

/** All members of Groups, through other Groups too; "union" without "all" ends on cycles. */
export const belowOf = (groups: string): string => `
      with recursive down (id) as (
        select unnest(${groups})
        union
        select m.member_id from down join membership m on m.connection_id = $1 and m.group_id = down.id
      )
      select id from down where id <> all(${groups})`;

const below = { name: 'touch-below-groups', text: touching(belowOf('$2::uuid[]')) };

/** Has all members of Groups looked at, through other Groups too. @returns whose return it may be: see noteReturns */
export async function touchBelow(
  tx: Queryable,
  connectionId: ConnectionId,
  groups: readonly ResourceId[],
): Promise<readonly ResourceId[]> {
  const back = await tx.run<{ id: ResourceId }>(below, [connectionId, groups]);
  return back.map(({ id }) => id);
}

const scoped = {
  name: 'is-scoped-by-groups',
  text: `
    select jsonb_path_exists(settings, '$.scope.includedGroups[*]')
      or jsonb_path_exists(settings, '$.scope.excludedGroups[*]') as scoped
    from connection where id = $1`,
};

/** Whether membership decides what a connection syncs: then an edge between Groups moves whole branches. */
export async function isScopedByGroups(tx: Queryable, connectionId: ConnectionId): Promise<boolean> {
  const [row] = await tx.run<{ scoped: boolean }>(scoped, [connectionId]);
  return row?.scoped ?? false;
}
