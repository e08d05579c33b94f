import type { ConnectionId, Lane } from '#common';
import type { Queryable } from '../database.js';

const wake = {
  name: 'wake-waiters',
  text: `
    with waiters as (
      select id from link where connection_id = $1 and waiting_on = any($2::text[]) order by id for no key update
    )
    update link set due_at = least(due_at, now())
    from waiters where link.connection_id = $1 and link.id = waiters.id
    returning link.lane`,
};

/**
 * Makes those who wait for any of the keys due. Runs as a statement of its own after the key has changed hands,
 * so that it sees whoever parked until then.
 *
 * @returns the lanes that have work now
 */
export async function wakeWaiters(
  tx: Queryable,
  connectionId: ConnectionId,
  keys: readonly string[],
): Promise<readonly Lane[]> {
  if (keys.length === 0) return [];
  const rows = await tx.run<{ lane: Lane }>(wake, [connectionId, keys]);
  return [...new Set(rows.map(({ lane }) => lane))];
}

const cycles = {
  name: 'wake-cycles',
  // Also those that are just being looked at: what they have read may be the old edges.
  text: `
    with circled as (
      select id from link
      where connection_id = $1 and kind = 'department'
        and (outcome = 'blocked' and reason = 'departmentCycle' or due_at <= now() and lease_until > now())
      order by id for no key update
    )
    update link set generation = generation + 1, due_at = least(due_at, now() + $2 * interval '1 millisecond')
    from circled where link.connection_id = $1 and link.id = circled.id`,
};

/** Has departments in a circle of Groups looked at again: an edge has gone, maybe not one of their own. */
export async function wakeCycles(
  tx: Queryable,
  connectionId: ConnectionId,
  debounceMs: number,
): Promise<void> {
  await tx.run(cycles, [connectionId, debounceMs]);
}

const awaited: Readonly<Record<string, { readonly name: string; readonly text: string }>> = {
  present: {
    name: 'await-present',
    text: `
      select presence <> 'present' and not out_of_scope and kind <> 'role' as missing from link
      where connection_id = $1 and (resource_id = $2::uuid or resource_id is null and id = $2::uuid)
      order by resource_id limit 1 for share`,
  },
  member: {
    name: 'await-member',
    text: `
      select not applied_departments @> array[$2::bigint] as missing from link
      where connection_id = $1 and resource_id = $3::uuid for share`,
  },
  gate: {
    name: 'await-gate',
    text: `
      select failures > 0 as missing from lane_state where connection_id = $1 and lane = $2 for share`,
  },
  empty: {
    name: 'await-empty',
    text: `
      select true as missing from link
      where connection_id = $1 and applied_departments @> array[$2::bigint] limit 1 for share`,
  },
};

const awaitedClaim = {
  name: 'await-claim',
  text: `select true as missing from claim where connection_id = $1 and key = $2 for share`,
};

/**
 * Whether a key is still awaited. The row that will change hands is locked, so that whoever changes it comes
 * after us and finds us waiting: no wake-up falls between the look and the parking.
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
