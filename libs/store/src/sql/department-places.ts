import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

/** Deeper than any company: DingTalk's tree has 15 levels at most, and a circle must end. */
export const maxDepartmentDepth = 32;

/** Whether a Link is that of the department with a dept_id; all three are SQL. */
export const departmentAt = (alias: string, connection: string, deptId: string): string =>
  `${alias}.connection_id = ${connection} and ${alias}.kind = 'department' and ${alias}.external_id = ${deptId}`;

const statement = {
  name: 'department-places',
  text: `
    with recursive up (resource_id, above, names, depth) as (
      select resource_id, applied ->> 'parentId', array[applied ->> 'name'], 1 from link
      where connection_id = $1 and resource_id = any($2::uuid[]) and kind = 'department'
        and presence in ('present', 'leaving')
      union all
      select up.resource_id, l.applied ->> 'parentId', (l.applied ->> 'name') || up.names, up.depth + 1
      from up join link l on ${departmentAt('l', '$1', 'up.above')}
      where up.depth < ${String(maxDepartmentDepth)}
    ), place as (
      select distinct on (resource_id) resource_id, array_to_string(names, '/') as path
      from up order by resource_id, depth desc
    )
    select place.resource_id as "resourceId", place.path, first.above as "parentDeptId",
      parent.resource_id as "parentId", group_above.body ->> 'displayName' as "parentDisplay"
    from place
    join up first on first.resource_id = place.resource_id and first.depth = 1
    left join link parent on ${departmentAt('parent', '$1', 'first.above')}
    left join resource group_above on group_above.connection_id = $1 and group_above.id = parent.resource_id`,
};

/** Where a Group's department lies in DingTalk, as it was last written there. */
export interface DepartmentPlace {
  readonly resourceId: ResourceId;
  /** The names of the departments above that are ours, and its own, divided by "/". */
  readonly path: string;
  readonly parentDeptId: string | null;
  /** null: the department above is none of ours. */
  readonly parentId: ResourceId | null;
  readonly parentDisplay: string | null;
}

/** The places of those Groups whose department exists. */
export async function departmentPlaces(
  db: Queryable,
  connectionId: ConnectionId,
  groups: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, DepartmentPlace>> {
  const rows = await db.run<DepartmentPlace>(statement, [connectionId, groups]);
  return new Map(rows.map((row) => [row.resourceId, row]));
}
