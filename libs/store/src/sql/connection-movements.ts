import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'connection-movements',
  // Rows of a connection by its key, or the newest by an index: asked every two seconds of whatever is watched.
  text: `
    select
      (select concat_ws(' ', count(*), sum(listed), count(*) filter (where state = 'gathering'),
          count(*) filter (where state = 'planning'), count(*) filter (where state = 'held'),
          max(greatest(created_at, planned_at, closed_at)))
        from run where connection_id = $1) as runs,
      (select md5(concat_ws(' ', base_url, auth_shown, settings, paused, next_at, asked_at, allowed_run, (
          select r::text from source_run r where r.connection_id = $1 order by r.seq desc limit 1)))
        from source where connection_id = $1) as source,
      (select md5(concat_ws(' ', stage, crawl_started_at, known, vanished, due_at, snapshot_at, unconfirmed,
          array_to_string(hidden_fields, ','), not_before, failures, reason, stream_open_since, heard_at,
          callback_sealed is null))
        from mirror where connection_id = $1) as mirror,
      (select concat_ws(' ', state, state_reason, quarantine_code, quarantine_address, quarantined_at, probe_at, (
          select string_agg(concat_ws(' ', lane, reason, since, failures, not_before), ',' order by lane)
          from lane_state s where s.connection_id = $1 and s.reason is not null))
        from connection where id = $1) as troubles,
      concat_ws(' ',
        (select concat_ws(' ', count(*), max(started_at), max(finished_at)) from preflight where connection_id = $1),
        (select concat_ws(' ', count(*), max(started_at), max(finished_at))
          from adoption_list where connection_id = $1),
        (select concat_ws(' ', count(*), max(started_at), max(finished_at)) from reading where connection_id = $1)
      ) as reports`,
};

/** Stands for how each part of a connection is: another text means that something of it is another. */
export interface ConnectionMovements {
  readonly runs: string;
  /** null: it is read from no Source. */
  readonly source: string | null;
  /** null: it is no mirror. */
  readonly mirror: string | null;
  readonly troubles: string | null;
  /** Preflights, lists of proposals, readings. */
  readonly reports: string;
}

export async function connectionMovements(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<ConnectionMovements | undefined> {
  const [row] = await db.run<ConnectionMovements>(statement, [connectionId]);
  return row;
}
