import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'rest-mirror',
  text: `
    update mirror
    set reason = $2, not_before = now() + $3 * interval '1 millisecond', failures = failures + $4::int
    where connection_id = $1`,
};

/** Lets a mirror rest. `counts`: it is trouble, and the next rest is longer. */
export async function restMirror(
  db: Queryable,
  connectionId: ConnectionId,
  how: { readonly reason: string; readonly forMs: number; readonly counts: boolean },
): Promise<void> {
  await db.run(statement, [connectionId, how.reason, how.forMs, how.counts ? 1 : 0]);
}
