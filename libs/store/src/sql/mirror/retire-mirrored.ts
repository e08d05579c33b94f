import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import { absentNow } from './absent.js';
import type { Absent } from './absent.js';

const statement = {
  name: 'retire-mirrored',
  text: `
    with gone as materialized (${absentNow} and m.kind = 'account' and m.left_at is null), moved as (
      delete from membership using gone where connection_id = $1 and member_id = gone.id returning group_id as id
    ), bumped as (
      update resource set generation = generation + 1, modified_at = now()
      from (select distinct id from moved) moved where connection_id = $1 and resource.id = moved.id
    ), inactive as (
      update resource
      set generation = generation + 1, modified_at = now(), body = body || '{"active": false}'
      from gone where connection_id = $1 and resource.id = gone.id
    )
    update mirrored set left_at = now(), fingerprint = null, group_ids = '{}', observed_at = gone.observed_at
    from gone where connection_id = $1 and mirrored.kind = gone.kind and mirrored.external_id = gone.external_id`,
};

/** Makes people who left inactive; what else is gone stays as it is. */
export async function retireMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  absent: readonly Absent[],
): Promise<void> {
  await tx.run(statement, [connectionId, JSON.stringify(absent)]);
}
