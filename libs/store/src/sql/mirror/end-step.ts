import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'end-step',
  text: 'delete from mirror_step where connection_id = $1 and id = $2 returning 1 as n',
};

/** @returns whether it was still to be made: who came too late must not write what he read */
export async function endStep(tx: Queryable, connectionId: ConnectionId, id: number): Promise<boolean> {
  return (await tx.run(statement, [connectionId, id])).length > 0;
}
