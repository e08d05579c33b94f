import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

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

/** Replaces the app that a connection speaks as. @returns whether there is such a connection */
export async function saveCredentials(
  tx: Queryable,
  id: ConnectionId,
  appKey: string,
  appSecretSealed: string,
): Promise<boolean> {
  return (await tx.run(save, [id, appKey, appSecretSealed])).length > 0;
}
