import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { LinkKind, Reason } from '#provisioning';
import type { Queryable } from '../database.js';
import { shownName } from './list-directory.js';
import { maybeNotInStep, standingOfLink } from './standing.js';

/** How something stands that somebody should look at. */
export type AttentionState = 'waiting' | 'held' | 'blocked';

const stuck = `
  select *, ${standingOfLink} as state from link where connection_id = $1 and ${maybeNotInStep}`;
const isStuck = `l.state in ('waiting', 'held', 'blocked')`;

const count = {
  name: 'count-attention',
  text: `
    select l.state, l.reason, count(*) filter (where l.kind = 'account')::int as people,
      count(*) filter (where l.kind <> 'account')::int as departments, min(l.stands_since) as since
    from (${stuck}) l where ${isStuck} group by 1, 2 order by 1, 3 desc, 4 desc`,
};

/** How many stand so for one reason. */
export interface AttentionGroup {
  readonly state: AttentionState;
  readonly reason: Reason | null;
  readonly people: number;
  readonly departments: number;
  /** The longest of them. */
  readonly since: Date;
}

export async function countAttention(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<readonly AttentionGroup[]> {
  return db.run<AttentionGroup>(count, [connectionId]);
}

const list = {
  name: 'list-attention',
  // Who holds the value that is waited for is known here and nowhere else: the key itself tells nobody's data.
  text: `
    select l.id as "linkId", l.resource_id as "resourceId", l.kind, l.state, l.reason, l.detail_code as "detailCode",
      l.external_id as "externalId", l.stands_since as since, coalesce(${shownName}, l.applied ->> 'name') as name,
      h.resource_id as "holderId",
      (select ${shownName} from resource r where r.connection_id = $1 and r.id = h.resource_id) as "holderName"
    from (${stuck}) l
    left join resource r on r.connection_id = $1 and r.id = l.resource_id
    left join claim c on c.connection_id = $1 and c.key = l.waiting_on and c.link_id <> l.id
    left join link h on h.connection_id = $1 and h.id = c.link_id
    where ${isStuck} and ($2::text is null or l.state = $2) and ($3::text is null or l.reason = $3)
      and ($4::uuid is null or l.id > $4)
    order by l.id limit $5`,
};

/** Somebody or something that waits, is held or is blocked. */
export interface AttentionRow {
  readonly linkId: LinkId;
  /** null: SCIM has deleted it, and DingTalk shows it still. */
  readonly resourceId: ResourceId | null;
  readonly kind: LinkKind;
  readonly name: string | null;
  readonly state: AttentionState;
  readonly reason: Reason | null;
  /** DingTalk's own code, where it refused. */
  readonly detailCode: string | null;
  readonly externalId: string | null;
  readonly since: Date;
  /** Who has the value that is waited for. */
  readonly holderId: ResourceId | null;
  readonly holderName: string | null;
}

/** What of all that needs attention is wanted. */
export interface AttentionQuery {
  readonly state?: AttentionState;
  readonly reason?: string;
  readonly after?: LinkId;
  readonly limit: number;
}

/** What needs attention, by the ids of its Links. */
export async function listAttention(
  db: Queryable,
  connectionId: ConnectionId,
  { state, reason, after, limit }: AttentionQuery,
): Promise<readonly AttentionRow[]> {
  return db.run<AttentionRow>(list, [connectionId, state ?? null, reason ?? null, after ?? null, limit]);
}
