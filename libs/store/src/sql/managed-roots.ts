import { Conflict } from '#common';
import type { Queryable } from '../database.js';

const lock = {
  name: 'lock-managed-roots',
  text: 'select pg_advisory_xact_lock(hashtextextended($1 || $2, 7644005))',
};

const overlapping = {
  name: 'overlapping-roots',
  // Below the company itself is everything; what else lies below what only DingTalk knows.
  text: `
    select 1 as n from connection
    where id <> $3 and direction = 'scim-to-dingtalk' and state <> 'ending'
      and (oapi_base = $1 and app_key = $2
        or id in (select other_id from neighbour where connection_id = $3))
      and (coalesce((settings ->> 'rootDepartmentId')::bigint, 1) in (1, $4) or $4 = 1)
    limit 1`,
};

/** Where a connection that writes DingTalk has its departments. */
export interface ManagedRoot {
  readonly id: string;
  readonly oapiBase: string;
  readonly appKey: string;
  readonly rootDepartmentId: number;
}

/**
 * Of two connections that write one organisation none may have its departments below the other's: each would take the
 * other's for strangers. Whoever saves a root holds the app's lock until that is committed; that two apps are of one
 * organisation is known once one connection has seen the other's stamp.
 *
 * @throws Conflict('rootDepartmentId')
 */
export async function demandOwnRoot(
  tx: Queryable,
  { id, oapiBase, appKey, rootDepartmentId }: ManagedRoot,
): Promise<void> {
  await tx.run(lock, [oapiBase, appKey]);
  const others = await tx.run(overlapping, [oapiBase, appKey, id, rootDepartmentId]);
  if (others.length > 0) throw new Conflict('rootDepartmentId');
}
