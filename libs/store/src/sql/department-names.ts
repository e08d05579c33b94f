import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'department-names',
  text: `
    select d.external_id::float8 as id, coalesce(r.body ->> 'displayName', d.applied ->> 'name') as name
    from link d left join resource r on r.connection_id = d.connection_id and r.id = d.resource_id
    where d.connection_id = $1 and d.kind = 'department' and d.external_id = any($2::text[])`,
};

/** The names of those departments that are Links of this connection. */
export async function departmentNames(
  db: Queryable,
  connectionId: ConnectionId,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const rows = await db.run<{ id: number; name: string | null }>(statement, [connectionId, ids.map(String)]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
