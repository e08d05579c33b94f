import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { DueSubject } from './claim-due-subjects.js';

const statement = {
  name: 'finish-due-subject',
  text: `
    with done as (
      delete from mirror_due where connection_id = $1 and kind = $2 and external_id = $3 and generation = $4
      returning 1
    )
    update mirror_due set lease_until = null
    where connection_id = $1 and kind = $2 and external_id = $3 and not exists (select from done)`,
};

/** Ends a look; what was heard meanwhile has it looked at once more. */
export async function finishDueSubject(
  tx: Queryable,
  connectionId: ConnectionId,
  { kind, externalId, generation }: DueSubject,
): Promise<void> {
  await tx.run(statement, [connectionId, kind, externalId, generation]);
}
