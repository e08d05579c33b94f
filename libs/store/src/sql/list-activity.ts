import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';
import type { ActivityCall } from './note-activity.js';

const statement = {
  name: 'list-activity',
  // A Link bears its first Resource's id: whoever was deleted and came back has one history.
  text: `
    select id, at, link_id as "linkId", resource_id as "resourceId", asked_by as "askedBy", event, fields,
      values_sealed as "valuesSealed", calls, detail_code as "detailCode", took_ms as "tookMs"
    from activity
    where connection_id = $1 and ($2::bigint is null or id < $2)
      and ($3::uuid is null or resource_id = $3 or link_id = $3
        or link_id = (select l.id from link l where l.connection_id = $1 and l.resource_id = $3))
    order by id desc limit $4`,
};

/** One change, as it was written down. */
export interface ActivityRow {
  readonly id: number;
  readonly at: Date;
  /** null: it is about the connection as a whole. */
  readonly linkId: string | null;
  readonly resourceId: ResourceId | null;
  readonly askedBy: string;
  readonly event: string;
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
