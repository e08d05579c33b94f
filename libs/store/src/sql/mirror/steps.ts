import type { ConnectionId, JsonObject } from '#common';
import type { Queryable } from '../../database.js';

/** What one step of a reading asks DingTalk for. */
export const stepKinds = [
  'scope',
  'department',
  'children',
  'members',
  'person',
  'roles',
  'role',
  'suspect-account',
  'suspect-department',
  'suspect-role',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** A step that is to be made. */
export interface NewStep {
  readonly kind: StepKind;
  /** Id of what it is about. */
  readonly subject: string;
  readonly payload?: JsonObject;
}

/** A step that somebody makes just now. */
export interface Step extends Required<NewStep> {
  readonly id: number;
  /** When it was claimed, by Postgres's clock: what it reads is at least as new. */
  readonly at: string;
}

const add = {
  name: 'add-steps',
  text: `
    insert into mirror_step (connection_id, kind, subject, payload)
    select $1, kind, subject, coalesce(payload, '{}')
    from jsonb_to_recordset($2::jsonb) as s (kind text, subject text, payload jsonb)
    on conflict (connection_id, kind, subject) do nothing`,
};

/** Adds steps; one that is there already is not made twice. */
export async function addSteps(
  tx: Queryable,
  connectionId: ConnectionId,
  steps: readonly NewStep[],
): Promise<void> {
  if (steps.length > 0) await tx.run(add, [connectionId, JSON.stringify(steps)]);
}

const claim = {
  name: 'claim-steps',
  text: `
    with chosen as (
      select id from mirror_step
      where connection_id = $1 and kind = any($2::text[]) and (lease_until is null or lease_until < now())
      order by id limit $3 for update skip locked
    )
    update mirror_step s set lease_until = now() + interval '60 seconds'
    from chosen where s.connection_id = $1 and s.id = chosen.id
    returning s.id, s.kind, s.subject, s.payload, now()::text as at`,
};

/** Claims the earliest steps of some kinds for a minute. */
export async function claimSteps(
  db: Queryable,
  connectionId: ConnectionId,
  kinds: readonly StepKind[],
  limit: number,
): Promise<readonly Step[]> {
  const steps = await db.run<Step>(claim, [connectionId, kinds, limit]);
  return [...steps].sort((a, b) => a.id - b.id);
}

const remove = {
  name: 'end-step',
  text: 'delete from mirror_step where connection_id = $1 and id = $2 returning 1 as n',
};

/** @returns whether it was still to be made: who came too late must not write what he read */
export async function endStep(tx: Queryable, connectionId: ConnectionId, id: number): Promise<boolean> {
  return (await tx.run(remove, [connectionId, id])).length > 0;
}

const giveBack = {
  name: 'give-back-steps',
  text: 'update mirror_step set lease_until = null where connection_id = $1 and id = any($2::bigint[])',
};

/** Returns claimed steps unmade. */
export async function giveBackSteps(
  db: Queryable,
  connectionId: ConnectionId,
  ids: readonly number[],
): Promise<void> {
  if (ids.length > 0) await db.run(giveBack, [connectionId, ids]);
}

const suspects = {
  name: 'suspect-steps',
  // Departments first: whoever lies in one that is gone is asked for after it.
  text: `
    insert into mirror_step (connection_id, kind, subject)
    select m.connection_id, 'suspect-' || m.kind, m.external_id from mirrored m
    where m.connection_id = $1 and m.left_at is null and not exists (
      select from mirror_staged s
      where s.connection_id = m.connection_id and s.kind = m.kind and s.external_id = m.external_id)
    order by m.kind = 'account', m.external_id
    on conflict do nothing returning id`,
};

/** Has everybody and everything asked for by id that a reading did not meet. @returns how many */
export async function suspectSteps(tx: Queryable, connectionId: ConnectionId): Promise<number> {
  return (await tx.run(suspects, [connectionId])).length;
}

const count = {
  name: 'count-suspects',
  text: `
    select count(*)::int as known, count(*) filter (where s.external_id is null)::int as vanished
    from mirrored m
    left join mirror_staged s
      on s.connection_id = m.connection_id and s.kind = m.kind and s.external_id = m.external_id
    where m.connection_id = $1 and m.left_at is null`,
};

/** How many are mirrored, and how many of them a reading has not met. */
export async function countSuspects(
  tx: Queryable,
  connectionId: ConnectionId,
): Promise<{ readonly known: number; readonly vanished: number }> {
  const [row] = await tx.run<{ known: number; vanished: number }>(count, [connectionId]);
  return row ?? { known: 0, vanished: 0 };
}
