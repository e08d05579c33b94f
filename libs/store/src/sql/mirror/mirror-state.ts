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

const statement = {
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
  return (await db.run<MirrorState>(statement, [connectionId]))[0];
}
