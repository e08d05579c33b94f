import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import { inOrder, linksOf } from './links-in-order.js';
import { belowOf } from './touch-dependants.js';
import { circled } from './wake.js';

/**
 * Links whose Resource is deleted, and which one of the same identity takes over, as a source of `inOrder`.
 *
 * @param ids userids, or marks of departments
 */
export const orphansOf = (kind: string, ids: string): string => `
      select id from link
      where connection_id = $1 and kind = ${kind} and resource_id is null
        and (external_id = any(${ids}) or mark = any(${ids}))`;

const touched = [
  orphansOf(`'account'`, '$2::text[]'),
  orphansOf(`'department'`, '$3::text[]'),
  linksOf('select unnest($4::uuid[])'),
  `${circled} and $5::boolean`,
];
const lock = { name: 'lock-births', text: inOrder(...touched) };
const lockBelow = {
  name: 'lock-births-below',
  text: inOrder(...touched, linksOf(belowOf('$4::uuid[]'))),
};

/** What leads from Resources that are about to be created to Links that are there. */
export interface Births {
  /** Under which userids what left of them may still be in DingTalk. */
  readonly userIds?: readonly string[];
  /** As userIds, of departments. */
  readonly marks?: readonly string[];
  readonly members?: readonly ResourceId[];
  /** Whether Groups are among the members: circles depend on them. */
  readonly edges?: boolean;
  /** Whether all that is below the members is touched too. */
  readonly below?: boolean;
}

/**
 * Takes all Links that the creation of Resources may touch, before any of them is created: what is taken over, and who
 * is in a new Group, in one statement. What became of those that were waited for shows to the next one.
 */
export async function lockBirths(
  tx: Queryable,
  connectionId: ConnectionId,
  { userIds = [], marks = [], members = [], edges = false, below = false }: Births,
): Promise<void> {
  await tx.run(below ? lockBelow : lock, [connectionId, userIds, marks, members, edges]);
}
