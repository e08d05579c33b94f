import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { Reason } from '#provisioning';
import type { Queryable } from '../database.js';
import { standingOfLink } from './standing.js';
import type { Standing } from './standing.js';

const statement = {
  name: 'list-departments',
  // Where DingTalk has a department, its parent there counts; before that, the Group that its Group is in.
  text: `
    with department as (
      select l.id, l.resource_id, l.external_id, l.path, l.applied, l.reason, ${standingOfLink} as state,
        coalesce(
          (select p.id from link p where p.connection_id = $1 and p.kind = 'department'
            and p.external_id = l.applied ->> 'parentId'),
          case when l.applied is null then (
            select p.id from membership m join link p on p.connection_id = $1 and p.resource_id = m.group_id
            where m.connection_id = $1 and m.member_id = l.resource_id order by m.seq limit 1) end) as parent
      from link l where l.connection_id = $1 and l.kind = 'department' and l.presence <> 'gone'
    )
    select d.id as "linkId", d.resource_id as "resourceId", d.external_id as "externalId", d.state,
      case when d.state <> 'onTheWay' then d.reason end as reason,
      coalesce(r.body ->> 'displayName', d.applied ->> 'name', d.path[array_upper(d.path, 1)]) as name,
      (select count(*)::int from department below where below.parent = d.id) as departments,
      case when d.external_id ~ '^[0-9]{1,18}$' then (
        select count(*)::int from link p where p.connection_id = $1 and p.kind = 'account'
          and p.applied_departments @> array[d.external_id::bigint]) else 0 end as people
    from department d left join resource r on r.connection_id = $1 and r.id = d.resource_id
    where d.parent is not distinct from $2::uuid
    order by name, d.id limit $3`,
};

/** A department in the tree. */
export interface DepartmentRow {
  readonly linkId: LinkId;
  /** null: it stands for a path, or SCIM has deleted its Group. */
  readonly resourceId: ResourceId | null;
  readonly externalId: string | null;
  readonly name: string | null;
  readonly state: Standing;
  readonly reason: Reason | null;
  /** Departments right below it. */
  readonly departments: number;
  /** Whom DingTalk shows in it. */
  readonly people: number;
}

/** Departments right below another one, or at the top, by name. */
export async function listDepartments(
  db: Queryable,
  connectionId: ConnectionId,
  parent: LinkId | undefined,
  limit: number,
): Promise<readonly DepartmentRow[]> {
  return db.run<DepartmentRow>(statement, [connectionId, parent ?? null, limit]);
}
