import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import { counting } from '../counting.js';
import { absentNow } from './absent.js';
import type { Absent } from './absent.js';

const statement = {
  name: 'forget-mirrored',
  text: `
    with gone as materialized (${absentNow}), moved as (
      select group_id as id from membership join gone on member_id = gone.id where connection_id = $1
      union select member_id from membership join gone on group_id = gone.id where connection_id = $1
      union select r.id from resource r join gone on r.manager_id = gone.id where r.connection_id = $1
    ), bumped as (
      update resource set generation = generation + 1, modified_at = now()
      from moved where connection_id = $1 and resource.id = moved.id and moved.id not in (select id from gone)
    ), removed as (
      delete from resource using gone where connection_id = $1 and resource.id = gone.id returning resource.type, resource.seq
    ), counted as (
      ${counting('removed', -1, '$3')}
    ), unlinked as (
      delete from link using gone where connection_id = $1 and link.resource_id = gone.id
    )
    delete from mirrored using gone
    where connection_id = $1 and mirrored.kind = gone.kind and mirrored.external_id = gone.external_id
    returning 1 as n`,
};

/** Removes Resources whose account, department or role is gone. @returns how many there were */
export async function forgetMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  absent: readonly Absent[],
  shard: number,
): Promise<number> {
  return (await tx.run(statement, [connectionId, JSON.stringify(absent), shard])).length;
}
