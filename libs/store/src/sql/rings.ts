import type { ConnectionId, Lane, LinkId } from '#common';
import type { Queryable } from '../database.js';

/** Who holds a key, whose key he is parked for, and so on; it ends with $2 where all of them go round in a ring. */
const chain = (key: string) => `
  with recursive chain (id) as (
    select link_id from claim where connection_id = $1 and key = ${key}
    union
    select c.link_id from chain
    join link l on l.connection_id = $1 and l.id = chain.id
    join claim c on c.connection_id = $1 and c.key = l.waiting_on
    where chain.id <> $2 and l.outcome = 'blocked'
      and (l.due_at is null or l.due_at > now()) and (l.lease_until is null or l.lease_until < now())
  )`;
const first = `
  ${chain('$3')}, first as (
    select id from chain where exists (select from chain where id = $2) order by id limit 1
  )`;

/** Those who hold what the next one waits for, as a source of `inOrder`; $2 is the Link that parks for `key`. */
export const chainFrom = (key: string): string => `${chain(key)} select id from chain`;

const letsGo = {
  name: 'lets-go',
  text: `${first} select exists (select from first where id = $2) as first`,
};

/**
 * Whether everybody from the holder of `key` on waits for a value that the next one holds, round to this Link, and
 * this one is the first of the ring: the one that lets go of its own value, so that the ring can move.
 */
export async function isFirstOfRing(
  tx: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  key: string,
): Promise<boolean> {
  const [row] = await tx.run<{ first: boolean }>(letsGo, [connectionId, id, key]);
  return row?.first ?? false;
}

const lock = {
  name: 'lock-rings',
  text: `select pg_advisory_xact_lock(7644003, hashtext($1))`,
};

/** Of two that park for each other's value at one moment the second sees the first. Taken before any row is. */
export async function lockRings(tx: Queryable, connectionId: ConnectionId): Promise<void> {
  await tx.run(lock, [connectionId]);
}

const wakeFirst = {
  name: 'wake-ring',
  text: `
    ${first}, free as (
      select l.id from link l join first on first.id = l.id
      where l.connection_id = $1 for no key update of l nowait
    )
    update link set due_at = now() from free where link.connection_id = $1 and link.id = free.id
    returning link.lane`,
};

/**
 * Has the first of a ring that a Link has just closed looked at again now: it goes without the value, or has a name
 * that nobody wants, until the others have theirs.
 *
 * @returns the lanes that have work now
 */
export async function wakeRing(
  tx: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  key: string,
): Promise<readonly Lane[]> {
  const rows = await tx.run<{ lane: Lane }>(wakeFirst, [connectionId, id, key]);
  return rows.map(({ lane }) => lane);
}
