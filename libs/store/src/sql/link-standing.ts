import type { ConnectionId, LinkId } from '#common';
import type { Outcome, Presence, Reason } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'link-standing',
  text: `
    select presence, outcome, reason, detail_code as "detailCode", due_at as "dueAt",
      coalesce(due_at <= now(), false) as due,
      not exists (
        select from lane_state s where s.connection_id = l.connection_id and s.lane = l.lane and s.not_before > now()
      ) as "laneGoes"
    from link l where l.connection_id = $1 and l.id = $2`,
};

/** How a Link stands now. */
export interface LinkStanding {
  readonly presence: Presence;
  readonly outcome: Outcome | 'pending';
  readonly reason: Reason | null;
  readonly detailCode: string | null;
  readonly dueAt: Date | null;
  readonly due: boolean;
  /** Whether its lane is not resting. */
  readonly laneGoes: boolean;
}

/** @returns undefined when it is buried */
export async function linkStanding(
  db: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
): Promise<LinkStanding | undefined> {
  return (await db.run<LinkStanding>(statement, [connectionId, id]))[0];
}
