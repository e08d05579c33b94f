import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { Change, ChangeKind, ItemState, LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'list-run-items',
  text: `
    select i.seq, i.link_id as "linkId", i.resource_id as "resourceId", i.link_kind as "linkKind", i.kind, i.change,
      i.replanned, i.values_sealed as "valuesSealed", i.decided_by as "decidedBy", i.decided_at as "decidedAt",
      i.expires_at as "expiresAt", i.state,
      coalesce(r.body ->> 'displayName', r.body ->> 'userName', l.applied ->> 'name') as "displayName"
    from run_item i
    left join resource r on r.connection_id = i.connection_id and r.id = i.resource_id
    left join link l on l.connection_id = i.connection_id and l.id = i.link_id
    where i.connection_id = $1 and i.run_id = $2 and i.seq > $3
      and ($4::text[] is null or i.state = any($4::text[])) and ($5::text is null or i.kind = $5)
    order by i.seq limit $6`,
};

/** One change of a run. */
export interface ItemRow {
  /** Its place on the list, from 1. */
  readonly seq: number;
  readonly linkId: LinkId;
  /** null: SCIM has deleted it. */
  readonly resourceId: ResourceId | null;
  readonly linkKind: LinkKind;
  readonly kind: ChangeKind;
  readonly change: Change['kind'];
  readonly displayName: string | null;
  readonly state: ItemState;
  /** It was on the list before, when something else was desired. */
  readonly replanned: boolean;
  readonly valuesSealed: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** When its approval runs out. */
  readonly expiresAt: Date | null;
}

export interface ItemQuery {
  readonly after: number;
  readonly limit: number;
  readonly states?: readonly ItemState[] | undefined;
  readonly kind?: ChangeKind | undefined;
}

/** A page of a run's list, in its order. */
export async function listItems(
  db: Queryable,
  connectionId: ConnectionId,
  runId: string,
  { after, limit, states, kind }: ItemQuery,
): Promise<readonly ItemRow[]> {
  return db.run<ItemRow>(statement, [connectionId, runId, after, states ?? null, kind ?? null, limit]);
}

const count = {
  name: 'count-run-items',
  text: `
    select kind, state, count(*)::int as n from run_item where connection_id = $1 and run_id = $2 group by kind, state`,
};

/** How many changes of a kind stand so. */
export interface CountedItems {
  readonly kind: ChangeKind;
  readonly state: ItemState;
  readonly n: number;
}

export async function countItems(
  db: Queryable,
  connectionId: ConnectionId,
  runId: string,
): Promise<readonly CountedItems[]> {
  return db.run<CountedItems>(count, [connectionId, runId]);
}
