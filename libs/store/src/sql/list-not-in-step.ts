import type { ConnectionId, ResourceId } from '#common';
import type { BlockReason, LinkKind, Presence, WaitReason } from '#provisioning';
import type { Queryable } from '../database.js';
import { maybeNotInStep, standingOfLink } from './standing.js';
import type { Standing } from './standing.js';

const statement = {
  name: 'list-not-in-step',
  // A few of every group, so that ten thousand of one reason do not hide the one of another.
  text: `
    select l.kind, l.state, case when l.state <> 'onTheWay' then l.reason end as reason, l.presence,
      l.resource_id as "resourceId", l.detail_code as "detailCode",
      coalesce(r.body ->> 'displayName', r.body -> 'name' ->> 'formatted', r.body ->> 'userName',
        l.applied ->> 'name') as "displayName"
    from unnest($2::text[], $3::text[], $4::text[]) as wanted (kind, state, reason)
    cross join lateral (
      select * from (select *, ${standingOfLink} as state from link where connection_id = $1 and ${maybeNotInStep}) s
      where s.kind = wanted.kind and s.state = wanted.state
        and (s.state = 'onTheWay' or s.reason is not distinct from wanted.reason)
      limit $5
    ) l
    left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    order by "displayName", l.id`,
};

/** A kind, state and reason of which some Links are to be listed. */
export interface StateGroup {
  readonly kind: LinkKind;
  readonly state: Standing;
  readonly reason: WaitReason | BlockReason | null;
}

/** A Link that is not in step. */
export interface NotInStep extends StateGroup {
  readonly presence: Presence;
  /** null: SCIM has deleted it, and DingTalk shows it still. */
  readonly resourceId: ResourceId | null;
  readonly displayName: string | null;
  /** DingTalk's own code, where it refused. */
  readonly detailCode: string | null;
}

/** Up to `limit` Links of each group, by name. */
export async function listNotInStep(
  db: Queryable,
  connectionId: ConnectionId,
  groups: readonly StateGroup[],
  limit: number,
): Promise<readonly NotInStep[]> {
  const column = (name: keyof StateGroup) => groups.map((group) => group[name]);
  return db.run<NotInStep>(statement, [
    connectionId,
    column('kind'),
    column('state'),
    column('reason'),
    limit,
  ]);
}
