import type { ConnectionId, Lane } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'connection-pulse',
  text: `
    select
      (select at from activity where connection_id = $1 order by id desc limit 1) as "lastChangeAt",
      coalesce((select sum(calls) from minute_count where connection_id = $1
        and minute > now() - interval '5 minutes'), 0)::int as "recentCalls",
      coalesce((select sum(changes) from minute_count where connection_id = $1
        and minute > now() - interval '5 minutes'), 0)::int as "recentChanges",
      coalesce((select jsonb_agg(q) from (
        select lane, count(*)::int as due, floor(extract(epoch from now() - min(due_at)))::int as "oldestSeconds"
        from link where connection_id = $1 and due_at <= now() group by lane) q), '[]') as lanes`,
};

/** Work that is due in a lane. */
export interface LaneQueue {
  readonly lane: Lane;
  readonly due: number;
  readonly oldestSeconds: number;
}

/** How a connection lives just now. */
export interface ConnectionPulse {
  readonly lastChangeAt: Date | null;
  /** In the last five minutes. */
  readonly recentCalls: number;
  readonly recentChanges: number;
  readonly lanes: readonly LaneQueue[];
}

export async function connectionPulse(db: Queryable, connectionId: ConnectionId): Promise<ConnectionPulse> {
  const [pulse] = await db.run<ConnectionPulse>(statement, [connectionId]);
  return pulse ?? { lastChangeAt: null, recentCalls: 0, recentChanges: 0, lanes: [] };
}
