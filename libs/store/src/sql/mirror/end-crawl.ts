import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'end-crawl',
  // What was staged is cleared away afterwards: to do so for 100,000 people takes two seconds.
  text: `
    with ended as (
      update mirror
      set stage = 'idle', crawl_id = null, failures = 0, reason = null, not_before = null,
        snapshot_at = case when $2 then crawl_started_at else snapshot_at end,
        snapshot_partial = case when $2 then partial else snapshot_partial end,
        unconfirmed = case when $2 then $4 else unconfirmed end,
        crawl_seconds = case
          when $2 then extract(epoch from clock_timestamp() - crawl_started_at) else crawl_seconds end,
        known = coalesce(known, $5), vanished = coalesce(vanished, $4),
        due_reason = case when due_at is null then 'regular' else due_reason end,
        due_at = least(due_at, now() + $3 * interval '1 millisecond')
      where connection_id = $1 returning connection_id
    )
    delete from mirror_step using ended where mirror_step.connection_id = ended.connection_id`,
};

const lock = {
  name: 'lock-steps',
  // Whoever is just committing one holds it, and may want the reading's row.
  text: 'select from mirror_step where connection_id = $1 order by id for update',
};

/** How a reading ended. */
export interface CrawlEnd {
  /** Or it was thrown away. */
  readonly published: boolean;
  /** When the next one is due at the latest. */
  readonly nextInMs: number;
  /** How many were mirrored, and how many of them it has not met, where that was counted. */
  readonly counts?: { readonly known: number; readonly vanished: number };
}

export async function endCrawl(
  tx: Queryable,
  connectionId: ConnectionId,
  { published, nextInMs, counts }: CrawlEnd,
): Promise<void> {
  await tx.run(lock, [connectionId]);
  await tx.run(statement, [
    connectionId,
    published,
    nextInMs,
    counts?.vanished ?? null,
    counts?.known ?? null,
  ]);
}
