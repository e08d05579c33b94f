import type { ConnectionId } from '#common';
import type { Gate } from '#provisioning';
import type { Queryable } from '../database.js';

const close = {
  name: 'close-gate',
  text: `
    update lane_state
    set failures = failures + 1, reason = $3, since = coalesce(since, now()),
        not_before = now() + $4 * interval '1 millisecond'
    where connection_id = $1 and lane = $2`,
};

/** DingTalk takes no more of a kind: nobody tries for a while. */
export async function closeGate(
  db: Queryable,
  closed: { connectionId: ConnectionId; gate: Gate; reason: string; forMs: number },
): Promise<void> {
  await db.run(close, [closed.connectionId, closed.gate, closed.reason, closed.forMs]);
}

const probe = {
  name: 'take-probe',
  text: `
    update lane_state set not_before = now() + $3 * interval '1 millisecond'
    where connection_id = $1 and lane = $2 and failures > 0 and (not_before is null or not_before <= now())
    returning true as taken`,
};

/** Whether the caller is the one who tries whether a gate is open again; the next one may after `forMs`. */
export async function takeProbe(
  db: Queryable,
  connectionId: ConnectionId,
  gate: Gate,
  forMs: number,
): Promise<boolean> {
  return (await db.run(probe, [connectionId, gate, forMs])).length > 0;
}

const open = {
  name: 'open-gate',
  text: `
    update lane_state set failures = 0, reason = null, since = null, not_before = null
    where connection_id = $1 and lane = $2 and failures > 0`,
};

/** One got through: the gate is open. Who waits for its key is to be woken. */
export async function openGate(db: Queryable, connectionId: ConnectionId, gate: Gate): Promise<void> {
  await db.run(open, [connectionId, gate]);
}
