import type { ConnectionId, Lane } from '#common';
import type { Queryable } from '../database.js';
import { inOrder } from './links-in-order.js';

/** Who waits for any of the keys, as a source of `inOrder`. */
export const waitersFor = (keys: string): string =>
  `select id from link where connection_id = $1 and waiting_on = any(${keys})`;

const lock = { name: 'lock-waiters', text: inOrder(waitersFor('$2::text[]')) };

/** Takes those who wait for any of the keys, before it changes hands. */
export async function lockWaiters(
  tx: Queryable,
  connectionId: ConnectionId,
  keys: readonly string[],
): Promise<void> {
  await tx.run(lock, [connectionId, keys]);
}

const wake = {
  name: 'wake-waiters',
  text: `
    with waiters as (${waitersFor('$2::text[]')} order by id for no key update nowait)
    update link set due_at = least(due_at, now())
    from waiters where link.connection_id = $1 and link.id = waiters.id
    returning link.lane`,
};

/**
 * Makes those who wait for any of the keys due, whom the transaction has locked. Runs as a statement of its own after
 * the key has changed hands, so that it sees whoever parked until then.
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

/**
 * Departments in a circle of Groups, as a source of `inOrder`. Also those that are just being looked at: what they have
 * read may be the old edges.
 */
export const circled = `
      select id from link
      where connection_id = $1 and kind = 'department'
        and (outcome = 'blocked' and reason = 'departmentCycle' or due_at <= now() and lease_until > now())`;

const cycles = {
  name: 'wake-cycles',
  text: `
    with circled as (${circled} order by id for no key update nowait)
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
