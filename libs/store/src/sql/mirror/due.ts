import type { ConnectionId } from '#common';
import type { EventSubject, MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const hear = {
  name: 'hear-event',
  // Heard twice, it is noted once; whoever it is about is read again, once for however many events.
  text: `
    with heard as (
      insert into mirror_event (connection_id, event_id) values ($1, $2) on conflict do nothing
      returning connection_id
    ), noted as (
      update mirror set heard_at = now() from heard where mirror.connection_id = heard.connection_id
    )
    insert into mirror_due as d (connection_id, kind, external_id)
    select distinct heard.connection_id, s.kind, s."externalId"
    from heard cross join jsonb_to_recordset($3::jsonb) as s (kind text, "externalId" text)
    order by s.kind, s."externalId"
    on conflict (connection_id, kind, external_id) do update
      set generation = d.generation + 1, attempts = 0, due_at = least(d.due_at, now())
    returning 1 as n`,
};

/** Writes down an event of DingTalk's, ids only. @returns whether there is anything to read because of it */
export async function hearEvent(
  db: Queryable,
  connectionId: ConnectionId,
  eventId: string,
  subjects: readonly EventSubject[],
): Promise<boolean> {
  return (await db.run(hear, [connectionId, eventId, JSON.stringify(subjects)])).length > 0;
}

/** Somebody or something that is to be read again. */
export interface DueSubject {
  readonly kind: MirroredKind;
  readonly externalId: string;
  readonly generation: number;
  readonly attempts: number;
}

const claim = {
  name: 'claim-due-subjects',
  text: `
    with chosen as (
      select kind, external_id from mirror_due
      where connection_id = $1 and due_at <= now() and (lease_until is null or lease_until < now())
      order by due_at limit $2 for update skip locked
    )
    update mirror_due d set lease_until = now() + interval '60 seconds', attempts = attempts + 1
    from chosen where d.connection_id = $1 and d.kind = chosen.kind and d.external_id = chosen.external_id
    returning d.kind, d.external_id as "externalId", d.generation, d.attempts`,
};

export async function claimDueSubjects(
  db: Queryable,
  connectionId: ConnectionId,
  limit: number,
): Promise<readonly DueSubject[]> {
  return db.run<DueSubject>(claim, [connectionId, limit]);
}

const finish = {
  name: 'finish-due-subject',
  text: `
    with done as (
      delete from mirror_due where connection_id = $1 and kind = $2 and external_id = $3 and generation = $4
      returning 1
    )
    update mirror_due set lease_until = null
    where connection_id = $1 and kind = $2 and external_id = $3 and not exists (select from done)`,
};

/** Ends a look; what was heard meanwhile has it looked at once more. */
export async function finishDueSubject(
  tx: Queryable,
  connectionId: ConnectionId,
  { kind, externalId, generation }: DueSubject,
): Promise<void> {
  await tx.run(finish, [connectionId, kind, externalId, generation]);
}

const postpone = {
  name: 'postpone-due-subject',
  text: `
    update mirror_due set lease_until = null, due_at = now() + $4 * interval '1 millisecond'
    where connection_id = $1 and kind = $2 and external_id = $3`,
};

/** Has a look made later. */
export async function postponeDueSubject(
  db: Queryable,
  connectionId: ConnectionId,
  { kind, externalId }: DueSubject,
  ms: number,
): Promise<void> {
  await db.run(postpone, [connectionId, kind, externalId, ms]);
}

const mirrors = {
  name: 'mirrors-due',
  text: `
    select m.connection_id as "connectionId" from mirror m
    join connection c on c.id = m.connection_id and c.state = 'active'
    where (m.not_before is null or m.not_before <= now()) and (
      m.stage = 'idle' and m.due_at <= now()
      or m.stage in ('reading', 'confirming') and (
        exists (select from mirror_step s
          where s.connection_id = m.connection_id and (s.lease_until is null or s.lease_until < now()))
        or not exists (select from mirror_step s where s.connection_id = m.connection_id))
      or exists (select from mirror_due d
        where d.connection_id = m.connection_id and d.due_at <= now()
          and (d.lease_until is null or d.lease_until < now()))
      or exists (select from mirrored l
        where l.connection_id = m.connection_id and l.left_at <= now()
          - make_interval(secs => coalesce((c.settings #>> '{mirror,leaversStaySeconds}')::int, 0))))`,
};

/** The mirrors with something to read, or leavers whose time is over, and nothing in their way. */
export async function mirrorsDue(db: Queryable): Promise<readonly ConnectionId[]> {
  const rows = await db.run<{ connectionId: ConnectionId }>(mirrors, []);
  return rows.map(({ connectionId }) => connectionId);
}

const forget = {
  name: 'forget-events',
  text: `delete from mirror_event where heard_at < now() - interval '1 day'`,
};

/** Forgets the ids of events that cannot come again. */
export async function forgetEvents(db: Queryable): Promise<void> {
  await db.run(forget, []);
}
