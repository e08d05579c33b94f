import type { ConnectionId, Lane, LinkId } from '#common';
import type { Queryable } from '../database.js';

const rests = (link: string): string => `
  (${link}.due_at is null or ${link}.due_at > now()) and (${link}.lease_until is null or ${link}.lease_until < now())`;

/** Who holds a key, whose key he is parked for, and so on; it ends with $2 where all of them go round in a ring. */
const chain = (key: string) => `
  with recursive chain (id) as (
    select link_id from claim where connection_id = $1 and key = ${key}
    union
    select c.link_id from chain
    join link l on l.connection_id = $1 and l.id = chain.id
    join claim c on c.connection_id = $1 and c.key = l.waiting_on
    where chain.id <> $2 and l.outcome = 'blocked' and ${rests('l')}
  )`;

/** Those who hold what the next one waits for, as a source of `inOrder`; $2 is the Link that parks for `key`. */
export const chainFrom = (key: string): string => `${chain(key)} select id from chain`;

/**
 * Of a ring its first; else whoever is the last to wait, for the value of one that waits for nobody and stays, where
 * another waits for his own of the same kind.
 */
const yielding = `
  ${chain('$3')}, first as (
    select id from chain where exists (select from chain where id = $2) order by id limit 1
  ), waiting (id, key) as (
    select $2::uuid, $3::text
    union all
    select l.id, l.waiting_on from chain
    join link l on l.connection_id = $1 and l.id = chain.id
    where l.outcome = 'blocked' and l.reason <> 'mobileTaken' and ${rests('l')}
  ), last as (
    select w.id, w.key from waiting w
    join claim c on c.connection_id = $1 and c.key = w.key
    join link h on h.connection_id = $1 and h.id = c.link_id
    where not exists (select from first) and ${rests('h')} and not (h.outcome = 'blocked' and exists (
      select from claim n where n.connection_id = $1 and n.key = h.waiting_on))
  ), yielding as (
    select id from first
    union all
    select id from last where exists (
      select from claim own join link w on w.connection_id = own.connection_id and w.waiting_on = own.key
      where own.connection_id = $1 and own.link_id = last.id
        and split_part(own.key, ':', 1) = split_part(last.key, ':', 1))
  )`;

const letsGo = {
  name: 'lets-go',
  text: `${yielding} select exists (select from yielding where id = $2) as yields`,
};

/**
 * Whether a Link that cannot have the value of `key` is to let go of its own, which it wants no more: it is the first
 * of a ring, where everybody from the holder of `key` on waits for a value that the next one holds; or somebody waits
 * for its own, while the holder of `key` stays. Who cannot have what he wants is in nobody else's way.
 */
export async function letsGoOfOwn(
  tx: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  key: string,
): Promise<boolean> {
  const [row] = await tx.run<{ yields: boolean }>(letsGo, [connectionId, id, key]);
  return row?.yields ?? false;
}

const lock = {
  name: 'lock-rings',
  text: `select pg_advisory_xact_lock(7644003, hashtext($1))`,
};

/** Of two that park for each other's value at one moment the second sees the first. Taken before any row is. */
export async function lockRings(tx: Queryable, connectionId: ConnectionId): Promise<void> {
  await tx.run(lock, [connectionId]);
}

const wake = {
  name: 'wake-yielding',
  text: `
    ${yielding}, free as (
      select l.id from link l join yielding on yielding.id = l.id
      where l.connection_id = $1 and (l.id <> $2 or exists (select from first)) for no key update of l nowait
    )
    update link set due_at = now() from free where link.connection_id = $1 and link.id = free.id
    returning link.lane`,
};

/**
 * Has whoever stands in the way of a Link that has just parked for `key` looked at again now: of a ring that it has
 * closed the first, of a row the last that waits. It goes without the value, or by a name that nobody wants, until it
 * has its own.
 *
 * @returns the lanes that have work now
 */
export async function wakeYielding(
  tx: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  key: string,
): Promise<readonly Lane[]> {
  const rows = await tx.run<{ lane: Lane }>(wake, [connectionId, id, key]);
  return rows.map(({ lane }) => lane);
}
