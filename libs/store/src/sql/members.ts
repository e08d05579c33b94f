import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

export interface Member {
  readonly value: ResourceId;
  readonly type: 'User' | 'Group';
  readonly display?: string;
}

const list = {
  name: 'list-members',
  text: `
    select m.group_id as "groupId", m.member_id as value, m.member_type as type, r.body ->> 'displayName' as display
    from membership m join resource r on r.connection_id = m.connection_id and r.id = m.member_id
    where m.connection_id = $1 and m.group_id = any($2::uuid[])
    order by m.seq`,
};

/** The members of each Group, in the order they joined. */
export async function membersOf(
  db: Queryable,
  connectionId: ConnectionId,
  groups: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, readonly Member[]>> {
  const rows = await db.run<Omit<Member, 'display'> & { groupId: ResourceId; display: string | null }>(list, [
    connectionId,
    groups,
  ]);
  const found = new Map<ResourceId, Member[]>();
  for (const { groupId, value, type, display } of rows) {
    const member = { value, type, ...(display === null ? {} : { display }) };
    const list = found.get(groupId);
    if (list) list.push(member);
    else found.set(groupId, [member]);
  }
  return found;
}

const resolve = {
  name: 'resolve-members',
  text: 'select id, type from resource where connection_id = $1 and id = any($2::uuid[])',
};

/** The types of those ids that exist. */
export async function resolveMembers(
  db: Queryable,
  connectionId: ConnectionId,
  ids: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, 'User' | 'Group'>> {
  const rows = await db.run<{ id: ResourceId; type: 'User' | 'Group' }>(resolve, [connectionId, ids]);
  return new Map(rows.map(({ id, type }) => [id, type]));
}

const add = {
  name: 'add-members',
  // A member that was deleted meanwhile is simply not there to be added.
  text: `
    insert into membership (connection_id, group_id, member_id, member_type)
    select $1, $2, r.id, r.type from unnest($3::uuid[]) with ordinality wanted (id, place)
    join resource r on r.connection_id = $1 and r.id = wanted.id
    order by wanted.place
    on conflict do nothing
    returning member_id as id`,
};

const remove = {
  name: 'remove-members',
  text: `
    delete from membership where connection_id = $1 and group_id = $2 and member_id = any($3::uuid[])
    returning member_id as id`,
};

const removeOthers = {
  name: 'remove-other-members',
  text: `
    delete from membership where connection_id = $1 and group_id = $2 and member_id <> all($3::uuid[])
    returning member_id as id`,
};

type Edit = (
  tx: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  ids: readonly ResourceId[],
) => Promise<readonly ResourceId[]>;

const edit =
  (statement: typeof add): Edit =>
  async (tx, connectionId, group, ids) => {
    const rows = await tx.run<{ id: ResourceId }>(statement, [connectionId, group, ids]);
    return rows.map(({ id }) => id);
  };

/** Adds members; returns those that were none before. */
export const addMembers: Edit = edit(add);
/** Removes members; returns those that were some. */
export const removeMembers: Edit = edit(remove);
/** Removes every member that is not among `ids`; returns them. */
export const removeOtherMembers: Edit = edit(removeOthers);

const key = `hashtextextended($1::text, 7643)`;
const edges = { name: 'lock-group-edges', text: `select pg_advisory_xact_lock(${key})` };
const freeEdges = { name: 'try-group-edges', text: `select pg_try_advisory_xact_lock(${key}) as got` };

/**
 * Edits of Group-in-Group edges go one after the other in a connection. Whoever holds rows that another edit may
 * want does not wait for this: see `tryGroupEdges`.
 */
export async function lockGroupEdges(tx: Queryable, connectionId: ConnectionId): Promise<void> {
  await tx.run(edges, [connectionId]);
}

/** As lockGroupEdges, without waiting. @returns whether they are ours now */
export async function tryGroupEdges(tx: Queryable, connectionId: ConnectionId): Promise<boolean> {
  const [row] = await tx.run<{ got: boolean }>(freeEdges, [connectionId]);
  return row?.got ?? false;
}

const count = {
  name: 'count-members',
  text: `
    select count(*)::int as n from (
      select from membership where connection_id = $1 and group_id = $2 limit $3) counted`,
};

/** How many members a Group has, counted up to `limit`. */
export async function countMembers(
  db: Queryable,
  connectionId: ConnectionId,
  group: ResourceId,
  limit: number,
): Promise<number> {
  return (await db.run<{ n: number }>(count, [connectionId, group, limit]))[0]?.n ?? 0;
}
