import type { ConnectionId, ResourceId } from '#common';
import type { ActivityEvent, LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';
import type { ActivityCall } from './note-activity.js';

const statement = {
  name: 'list-activity',
  // A Link bears its first Resource's id: whoever was deleted and came back has one history.
  text: `
    select a.id, a.at, a.link_id as "linkId", a.resource_id as "resourceId", a.asked_by as "askedBy", a.event,
      a.fields, a.values_sealed as "valuesSealed", a.calls, a.detail_code as "detailCode", a.took_ms as "tookMs",
      coalesce(l.kind, t.kind) as "linkKind",
      coalesce(r.body ->> 'displayName', r.body ->> 'userName', l.applied ->> 'name') as "displayName"
    from (
      select * from activity
      where connection_id = $1 and ($2::bigint is null or id < $2)
        and ($3::uuid is null or resource_id = $3 or link_id = $3
          or link_id = (select l.id from link l where l.connection_id = $1 and l.resource_id = $3))
      order by id desc limit $4
    ) a
    left join link l on l.connection_id = $1 and l.id = a.link_id
    left join tombstone t on t.connection_id = $1 and t.link_id = a.link_id
    left join resource r on r.connection_id = $1 and r.id = coalesce(l.resource_id, a.resource_id)
    order by a.id desc`,
};

/** One change, as it was written down. */
export interface ActivityRow {
  readonly id: number;
  readonly at: Date;
  /** null: it is about the connection as a whole. */
  readonly linkId: string | null;
  readonly resourceId: ResourceId | null;
  /** null: the connection as a whole, or something that nobody remembers any more. */
  readonly linkKind: LinkKind | null;
  readonly displayName: string | null;
  readonly askedBy: string;
  readonly event: ActivityEvent;
  readonly fields: readonly string[];
  /** null: none, or expired. */
  readonly valuesSealed: string | null;
  readonly calls: readonly ActivityCall[];
  readonly detailCode: string | null;
  readonly tookMs: number | null;
}

export interface ActivityQuery {
  readonly resourceId?: ResourceId;
  /** Only what is older than this one. */
  readonly before?: number;
  readonly limit: number;
}

/** The latest changes of a connection, or of one Resource, newest first. */
export async function listActivity(
  db: Queryable,
  connectionId: ConnectionId,
  { resourceId, before, limit }: ActivityQuery,
): Promise<readonly ActivityRow[]> {
  return db.run<ActivityRow>(statement, [connectionId, before ?? null, resourceId ?? null, limit]);
}
