import type { Queryable } from '../../database.js';

const statement = {
  // Only of what the swap looks for: what a body is like would take longest to find out, and grows with the people.
  text: `
    analyze (skip_locked)
      resource (connection_id, id, type, user_name_key), membership (connection_id, group_id, member_id),
      mirrored (connection_id, kind, external_id, resource_id, group_ids), link (connection_id, id, kind, external_id)`,
};

/**
 * Has the planner look at what the transaction has written so far. In the swap of a first reading it knows nothing of
 * tables that were empty when it looked last, and would go through all of them for every batch. Whoever else looks
 * just now is not waited for.
 */
export async function analyzeMirrored(tx: Queryable): Promise<void> {
  await tx.run(statement, []);
}
