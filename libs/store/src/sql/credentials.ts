import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';
import { demandOwnRoot } from './managed-roots.js';

const before = {
  name: 'before-credentials',
  text: `
    select direction, oapi_base as "oapiBase", coalesce((settings ->> 'rootDepartmentId')::bigint, 1) as root
    from connection where id = $1 and state <> 'ending' for no key update`,
};

interface Before {
  readonly direction: string;
  readonly oapiBase: string;
  readonly root: string | number;
}

const save = {
  name: 'save-credentials',
  // A token that the old secret got is not what the new one has to prove itself by.
  text: `
    with saved as (
      update connection set app_key = $2, app_secret_sealed = $3, updated_at = now()
      where id = $1 and state <> 'ending' returning id, oapi_base
    ), stale as (
      delete from app_token using saved where app_token.base_url = saved.oapi_base and app_token.app_key = $2
    )
    select id from saved`,
};

/**
 * Replaces the app that a connection speaks as.
 *
 * @returns whether there is such a connection
 * @throws Conflict('rootDepartmentId') where another connection of the new app writes below its root
 */
export async function saveCredentials(
  tx: Queryable,
  id: ConnectionId,
  appKey: string,
  appSecretSealed: string,
): Promise<boolean> {
  const [was] = await tx.run<Before>(before, [id]);
  if (was?.direction === 'scim-to-dingtalk') {
    const { oapiBase, root } = was;
    await demandOwnRoot(tx, { id, oapiBase, appKey, rootDepartmentId: Number(root) });
  }
  return (await tx.run(save, [id, appKey, appSecretSealed])).length > 0;
}
