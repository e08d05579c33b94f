import type { ConnectionId, ResourceId } from '#common';
import type { BlockReason, FieldFault, LinkKind, Outcome, Presence, WaitReason } from '#provisioning';
import type { Queryable } from '../database.js';
import { wakeLanes } from './lanes.js';

const list = {
  name: 'list-links',
  text: `
    select l.resource_id as "resourceId", l.kind, l.presence, l.outcome, l.reason, l.detail_code as "detailCode", l.faults,
      l.external_id as "externalId", l.generation > l.applied_generation as "onTheWay", l.due_at as "dueAt",
      l.applied_at as "appliedAt",
      coalesce(r.body ->> 'displayName', r.body ->> 'userName', l.applied ->> 'name') as "displayName"
    from link l left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    where l.connection_id = $1 and ($2::text is null or l.outcome = $2) and ($3::uuid is null or l.resource_id = $3)
    order by l.created_at desc, l.id limit $4`,
};

/** A Link as an administrator sees it. */
export interface LinkRow {
  readonly resourceId: ResourceId | null;
  readonly kind: LinkKind;
  readonly displayName: string | null;
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly reason: WaitReason | BlockReason | null;
  /** DingTalk's own code, where it refused. */
  readonly detailCode: string | null;
  /** Fields that are not in step although all else is. */
  readonly faults: readonly FieldFault[];
  readonly externalId: string | null;
  readonly onTheWay: boolean;
  readonly dueAt: Date | null;
  readonly appliedAt: Date | null;
}

export interface LinkQuery {
  readonly outcome?: Outcome;
  readonly resourceId?: ResourceId;
  readonly limit: number;
}

export async function listLinks(
  db: Queryable,
  connectionId: ConnectionId,
  query: LinkQuery,
): Promise<readonly LinkRow[]> {
  const values = [connectionId, query.outcome ?? null, query.resourceId ?? null, query.limit];
  return db.run<LinkRow>(list, values);
}

const retry = {
  name: 'retry-links',
  // Who is just being looked at is looked at once more: what was mended may have been read before.
  text: `
    with stuck as (
      select id from link
      where connection_id = $1 and outcome in ('blocked', 'waiting') and ($2::uuid is null or resource_id = $2)
        and ($3::text is null or outcome = $3) and ($4::text is null or reason = $4)
        and ($5::uuid[] is null or id = any($5))
      order by id for no key update
    )
    update link
    set due_at = now(), attempts = 0, generation = generation + case when lease_until > now() then 1 else 0 end
    from stuck where link.connection_id = $1 and link.id = stuck.id
    returning link.id`,
};

/** Which of all that wait or are blocked; everything given must hold. */
export interface RetryQuery {
  readonly resourceId?: ResourceId;
  readonly state?: 'waiting' | 'blocked';
  readonly reason?: string;
  readonly links?: readonly string[];
}

/** Makes blocked and waiting Links of a connection due now, and ends its lanes' rest. */
export async function retryLinks(
  db: Queryable,
  connectionId: ConnectionId,
  { resourceId, state, reason, links }: RetryQuery = {},
): Promise<number> {
  const retried = await db.run(retry, [
    connectionId,
    resourceId ?? null,
    state ?? null,
    reason ?? null,
    links ?? null,
  ]);
  await wakeLanes(db, connectionId);
  return retried.length;
}
