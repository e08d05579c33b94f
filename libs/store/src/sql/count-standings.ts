import type { ConnectionId } from '#common';
import type { BlockReason, LinkKind, WaitReason } from '#provisioning';
import type { Queryable } from '../database.js';
import { maybeNotInStep, standingOfLink } from './standing.js';
import type { Standing } from './standing.js';

// What is in step is not counted one by one but is the rest of all: a page that refreshes must stay cheap.
const counting = (name: string, which: string) => ({
  name,
  text: `
    with stands as (
      select connection_id, case kind when 'role' then 'department' else kind end as kind, resource_id, reason, ${standingOfLink} as state
      from link where ${which} and ${maybeNotInStep}
    ), apart as (
      select connection_id, kind, state, case when state <> 'onTheWay' then reason end as reason,
        count(*)::int as n, count(resource_id)::int as of_resources
      from stands where state <> 'inStep' group by 1, 2, 3, 4
    ), whole as (
      select connection_id, case type when 'User' then 'account' else 'department' end as kind, sum(n)::int as n
      from counter where ${which} group by 1, 2
    )
    select connection_id as "connectionId", kind, state, reason, n from apart
    union all
    select w.connection_id, w.kind, 'inStep', null, greatest(w.n - coalesce(sum(a.of_resources)::int, 0), 0)
    from whole w left join apart a using (connection_id, kind) group by w.connection_id, w.kind, w.n`,
});
const ofAll = counting('count-standings', 'true');
const ofOne = counting('count-standings-of', 'connection_id = $1');

/** How many Links of a kind stand so, for this reason. */
export interface CountedStanding {
  readonly connectionId: ConnectionId;
  /** Roles count as departments: a Group is the one or the other. */
  readonly kind: Exclude<LinkKind, 'role'>;
  readonly state: Standing;
  /** Why it waits or is blocked. */
  readonly reason: WaitReason | BlockReason | null;
  readonly n: number;
}

/** How everything stands, of one connection or of all. */
export async function countStandings(
  db: Queryable,
  connectionId?: ConnectionId,
): Promise<readonly CountedStanding[]> {
  return connectionId === undefined
    ? db.run<CountedStanding>(ofAll, [])
    : db.run<CountedStanding>(ofOne, [connectionId]);
}
