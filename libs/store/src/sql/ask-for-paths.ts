import type { ConnectionId, Lane, LinkId } from '#common';
import { presenceKey } from '#provisioning';
import type { Queryable } from '../database.js';
import { inOrder } from './links-in-order.js';
import { closeItems, lockLists } from './run-items.js';
import { wakeWaiters } from './wake.js';
import { wants } from './wants.js';

const alone = {
  name: 'paths-alone',
  // Two people of one new department must not make it twice: asking is rare, and goes one after the other.
  text: `select pg_advisory_xact_lock(hashtextextended($1::text, 7644))`,
};

const before = {
  name: 'paths-before',
  text: `
    select wanted_paths as keys, path_key as own, external_id is null and presence in ('none', 'gone') as unmade
    from link where connection_id = $1 and id = $2 and lease_epoch = $3`,
};

const standing = {
  name: 'path-standing',
  text: 'select id from link where connection_id = $1 and path_key = $2 and resource_id is null',
};

/** Whose path leads over one of others, as a source of `inOrder`. */
const followersOf = (keys: string) => `select id from link w where connection_id = $1 and ${wants(keys)}`;

const lock = {
  name: 'lock-paths',
  text: inOrder(
    'select $2::uuid',
    'select id from link where connection_id = $1 and path_key = any($3::text[])',
    followersOf('$4::text[]'),
    `select w.id from link l
      join link w on w.connection_id = $1 and w.waiting_on = 'present:' || l.id::text
      where l.connection_id = $1 and l.path_key = $5 and l.resource_id is null`,
  ),
};

const ask = {
  name: 'ask-for-paths',
  text: `
    update link set wanted_paths = $4::text[], path_key = $5, path = $6::text[]
    where connection_id = $1 and id = $2 and lease_epoch = $3
    returning id`,
};

const make = {
  name: 'make-paths',
  text: `
    insert into link (connection_id, id, kind, lane, due_at, outcome, path_key, path)
    select $1, gen_random_uuid(), 'department', 'departments', now(), 'retry', step.key,
      array(select jsonb_array_elements_text(step.segments))
    from jsonb_to_recordset($2::jsonb) as step (key text, segments jsonb)
    where not exists (
      select from link l where l.connection_id = $1 and l.path_key = step.key)
    returning lane`,
};

const stir = {
  name: 'stir-paths',
  // Those no longer asked for, or in whose place a Group stands now, may go; those on their way out may have to stay.
  // Of a Group that is synced no more both may be.
  text: `
    update link set generation = generation + 1, attempts = 0, due_at = least(due_at, now())
    where connection_id = $1 and id <> $2 and kind = 'department' and (
      resource_id is null
        and (path_key = any($3::text[]) or path_key = any($4::text[]) and presence in ('leaving', 'gone', 'none'))
      or resource_id is not null and out_of_scope and path_key = any($5::text[]))
    returning lane`,
};

const follow = {
  name: 'follow-paths',
  // Nothing stands where this Link stood, or another where it stands: whose path leads there has to ask again.
  text: `
    with followers as (${followersOf('$2::text[]')} order by id for no key update nowait)
    update link set generation = generation + 1, attempts = 0, due_at = least(due_at, now())
    from followers where link.connection_id = $1 and link.id = followers.id
    returning lane`,
};

const takeOver = {
  name: 'take-over-path',
  // A Group that comes to stand where only a path stood: the department is there already, and so is its name.
  text: `
    with left_behind as (
      delete from link
      where connection_id = $1 and id = (
        select id from link
        where connection_id = $1 and path_key = $4 and resource_id is null
          and presence not in ('creating', 'gone') and (lease_until is null or lease_until < now())
        order by external_id is null, created_at, id limit 1)
      returning id, external_id, presence, applied, applied_departments, applied_at
    ), inherited as (
      update claim set link_id = $2 from left_behind old where claim.connection_id = $1 and claim.link_id = old.id
    ), taken as (
      update link
      set external_id = old.external_id, presence = old.presence, applied = old.applied,
          applied_departments = old.applied_departments, applied_at = old.applied_at
      from left_behind old where link.connection_id = $1 and link.id = $2 and link.lease_epoch = $3
    )
    select id from left_behind`,
};

interface Before {
  readonly keys: readonly string[];
  readonly own: string | null;
  /** Whether it has nothing in DingTalk. */
  readonly unmade: boolean;
}

export interface PathsAsked {
  readonly connectionId: ConnectionId;
  readonly id: LinkId;
  readonly epoch: number;
  /** The path that the Link itself stands for. */
  readonly own?: { readonly key: string; readonly segments: readonly string[] };
  /** The departments on the way, the topmost first. */
  readonly steps: readonly { readonly key: string; readonly segments: readonly string[] }[];
}

/**
 * Writes down which paths lead to a Link, makes the departments that are missing on the way and looks again at
 * those that are no longer asked for.
 *
 * @returns the lanes that have work now; undefined when the lease was lost
 */
export async function askForPaths(tx: Queryable, asked: PathsAsked): Promise<readonly Lane[] | undefined> {
  const { connectionId, id, epoch, own, steps } = asked;
  await tx.run(alone, [connectionId]);
  const [old] = await tx.run<Before>(before, [connectionId, id, epoch]);
  if (!old) return undefined;
  const keys = steps.map(({ key }) => key);
  const dropped = old.keys.filter((key) => !keys.includes(key));
  const moves = old.own !== (own?.key ?? null);
  const left = moves && old.own !== null ? [old.own] : [];
  // With a department of its own it takes over none: the one that stands there for the path has to make room.
  const entered = moves && own && !old.unmade ? [own.key] : [];
  const turned = [...left, ...entered];
  const paths = [...keys, ...dropped, ...(own ? [own.key] : [])];
  if (own && old.unmade) {
    const stood = await tx.run<{ id: LinkId }>(standing, [connectionId, own.key]);
    // Of what is taken over nothing is left to be decided; lists come before Links.
    if (stood.length > 0)
      await lockLists(
        tx,
        connectionId,
        stood.map((link) => link.id),
      );
  }
  await tx.run(lock, [connectionId, id, paths, turned, own?.key ?? null]);
  const values = [connectionId, id, epoch, keys, own?.key ?? null, own?.segments ?? null];
  if ((await tx.run(ask, values)).length === 0) return undefined;
  const made = [
    ...(await tx.run<{ lane: Lane }>(make, [connectionId, JSON.stringify(steps)])),
    ...(await tx.run<{ lane: Lane }>(stir, [connectionId, id, [...dropped, ...entered], keys, paths])),
    ...(turned.length === 0 ? [] : await tx.run<{ lane: Lane }>(follow, [connectionId, turned])),
  ];
  const woken = new Set(made.map(({ lane }) => lane));
  if (own && old.unmade) {
    const [gone] = await tx.run<{ id: LinkId }>(takeOver, [connectionId, id, epoch, own.key]);
    if (gone) {
      await closeItems(tx, connectionId, [gone.id], 'moved');
      for (const lane of await wakeWaiters(tx, connectionId, [presenceKey(gone.id)])) woken.add(lane);
    }
  }
  return [...woken];
}
