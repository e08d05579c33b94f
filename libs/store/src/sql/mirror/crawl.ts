import type { ConnectionId } from '#common';
import type { FieldPermission } from '#provisioning';
import type { Queryable } from '../../database.js';

/** Where a reading of the whole organisation stands. */
export type CrawlStage =
  /** None is under way. */
  | 'idle'
  | 'reading'
  /** Whoever was not met is asked for by id. */
  | 'confirming'
  /** Too many were not met: an administrator decides. */
  | 'held';

/** What is known of a mirror and its readings. */
export interface MirrorState {
  readonly stage: CrawlStage;
  readonly crawlStartedAt: Date | null;
  readonly crawlReason: string | null;
  /** How many people, departments and roles were mirrored when the reading was over, and how many it did not meet. */
  readonly known: number | null;
  readonly vanished: number | null;
  readonly dueAt: Date | null;
  readonly dueReason: string;
  /** When the reading began that is shown; null: none is yet. */
  readonly snapshotAt: Date | null;
  /** Whether the app sees a part of the organisation only. */
  readonly snapshotPartial: boolean;
  /** Not met, and DingTalk did not say that they are gone: shown as last seen. */
  readonly unconfirmed: number;
  readonly hiddenFields: readonly FieldPermission[];
  readonly notBefore: Date | null;
  readonly failures: number;
  readonly reason: string | null;
  /** Whether some pusher holds an open Stream. */
  readonly streamOpenSince: Date | null;
  /** When the last event was written down. */
  readonly heardAt: Date | null;
  readonly callback: boolean;
}

const read = {
  name: 'mirror-state',
  text: `
    select stage, crawl_started_at as "crawlStartedAt", crawl_reason as "crawlReason", known, vanished,
      due_at as "dueAt", due_reason as "dueReason", snapshot_at as "snapshotAt",
      snapshot_partial as "snapshotPartial", unconfirmed, hidden_fields as "hiddenFields", not_before as "notBefore",
      failures, reason,
      case when stream_until > now() then stream_open_since end as "streamOpenSince", heard_at as "heardAt",
      callback_sealed is not null as callback
    from mirror where connection_id = $1`,
};

