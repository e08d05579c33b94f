import type { ConnectionId, JsonObject, LinkId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';
import { passDemand } from './pass-demand.js';
import type { Asked, Passed } from './pass-demand.js';
import { pathWanted } from './path-wanted.js';
import { letsGoOfOwn } from './rings.js';

const hold = {
  name: 'hold-link',
  // From here until the finish nobody knows whether DingTalk shows what was applied or what is about to be: it is looked
  // at again, even if it was not due and there will be no finish.
  text: `
    update link
    set doubtful = $4, due_at = coalesce(due_at, now()), passage_kind = coalesce($5, passage_kind), passage = coalesce($6, passage)
    where connection_id = $1 and id = $2 and lease_epoch = $3 returning id`,
};

const gain = {
  name: 'gain-claims',
  // "do nothing" waits for a rival that is just committing, so that a key has one holder at any moment.
  text: `
    insert into claim (connection_id, key, link_id) select $1, key, $2 from unnest($3::text[]) key order by key
    on conflict (connection_id, key) do nothing`,
};

const taken = {
  name: 'taken-claims',
  text: `
    select key from claim where connection_id = $1 and key = any($3::text[]) and link_id <> $2
    order by array_position($3::text[], key)`,
};

const leave = {
  name: 'begin-leaving',
  // A path may have come to lead here since the plan was made: asking for it takes this row's lock.
  text: `
    update link set presence = 'leaving'
    where connection_id = $1 and id = $2 and not (${pathWanted('link')})
    returning id`,
};

const creating = {
  name: 'begin-creating',
  text: `
    update link
    set presence = 'creating', applied = $5, applied_departments = $6::bigint[],
        kind = coalesce($8, kind), mark = case when coalesce($8, kind) = kind then coalesce(mark, $7) else $7 end,
        external_id = case when kind = 'account' then coalesce(external_id, (
          select wanted.id from unnest($4::text[]) with ordinality wanted (id, place)
          where not exists (
            select from link o where o.connection_id = $1 and o.kind = link.kind and o.external_id = wanted.id)
          order by wanted.place limit 1)) end
    where connection_id = $1 and id = $2 and lease_epoch = $3
    returning external_id as "externalId"`,
};

export interface Begin {
  readonly connectionId: ConnectionId;
  readonly id: LinkId;
  readonly epoch: number;
  readonly keys: readonly string[];
  /** What the change asks of the policy; absent: nothing. */
  readonly asks?: Asked;
  /** Whether an object that is there is about to be changed or removed. */
  readonly writes?: boolean;
  /** A department that stands for a path is about to be removed: not if somebody asks for it again. */
  readonly leavingPath?: boolean;
  readonly creating?: {
    /** The userids it may take, best first; empty where DingTalk chooses the id. */
    readonly externalIds: readonly string[];
    /** What the Link of a Group joins from now on; absent: as before. */
    readonly becomes?: LinkKind;
    /** The mark a department is made with. */
    readonly mark?: string;
    /** What is about to be written: if the answer is lost, this is what is there. */
    readonly intended: JsonObject;
    readonly departmentIds: readonly number[];
  };
}

export type Begun =
  | { readonly kind: 'begun'; readonly externalId?: string }
  /** Not without somebody's word: it stands on a list. */
  | Extract<Passed, { readonly kind: 'held' }>
  /** Another Link holds one of the keys. `letGo`: see letsGoOfOwn. */
  | { readonly kind: 'taken'; readonly key: string; readonly letGo: boolean }
  /** The lease is somebody else's by now. */
  | { readonly kind: 'lost' }
  /** What the plan was made from has changed: plan again. */
  | { readonly kind: 'moved' };

/** The lease is somebody else's by now: nothing that this transaction has done counts, what it took neither. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Commits what must be known before DingTalk is called: the unique values this Link holds, and for a create
 * that it has begun, under which userid. What the policy has to allow is decided first.
 *
 * @throws LeaseLost
 */
export async function beginChange(tx: Queryable, begin: Begin): Promise<Begun> {
  const { connectionId, id, epoch, keys, asks } = begin;
  if (asks) {
    const passed = await passDemand(tx, connectionId, id, asks);
    if (passed.kind !== 'passes') return passed;
  }
  const passage = [asks?.kind ?? null, asks?.fingerprint ?? null];
  const held = await tx.run(hold, [connectionId, id, epoch, begin.writes ?? false, ...passage]);
  if (held.length === 0) throw new LeaseLost();
  if (keys.length > 0) {
    await tx.run(gain, [connectionId, id, keys]);
    const [other] = await tx.run<{ key: string }>(taken, [connectionId, id, keys]);
    if (other) {
      return { kind: 'taken', key: other.key, letGo: await letsGoOfOwn(tx, connectionId, id, other.key) };
    }
  }
  if (begin.leavingPath && (await tx.run(leave, [connectionId, id])).length === 0) return { kind: 'moved' };
  if (!begin.creating) return { kind: 'begun' };
  const { externalIds, intended, departmentIds, mark = null, becomes = null } = begin.creating;
  const values = [connectionId, id, epoch, externalIds, intended, departmentIds, mark, becomes];
  const [row] = await tx.run<{ externalId: string | null }>(creating, values);
  return { kind: 'begun', ...(row?.externalId ? { externalId: row.externalId } : {}) };
}
