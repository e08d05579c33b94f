import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { NewStep } from './steps.js';

const statement = {
  name: 'add-steps',
  // In one order: two readings of one level meet the same departments and people, each in an order of its own.
  text: `
    insert into mirror_step (connection_id, kind, subject, payload)
    select $1, s.kind, s.subject, coalesce(s.payload, '{}')
    from jsonb_to_recordset($2::jsonb) as s (kind text, subject text, payload jsonb)
    order by s.kind, s.subject
    on conflict (connection_id, kind, subject) do nothing`,
};

/** Adds steps; one that is there already is not made twice. */
export async function addSteps(
  tx: Queryable,
  connectionId: ConnectionId,
  steps: readonly NewStep[],
): Promise<void> {
  if (steps.length > 0) await tx.run(statement, [connectionId, JSON.stringify(steps)]);
}
