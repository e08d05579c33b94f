import type { ConnectionId, Lane, LinkId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';
import { nothingIsPlanned } from './run-rows.js';

const statement = {
  name: 'claim-due',
  text: `
    with picked as (
      select id from link
      where connection_id = $1 and lane = $2 and due_at <= now() and (lease_until is null or lease_until < now())
        and exists (
          select from lane_state s join connection c on c.id = s.connection_id
          where s.connection_id = $1 and s.lane = $2 and (s.not_before is null or s.not_before <= now())
            and c.state = 'active')
        and ${nothingIsPlanned('$1')}
      order by due_at limit $3
      for no key update skip locked
    )
    update link
    set lease_until = now() + $4 * interval '1 millisecond', lease_epoch = lease_epoch + 1, attempts = attempts + 1
    from picked where link.connection_id = $1 and link.id = picked.id
    returning link.id, link.lease_epoch as epoch, link.generation, link.kind, link.attempts`,
};

/** A Link that this process may work on until its lease ends. */
export interface ClaimedLink {
  readonly id: LinkId;
  /** Whoever claims it next gets a higher one; writes with an older one come to nothing. */
  readonly epoch: number;
  /** As it was claimed. */
  readonly generation: number;
  readonly kind: LinkKind;
  readonly attempts: number;
}

/** Claims the earliest due Links of a lane; none while the lane or the whole connection is stopped. */
export async function claimDue(
  db: Queryable,
  claim: { connectionId: ConnectionId; lane: Lane; limit: number; leaseMs: number },
): Promise<readonly ClaimedLink[]> {
  return db.run<ClaimedLink>(statement, [claim.connectionId, claim.lane, claim.limit, claim.leaseMs]);
}
