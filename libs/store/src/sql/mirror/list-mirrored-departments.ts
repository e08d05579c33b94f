import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../../database.js';

/** A department that is mirrored, in the tree. */
export interface MirroredDepartmentRow {
  readonly id: ResourceId;
  readonly deptId: string;
  readonly name: string | null;
  /** Departments right below it. */
  readonly departments: number;
  /** Who lies in it. */
  readonly people: number;
  /** When DingTalk was read that showed it so. */
  readonly observedAt: Date;
}

const listed = (which: string) => `
  with level as materialized (
    select d.resource_id, d.external_id, d.observed_at, r.body ->> 'displayName' as name
    from mirrored d join resource r on r.connection_id = d.connection_id and r.id = d.resource_id
    where d.connection_id = $1 and d.kind = 'department' and ${which}
    order by name, d.external_id limit $2
  )
  select resource_id as id, external_id as "deptId", name, observed_at as "observedAt",
    (select count(*)::int from mirrored below where below.connection_id = $1 and below.kind = 'department'
      and below.group_ids @> array[level.resource_id]) as departments,
    (select count(*)::int from mirrored p where p.connection_id = $1 and p.kind = 'account'
      and p.group_ids @> array[level.resource_id]) as people
  from level order by name, external_id`;

const below = {
  name: 'list-mirrored-departments-below',
  text: listed('d.group_ids @> array[$3::uuid]'),
};

const atTop = {
  name: 'list-mirrored-departments-at-top',
  // The root, and whatever lies in a department that is not mirrored or was not met yet.
  text: listed(`not exists (
      select from mirrored p where p.connection_id = $1 and p.resource_id = any(d.group_ids))`),
};

/** Departments right below another one, or at the top, by name. */
export async function listMirroredDepartments(
  db: Queryable,
  connectionId: ConnectionId,
  parent: ResourceId | undefined,
  limit: number,
): Promise<readonly MirroredDepartmentRow[]> {
  return parent === undefined
    ? db.run<MirroredDepartmentRow>(atTop, [connectionId, limit])
    : db.run<MirroredDepartmentRow>(below, [connectionId, limit, parent]);
}
