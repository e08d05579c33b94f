import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import type { Finish } from './finish-link.js';
import { awaitedLinks, awaitedOf } from './is-still-awaited.js';
import { inOrder, linksOf } from './links-in-order.js';
import { chainFrom } from './rings.js';
import { namedAmong, thereAmong } from './role-members.js';
import { belowOf, reportsOf, rolesOf } from './touch-dependants.js';
import { waitersFor } from './wake.js';

/** What of a finish leads to other Links than its own. */
export interface FinishReach extends Pick<Finish, 'id' | 'ending' | 'keep' | 'doubted' | 'members'> {
  /** Keys that are there from now on or are free again. */
  readonly gained: readonly string[];
  /** Whose Links depend on it without waiting for it: they are looked at too. */
  readonly dependants?: { readonly of: 'manager' | 'group'; readonly resourceId: ResourceId };
  /** Whether the roles of this account are looked at: it is there from now on, or not any more. */
  readonly touchesRoles?: boolean;
}

const released =
  'array(select key from claim where connection_id = $1 and link_id = $2 and key <> all($4::text[]))';

/** Each source is the one that the statement has which writes; where it is not asked for, it is given null. */
const touched = [
  'select $2::uuid',
  waitersFor(`($3::text[] || ${released})`),
  linksOf(rolesOf('$5::uuid')),
  linksOf(reportsOf('$6::uuid')),
  thereAmong('$7::text[]'),
  awaitedLinks('$8::uuid', '$9::bigint'),
  chainFrom('$10::text'),
  namedAmong('$2::uuid', '$11::text[]'),
];
const lock = { name: 'lock-finish', text: inOrder(...touched) };
const lockBelow = { name: 'lock-finish-below', text: inOrder(...touched, linksOf(belowOf('$12::uuid[]'))) };

/** Takes all Links that a finish may touch, its own among them, before any of them is written. */
export async function lockFinish(
  tx: Queryable,
  connectionId: ConnectionId,
  done: FinishReach,
): Promise<void> {
  const { id, gained, keep, doubted, members, dependants, touchesRoles = false } = done;
  const { waitingOn, outcome } = done.ending;
  const looksAround = keep ?? doubted ?? members ?? dependants ?? waitingOn;
  if (looksAround === undefined && gained.length === 0 && !touchesRoles) return;
  const values = [
    connectionId,
    id,
    gained,
    keep ?? null,
    touchesRoles ? id : null,
    dependants?.of === 'manager' ? dependants.resourceId : null,
    [...(doubted ?? []), ...(members?.joined ?? [])],
    ...awaitedOf(waitingOn ?? ''),
    outcome === 'blocked' ? (waitingOn ?? null) : null,
    members?.shown ?? null,
  ];
  if (dependants?.of === 'group') await tx.run(lockBelow, [...values, [dependants.resourceId]]);
  else await tx.run(lock, values);
}
