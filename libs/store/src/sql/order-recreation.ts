import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'order-recreation',
  // Only where the mobile is in the way: an order is no stock for later.
  text: `
    update link
    set recreate = 'ordered', asked_by = $3, generation = generation + 1, attempts = 0,
        due_at = least(due_at, now())
    where connection_id = $1 and resource_id = $2 and kind = 'account' and outcome = 'blocked'
      and reason = 'mobileChange'
    returning id`,
};

/**
 * Lets the account of a person whose mobile has changed be deleted and made again.
 *
 * @returns whether there was such a person
 */
export async function orderRecreation(
  db: Queryable,
  connectionId: ConnectionId,
  resourceId: ResourceId,
  askedBy: string,
): Promise<boolean> {
  return (await db.run(statement, [connectionId, resourceId, askedBy])).length > 0;
}
