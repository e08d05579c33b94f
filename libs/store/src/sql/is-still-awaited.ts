import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

/**
 * Who lies in a department. Asked for one of them, Postgres walks through all Links until it meets him, to the end where
 * there is none: they are found by their index, and then one of them is taken.
 */
const liesIn = (departmentId: string): string =>
  `select id from link where connection_id = $1 and applied_departments @> array[${departmentId}]`;

/** The Links one of which is looked at, as a source of `inOrder`: of a Resource or by its own id, or in a department. */
export const awaitedLinks = (id: string, departmentId: string): string => `
      select id from link
      where connection_id = $1 and (resource_id = ${id} or resource_id is null and id = ${id})
      union
      select (array_agg(id))[1] from (${liesIn(departmentId)} and ${departmentId} is not null) inside`;

/** What `awaitedLinks` is asked for: the id and the department that a key names. */
export function awaitedOf(key: string): readonly [id: string | null, departmentId: string | null] {
  const [kind, first = null, second = null] = key.split(':');
  if (kind === 'present') return [first, null];
  if (kind === 'member') return [second, null];
  return kind === 'empty' ? [null, first] : [null, null];
}

const awaited: Readonly<Record<string, { readonly name: string; readonly text: string }>> = {
  present: {
    name: 'await-present',
    text: `
      select presence <> 'present' and (not out_of_scope or path_key is not null) and kind <> 'role' as missing from link
      where connection_id = $1 and (resource_id = $2::uuid or resource_id is null and id = $2::uuid)
      order by resource_id limit 1 for share nowait`,
  },
  member: {
    name: 'await-member',
    text: `
      select not applied_departments @> array[$2::bigint] as missing from link
      where connection_id = $1 and resource_id = $3::uuid for share nowait`,
  },
  gate: {
    name: 'await-gate',
    text: `
      select failures > 0 as missing from lane_state where connection_id = $1 and lane = $2 for share`,
  },
  empty: {
    name: 'await-empty',
    // One that somebody else has is not waited for. Of those who lie in it one was locked before: it is told, or has left.
    text: `
      select true as missing from link
      where connection_id = $1 and id = any(array(${liesIn('$2::bigint')})) limit 1 for share skip locked`,
  },
};

const awaitedClaim = {
  name: 'await-claim',
  text: `select true as missing from claim where connection_id = $1 and key = $2 for share`,
};

/**
 * Whether a key is still awaited. The row that will change hands is locked, so that whoever changes it comes
 * after us and finds us waiting: no wake-up falls between the look and the parking. A Link is locked before, in the one
 * order; a claim and a gate come after all Links, also where they change hands.
 */
export async function isStillAwaited(
  tx: Queryable,
  connectionId: ConnectionId,
  key: string,
): Promise<boolean> {
  const [kind = '', ...names] = key.split(':');
  const statement = awaited[kind];
  const rows = await tx.run<{ missing: boolean }>(statement ?? awaitedClaim, [
    connectionId,
    ...(statement ? names : [key]),
  ]);
  // A Link that is not there any more was taken over, or buried: whoever waits for it has to look anew.
  return rows[0]?.missing ?? false;
}
