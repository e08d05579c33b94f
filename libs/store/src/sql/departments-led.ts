import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'departments-led',
  // What a mirror has read, and what the bridge itself has written: a connection has one of them.
  text: `
    with person as (
      select resource_id as user_id, external_id as userid from link
      where connection_id = $1 and resource_id = any($2::uuid[]) and kind = 'account'
        and presence in ('present', 'leaving') and external_id is not null
    ), led as (
      select p.user_id, d.external_id as dept_id, d.resource_id as group_id
      from person p
      join mirrored d on d.connection_id = $1 and d.kind = 'department' and d.heads @> array[p.userid]
        and d.left_at is null
      union all
      select p.user_id, d.external_id, d.resource_id
      from link d
      cross join jsonb_array_elements_text(
        case when jsonb_typeof(d.applied -> 'headIds') = 'array' then d.applied -> 'headIds' else '[]' end) head
      join person p on p.userid = head
      where d.connection_id = $1 and d.kind = 'department' and d.presence = 'present'
    )
    select led.user_id as "userId", led.dept_id as "deptId", g.id as "groupId",
      g.body ->> 'displayName' as display
    from led left join resource g on g.connection_id = $1 and g.id = led.group_id and g.type = 'Group'
    order by led.user_id, length(led.dept_id), led.dept_id`,
};

/** A department in DingTalk that a User heads. */
export interface LedDepartment {
  readonly userId: ResourceId;
  /** DingTalk's dept_id, in decimal digits. */
  readonly deptId: string;
  /** null: it is none of ours. */
  readonly groupId: ResourceId | null;
  readonly display: string | null;
}

/** The departments that Users head, by dept_id; who heads none is not in it. */
export async function departmentsLed(
  db: Queryable,
  connectionId: ConnectionId,
  users: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, readonly LedDepartment[]>> {
  const rows = await db.run<LedDepartment>(statement, [connectionId, users]);
  const led = new Map<ResourceId, LedDepartment[]>();
  for (const row of rows) led.set(row.userId, [...(led.get(row.userId) ?? []), row]);
  return led;
}
