import type { ConnectionId } from '#common';
import type { BlockReason, LinkKind, WaitReason } from '#provisioning';
import type { Queryable } from '../database.js';
import { maybeNotInStep, standingOfLink } from './standing.js';
import type { Standing } from './standing.js';

const statement = {
  name: 'count-standings',
  // What is in step is not counted one by one but is the rest of all: a page that refreshes must stay cheap.
  text: `
    with stands as (
      select connection_id, kind, resource_id, reason, ${standingOfLink} as state
      from link where ${maybeNotInStep}
    ), apart as (
      select connection_id, kind, state, case when state <> 'onTheWay' then reason end as reason,
        count(*)::int as n, count(resource_id)::int as of_resources
      from stands where state <> 'inStep' group by 1, 2, 3, 4
    ), whole as (
      select connection_id, case type when 'User' then 'account' else 'department' end as kind, sum(n)::int as n
      from counter group by 1, 2
    )
    select connection_id as "connectionId", kind, state, reason, n from apart
    union all
    select w.connection_id, w.kind, 'inStep', null, greatest(w.n - coalesce(sum(a.of_resources)::int, 0), 0)
    from whole w left join apart a using (connection_id, kind) group by w.connection_id, w.kind, w.n`,
};

/** How many Links of a kind stand so, for this reason. */
export interface CountedStanding {
  readonly connectionId: ConnectionId;
  readonly kind: LinkKind;
  readonly state: Standing;
  /** Why it waits or is blocked. */
  readonly reason: WaitReason | BlockReason | null;
  readonly n: number;
}

/** How everything stands, of all connections. */
export async function countStandings(db: Queryable): Promise<readonly CountedStanding[]> {
  return db.run<CountedStanding>(statement, []);
}
