import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';
import type { ClaimedLink } from './claim-due.js';

const statement = {
  name: 'put-off-link',
  // A change that came meanwhile may be the mend: its due time stands.
  text: `
    update link
    set outcome = 'retry', reason = null, detail_code = 'bug', waiting_on = null, lease_until = null,
        due_at = case when generation = $4 then now() + $5 * interval '1 millisecond' else due_at end
    where connection_id = $1 and id = $2 and lease_epoch = $3`,
};

/** Has a claimed Link looked at again later, that could not even be planned: that is ours to mend. */
export async function putOffLink(
  db: Queryable,
  connectionId: ConnectionId,
  { id, epoch, generation }: ClaimedLink,
  forMs: number,
): Promise<void> {
  await db.run(statement, [connectionId, id, epoch, generation, forMs]);
}
