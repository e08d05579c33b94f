import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { Change, ChangeKind, ItemState, LinkKind, ListedChange } from '#provisioning';
import type { Queryable } from '../database.js';

/** A change as a list shows it. */
export interface NewItem {
  readonly linkId: LinkId;
  readonly resourceId: ResourceId | null;
  readonly linkKind: LinkKind;
  readonly kind: ChangeKind;
  readonly change: Change['kind'];
  readonly fingerprint: string;
  /** Of the Link, as it was planned. */
  readonly generation: number;
  /** It was listed before, when something else was desired. */
  readonly replanned: boolean;
  /** Old and new values: personal data. */
  readonly valuesSealed: string | null;
}

const append = {
  name: 'append-run-items',
  text: `
    with place as (
      update run set listed = listed + jsonb_array_length($3::jsonb)
      where connection_id = $1 and id = $2 returning listed - jsonb_array_length($3::jsonb) as before
    )
    insert into run_item (
      connection_id, run_id, seq, link_id, resource_id, link_kind, kind, change, fingerprint, generation, replanned,
      state, values_sealed)
    select $1, $2, place.before + item.ordinality, (item.value ->> 'linkId')::uuid,
      (item.value ->> 'resourceId')::uuid, item.value ->> 'linkKind', item.value ->> 'kind', item.value ->> 'change',
      item.value ->> 'fingerprint', (item.value ->> 'generation')::bigint, (item.value ->> 'replanned')::boolean, $4,
      item.value ->> 'valuesSealed'
    from place, jsonb_array_elements($3::jsonb) with ordinality item`,
};

/** Puts changes at the end of a run's list, whose row this transaction holds from then on. */
export async function appendItems(
  tx: Queryable,
  connectionId: ConnectionId,
  runId: string,
  items: readonly NewItem[],
  state: ItemState,
): Promise<void> {
  if (items.length === 0) return;
  await tx.run(append, [connectionId, runId, JSON.stringify(items), state]);
}

const current = {
  name: 'current-run-item',
  text: `
    select i.run_id as "runId", i.seq, i.kind, i.fingerprint, i.state,
      coalesce(i.expires_at <= clock_timestamp(), false) as expired,
      (select r.kind <> 'trickle' from run r where r.connection_id = $1 and r.id = i.run_id) as "ofRun"
    from run_item i
    where i.connection_id = $1 and i.link_id = $2 and i.state in ('held', 'approved', 'dropped')`,
};

/** The change of a Link that stands on a list, and where. */
export interface CurrentItem extends ListedChange {
  readonly runId: string;
  readonly seq: number;
}

/** What a Link stands on a list for; it stands on one at the most. */
export async function currentItem(
  tx: Queryable,
  connectionId: ConnectionId,
  linkId: LinkId,
): Promise<CurrentItem | undefined> {
  return (await tx.run<CurrentItem>(current, [connectionId, linkId]))[0];
}

const lock = {
  name: 'lock-lists-of-links',
  text: `
    select from run
    where connection_id = $1 and (id = any(array(
        select run_id from run_item
        where connection_id = $1 and link_id = any($2::uuid[]) and state in ('held', 'approved', 'dropped')))
      or kind = 'trickle' and change_kind = $3 and state = 'held')
    order by id for no key update`,
};

/**
 * Takes the lists that Links stand on, before what they stand there for is closed: whether anything is left to decide
 * is seen once whoever is just adding to it has done so. Lists come before Links, and all of them in one order.
 *
 * @param trickle of which kind of change the list of single requests is taken as well
 */
export async function lockLists(
  tx: Queryable,
  connectionId: ConnectionId,
  links: readonly LinkId[],
  trickle: ChangeKind | null = null,
): Promise<void> {
  await tx.run(lock, [connectionId, links, trickle]);
}

const close = {
  name: 'close-run-items',
  text: `
    update run_item set state = $3
    where connection_id = $1 and link_id = any($2::uuid[]) and state = any($4::text[])
    returning run_id as "runId"`,
};

/** What Links stand on lists for is done, or desired no more; a run of which nothing is left to decide is over. */
export async function closeItems(
  tx: Queryable,
  connectionId: ConnectionId,
  linkIds: readonly LinkId[],
  become: Extract<ItemState, 'applied' | 'moved'>,
): Promise<void> {
  const from = become === 'applied' ? ['approved'] : ['held', 'approved', 'dropped'];
  const closed = await tx.run<{ runId: string }>(close, [connectionId, linkIds, become, from]);
  await settleRuns(tx, connectionId, [...new Set(closed.map(({ runId }) => runId))]);
}

const settle = {
  name: 'settle-runs',
  text: `
    update run set state = 'released', closed_at = now()
    where connection_id = $1 and id = any($2::uuid[]) and state = 'held'
      and not exists (
        select from run_item i
        where i.connection_id = $1 and i.run_id = run.id and i.state = 'held')`,
};

/** Whoever has nothing left to be decided about waits for nobody. */
export async function settleRuns(
  tx: Queryable,
  connectionId: ConnectionId,
  runIds: readonly string[],
): Promise<void> {
  if (runIds.length > 0) await tx.run(settle, [connectionId, runIds]);
}
