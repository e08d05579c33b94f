import type { Queryable } from '../../database.js';

const statement = {
  text: 'analyze (skip_locked) resource, membership, mirrored, link',
};

/**
 * Has the planner look at what the transaction has written so far. In the swap of a first reading it knows nothing of
 * tables that were empty when it looked last, and would go through all of them for every batch. Whoever else looks
 * just now is not waited for.
 */
export async function analyzeMirrored(tx: Queryable): Promise<void> {
  await tx.run(statement, []);
}
