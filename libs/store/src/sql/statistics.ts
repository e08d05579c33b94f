import type { ConnectionId, Lane } from '#common';
import type { Gate } from '#provisioning';
import type { Queryable } from '../database.js';

const due = {
  name: 'due-by-lane',
  text: `
    select connection_id as "connectionId", lane, count(*)::int as due,
      extract(epoch from now() - min(due_at))::float8 as "oldestSeconds"
    from link where due_at <= now() group by connection_id, lane`,
};

/** What operators scale on. */
export interface DueByLane {
  readonly connectionId: ConnectionId;
  readonly lane: Lane;
  readonly due: number;
  readonly oldestSeconds: number;
}

export async function dueByLane(db: Queryable): Promise<readonly DueByLane[]> {
  return db.run<DueByLane>(due, []);
}

const stopped = {
  name: 'stopped-lanes',
  text: `
    select connection_id as "connectionId", lane, reason, not_before as "notBefore"
    from lane_state where not_before > now()`,
};

/** A lane that rests, or a kind of create that does, because of DingTalk's or the network's trouble. */
export interface StoppedLane {
  readonly connectionId: ConnectionId;
  readonly lane: Lane | Gate;
  readonly reason: string;
  readonly notBefore: Date;
}

export async function stoppedLanes(db: Queryable): Promise<readonly StoppedLane[]> {
  return db.run<StoppedLane>(stopped, []);
}