export async function mirrorState(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<MirrorState | undefined> {
  return (await db.run<MirrorState>(read, [connectionId]))[0];
}

const age = {
  name: 'snapshot-age',
  text: `
    select extract(epoch from now() - snapshot_at)::int as seconds, snapshot_partial as partial
    from mirror where connection_id = $1 and snapshot_at is not null`,
};

/** How old a mirror's snapshot is. */
export interface SnapshotAge {
  readonly seconds: number;
  /** Whether the app sees a part of the organisation only. */
  readonly partial: boolean;
}

/** undefined: nothing was published yet. */
export async function snapshotAge(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<SnapshotAge | undefined> {
  return (await db.run<SnapshotAge>(age, [connectionId]))[0];
}

const begin = {
  name: 'begin-crawl',
  // A step that asks for the app's scope is the first; what an earlier reading left over is not this one's.
  text: `
    with begun as (
      update mirror
      set stage = 'reading', crawl_id = gen_random_uuid(), crawl_started_at = now(), crawl_reason = due_reason,
        partial = false, hidden_fields = '{}', known = null, vanished = null, due_at = null
      where connection_id = $1 and stage = 'idle' and due_at <= now()
      returning connection_id
    ), cleared as (
      delete from mirror_staged using begun where mirror_staged.connection_id = begun.connection_id
    )
    insert into mirror_step (connection_id, kind, subject) select connection_id, 'scope', '' from begun
    on conflict do nothing returning id`,
};

/** Begins the reading that is due. @returns whether one was */
export async function beginCrawl(db: Queryable, connectionId: ConnectionId): Promise<boolean> {
  return (await db.run(begin, [connectionId])).length > 0;
}

const ask = {
  name: 'ask-for-crawl',
  text: `
    update mirror set due_reason = $2, due_at = least(due_at, now() + $3 * interval '1 millisecond')
    where connection_id = $1 and (due_at is null or due_at > now() + $3 * interval '1 millisecond')`,
};

/** Has the organisation read, unless it is to be read sooner anyway. One that is under way does not count. */
export async function askForCrawl(
  db: Queryable,
  connectionId: ConnectionId,
  reason: string,
  inMs: number,
): Promise<void> {
  await db.run(ask, [connectionId, reason, inMs]);
}

const lock = {
  name: 'lock-crawl',
  text: `
    select stage, partial, crawl_started_at::text as "startedAt",
      exists (select from mirror_step s where s.connection_id = m.connection_id) as pending
    from mirror m where connection_id = $1 for no key update`,
};

/** The reading as whoever moves it on sees it; nobody else does until the transaction ends. */
export interface LockedCrawl {
  readonly stage: CrawlStage;
  readonly partial: boolean;
  readonly startedAt: string | null;
  readonly pending: boolean;
}

export async function lockCrawl(tx: Queryable, connectionId: ConnectionId): Promise<LockedCrawl | undefined> {
  return (await tx.run<LockedCrawl>(lock, [connectionId]))[0];
}

const move = {
  name: 'move-crawl',
  text: `
    update mirror set stage = $2, known = coalesce($3, known), vanished = coalesce($4, vanished)
    where connection_id = $1`,
};

export async function moveCrawl(
  tx: Queryable,
  connectionId: ConnectionId,
  stage: CrawlStage,
  counts?: { readonly known: number; readonly vanished: number },
): Promise<void> {
  await tx.run(move, [connectionId, stage, counts?.known ?? null, counts?.vanished ?? null]);
}

const partly = {
  name: 'crawl-is-partial',
  text: 'update mirror set partial = true where connection_id = $1 and not partial',
};

/** Notes that the app does not see the whole organisation. */
export async function markPartial(db: Queryable, connectionId: ConnectionId): Promise<void> {
  await db.run(partly, [connectionId]);
}

const hide = {
  name: 'crawl-hides-fields',
  text: `
    update mirror set hidden_fields = array(select distinct unnest(hidden_fields || $2::text[]) order by 1)
    where connection_id = $1`,
};

/** Notes that the app may not read some fields any more. */
export async function markHidden(
  db: Queryable,
  connectionId: ConnectionId,
  fields: readonly FieldPermission[],
): Promise<void> {
  await db.run(hide, [connectionId, fields]);
}

const end = {
  name: 'end-crawl',
  text: `
    with ended as (
      update mirror
      set stage = 'idle', crawl_id = null, failures = 0, reason = null, not_before = null,
        snapshot_at = case when $2 then crawl_started_at else snapshot_at end,
        snapshot_partial = case when $2 then partial else snapshot_partial end,
        unconfirmed = case when $2 then $4 else unconfirmed end,
        due_reason = case when due_at is null then 'regular' else due_reason end,
        due_at = least(due_at, now() + $3 * interval '1 millisecond')
      where connection_id = $1 returning connection_id
    ), cleared as (
      delete from mirror_staged using ended where mirror_staged.connection_id = ended.connection_id
    )
    delete from mirror_step using ended where mirror_step.connection_id = ended.connection_id`,
};

/** Ends a reading, published or thrown away, and sets when the next one is due at the latest. */
export async function endCrawl(
  tx: Queryable,
  connectionId: ConnectionId,
  how: { readonly published: boolean; readonly nextInMs: number; readonly unconfirmed: number },
): Promise<void> {
  await tx.run(end, [connectionId, how.published, how.nextInMs, how.unconfirmed]);
}

const rest = {
  name: 'rest-mirror',
  text: `
    update mirror
    set reason = $2, not_before = now() + $3 * interval '1 millisecond', failures = failures + $4::int
    where connection_id = $1`,
};

/** Lets a mirror rest. `counts`: it is trouble, and the next rest is longer. */
export async function restMirror(
  db: Queryable,
  connectionId: ConnectionId,
  how: { readonly reason: string; readonly forMs: number; readonly counts: boolean },
): Promise<void> {
  await db.run(rest, [connectionId, how.reason, how.forMs, how.counts ? 1 : 0]);
}

const calm = {
  name: 'calm-mirror',
  text: `
    update mirror set reason = null, not_before = null, failures = 0
    where connection_id = $1 and (failures > 0 or reason is not null)`,
};

/** A call went through: the trouble is over. */
export async function calmMirror(db: Queryable, connectionId: ConnectionId): Promise<void> {
  await db.run(calm, [connectionId]);
}
