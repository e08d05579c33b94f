import type { ConnectionId } from '#common';
import type { FieldPermission } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'crawl-hides-fields',
  text: `
    update mirror set hidden_fields = array(select distinct unnest(hidden_fields || $2::text[]) order by 1)
    where connection_id = $1`,
};

/** Notes that the app may not read some fields any more. */
export async function markHidden(
  db: Queryable,
  connectionId: ConnectionId,
  fields: readonly FieldPermission[],
): Promise<void> {
  await db.run(statement, [connectionId, fields]);
}
