import type { ConnectionId, JsonObject, LinkId, ResourceId } from '#common';
import type { LinkKind, ManagerReference, Presence, Reference } from '#provisioning';
import type { Queryable } from '../database.js';

const reference = (link: string) => `
  'resourceId', ${link}.resource_id, 'presence', ${link}.presence, 'outcome', ${link}.outcome,
  'externalId', ${link}.external_id`;

const statement = {
  name: 'read-situation',
  // One statement is one snapshot: what a plan is made from was true at one moment.
  text: `
    select l.kind, l.presence, l.external_id as "externalId", l.applied, l.settle_from as "settleFrom", l.generation,
      l.resource_id as "resourceId", clock_timestamp() as now, r.body, r.external_id as "resourceExternalId",
      (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(${reference('gl')})) order by m.seq), '[]')
        from membership m
        join link gl on gl.connection_id = m.connection_id and gl.resource_id = m.group_id
        where m.connection_id = l.connection_id and m.member_id = l.resource_id
      ) as groups,
      (
        select jsonb_strip_nulls(jsonb_build_object(${reference('ml')},
          'onTheWay', ml.outcome = 'retry' and ml.due_at is not null,
          'cyclic', exists (
            with recursive up (id) as (
              select r.manager_id
              union
              select x.manager_id from up join resource x on x.connection_id = l.connection_id and x.id = up.id
              where x.manager_id is not null
            )
            select from up where up.id = r.id)))
        from link ml where ml.connection_id = l.connection_id and ml.resource_id = r.manager_id
      ) as manager,
      l.kind = 'department' and exists (
        with recursive up (id) as (
          (select m.group_id from membership m
           where m.connection_id = l.connection_id and m.member_id = l.resource_id order by m.seq limit 1)
          union
          select p.group_id from up cross join lateral (
            select m.group_id from membership m
            where m.connection_id = l.connection_id and m.member_id = up.id order by m.seq limit 1) p
        )
        select from up where up.id = l.resource_id
      ) as cyclic,
      l.kind = 'department' and l.external_id is not null and exists (
        select from link o
        where o.connection_id = l.connection_id and o.applied_departments @> array[l.external_id::bigint]
      ) as occupied,
      (select c.settings_version from connection c where c.id = l.connection_id) as "settingsVersion"
    from link l
    left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    where l.connection_id = $1 and l.id = $2`,
};

/** A Link and everything a plan for it depends on. */
export interface LinkSituation {
  readonly kind: LinkKind;
  readonly presence: Presence;
  readonly externalId: string | null;
  readonly applied: JsonObject | null;
  readonly settleFrom: Date | null;
  /** What finish() will call applied. */
  readonly generation: number;
  readonly resourceId: ResourceId | null;
  readonly now: Date;
  /** null: the Resource is deleted. */
  readonly body: JsonObject | null;
  readonly resourceExternalId: string | null;
  /** Groups this Resource is a direct member of, oldest membership first. */
  readonly groups: readonly Reference[];
  readonly manager: ManagerReference | null;
  readonly cyclic: boolean;
  readonly occupied: boolean;
  /** Of the connection, at that moment: a plan made with older settings would be a plan of yesterday. */
  readonly settingsVersion: number;
}

export async function readSituation(
  db: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
): Promise<LinkSituation | undefined> {
  return (await db.run<LinkSituation>(statement, [connectionId, id]))[0];
}
