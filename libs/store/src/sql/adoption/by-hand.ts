import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../../database.js';
import { inOrder } from '../links-in-order.js';
import { literalOf } from '../note-activity.js';
import { waitersFor } from '../wake.js';
import { isFree } from './decide.js';

const adopt = {
  name: 'adopt-by-hand',
  text: `
    with mine as (
      select l.id, l.kind, ${isFree} as free, exists (
        select from link o
        where (o.connection_id = $1 or o.connection_id in (select other_id from neighbour where connection_id = $1))
          and o.kind = l.kind and o.external_id = $3 and o.id <> l.id) as taken
      from link l where l.connection_id = $1 and l.resource_id = $2 for no key update of l
    ), ordered as (
      update link
      set adopting = jsonb_build_object('externalId', $3::text, 'keys', '[]'::jsonb),
        lease_epoch = lease_epoch + 1, lease_until = null, generation = generation + 1, attempts = 0,
        due_at = now(), asked_by = $4
      from mine where link.connection_id = $1 and link.id = mine.id and mine.free and not mine.taken
      returning link.id
    ), noted as (
      insert into activity (connection_id, link_id, resource_id, asked_by, event)
      select $1, ordered.id, $2, $4, ${literalOf('adoption.ordered')} from ordered
    )
    select free, taken from mine`,
};

/** What came of an order to take over one account or department. */
export type Ordered = 'ordered' | 'absent' | 'linkedAlready' | 'takenByAnother';

/** Has one account or department taken over that somebody names. */
export async function adoptByHand(
  tx: Queryable,
  connectionId: ConnectionId,
  resourceId: ResourceId,
  externalId: string,
  askedBy: string,
): Promise<Ordered> {
  const values = [connectionId, resourceId, externalId, askedBy];
  const [row] = await tx.run<{ free: boolean; taken: boolean }>(adopt, values);
  if (!row) return 'absent';
  if (!row.free) return 'linkedAlready';
  return row.taken ? 'takenByAnother' : 'ordered';
}

const unlinkStatement = {
  name: 'unlink',
  // Who is just being worked on is left to it: what it comes to would be written over this.
  text: `
    with mine as (
      select l.id, l.kind, l.external_id, l.lease_until > now() as busy,
        l.presence in ('present', 'invited', 'leaving') and l.external_id is not null as there
      from link l where l.connection_id = $1 and l.resource_id = $2 for no key update of l
    ), undone as (
      update link
      set external_id = null, presence = 'none', applied = null, applied_departments = '{}',
        foreign_departments = '{}', adopted = false, mark = null, doubtful = false, disabled = false,
        invited_from = null, recreate = null, adopting = null, faults = '[]', waiting_on = null, detail_code = null,
        unlinked_at = now(), outcome = 'blocked', reason = 'unlinked', stands_since = now(),
        generation = generation + 1, attempts = 0, due_at = now(), asked_by = $3
      from mine
      where link.connection_id = $1 and link.id = mine.id and mine.there and mine.busy is not true
      returning link.id
    ), noted as (
      insert into activity (connection_id, link_id, resource_id, asked_by, event)
      select $1, undone.id, $2, $3, ${literalOf('unlinked')} from undone
    ), released as (
      delete from claim using undone
      where claim.connection_id = $1 and claim.link_id = undone.id returning key
    )
    select mine.kind, mine.external_id as "externalId", mine.busy is true as busy, mine.there,
      array(select key from released) as released
    from mine`,
};

/** What came of unlinking. */
export type Unlinked =
  | {
      readonly kind: 'unlinked';
      /** The unique values that others may have now. */
      readonly released: readonly string[];
    }
  | { readonly kind: 'absent' | 'notLinked' | 'busy' };

interface UnlinkRow {
  readonly kind: LinkKind;
  readonly externalId: string;
  readonly busy: boolean;
  readonly there: boolean;
  readonly released: readonly string[];
}

const lockUnlinked = {
  name: 'lock-unlinked',
  text: inOrder(
    'select id from link where connection_id = $1 and resource_id = $2',
    waitersFor(`array(
      select c.key from link l join claim c on c.connection_id = $1 and c.link_id = l.id
      where l.connection_id = $1 and l.resource_id = $2)`),
    `select a.id from link l
      join link a on a.connection_id = $1 and a.kind = 'account'
        and a.applied_departments @> array[case when l.kind = 'department' then l.external_id::bigint end]
      where l.connection_id = $1 and l.resource_id = $2 and l.kind = 'department'`,
  ),
};

const letStay = {
  name: 'let-stay-in-unlinked',
  // Nobody is taken out of a department because it is ours no more.
  text: `
    with ordered as (
      select id from link where connection_id = $1 and kind = 'account' and applied_departments @> array[$2::bigint]
      order by id for no key update nowait
    )
    update link
    set applied_departments = array_remove(applied_departments, $2::bigint),
      foreign_departments = array_append(array_remove(foreign_departments, $2::bigint), $2::bigint),
      applied = jsonb_set(applied, '{departmentIds}', to_jsonb(array_remove(applied_departments, $2::bigint))),
      generation = generation + 1, attempts = 0, due_at = least(due_at, now())
    from ordered where link.connection_id = $1 and link.id = ordered.id`,
};

/**
 * Forgets whose account or department it is: in DingTalk it stays as it is, and nothing of ours changes it again. Takes
 * all Links that this may touch, those who wait for what is released among them.
 */
export async function unlink(
  tx: Queryable,
  connectionId: ConnectionId,
  resourceId: ResourceId,
  askedBy: string,
): Promise<Unlinked> {
  await tx.run(lockUnlinked, [connectionId, resourceId]);
  const [row] = await tx.run<UnlinkRow>(unlinkStatement, [connectionId, resourceId, askedBy]);
  if (!row) return { kind: 'absent' };
  if (!row.there) return { kind: 'notLinked' };
  if (row.busy) return { kind: 'busy' };
  if (row.kind === 'department') await tx.run(letStay, [connectionId, row.externalId]);
  return { kind: 'unlinked', released: row.released };
}

const relink = {
  name: 'end-unlinked',
  text: `
    update link
    set unlinked_at = null, generation = generation + 1, attempts = 0, due_at = now(), asked_by = $3
    where connection_id = $1 and id = $2 and unlinked_at is not null`,
};

/** Somebody says that it is to be synced again: an unlinked Link is one like any other. */
export async function endUnlinked(
  db: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  askedBy: string,
): Promise<void> {
  await db.run(relink, [connectionId, id, askedBy]);
}
