import type { ConnectionId, Lane, LinkId } from '#common';
import type { Queryable } from '../database.js';
import type { ClaimedLink } from './claim-due.js';

const statement = {
  name: 'claim-link',
  text: `
    update link
    set lease_until = now() + $3 * interval '1 millisecond', lease_epoch = lease_epoch + 1, attempts = attempts + 1
    where connection_id = $1 and id = $2 and (lease_until is null or lease_until < now())
      and exists (
        select from lane_state s join connection c on c.id = s.connection_id
        where s.connection_id = $1 and s.lane = link.lane and (s.not_before is null or s.not_before <= now())
          and c.state = 'active')
    returning id, lease_epoch as epoch, generation, kind, attempts, lane`,
};

/** A Link that was claimed by its id, and the lane that it is worked in. */
export type ClaimedOne = ClaimedLink & { readonly lane: Lane };

/**
 * Claims one Link, whether it is due or not.
 *
 * @returns undefined while somebody else has it, or its lane or the whole connection is stopped
 */
export async function claimLink(
  db: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  leaseMs: number,
): Promise<ClaimedOne | undefined> {
  return (await db.run<ClaimedOne>(statement, [connectionId, id, leaseMs]))[0];
}
