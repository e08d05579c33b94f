import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'are-departments-mirrored',
  text: `
    with staged as materialized (
      select s.external_id, s.row is not null as shown
      from mirror_staged s join mirror x on x.connection_id = s.connection_id and x.stage <> 'idle'
      where s.connection_id = $1 and s.kind = 'department' and s.external_id = any($2::text[])
    )
    select exists (
      select from staged where shown
      union all
      select from mirrored m
      where connection_id = $1 and kind = 'department' and external_id = any($2::text[]) and not exists (
        select from staged s where s.external_id = m.external_id and not s.shown)
    ) as shown`,
};

/** Whether one of these departments is mirrored, by what was read last. */
export async function isAnyDepartmentMirrored(
  db: Queryable,
  connectionId: ConnectionId,
  departmentIds: readonly number[],
): Promise<boolean> {
  const [row] = await db.run<{ shown: boolean }>(statement, [connectionId, departmentIds.map(String)]);
  return row?.shown ?? false;
}
