import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

/** Below the company itself is everything; what else lies below what only DingTalk knows. */
const overlap = (one: string, other: string) =>
  `(${rootOf(one)} = ${rootOf(other)} or 1 in (${rootOf(one)}, ${rootOf(other)}))`;
const rootOf = (connection: string) => `coalesce((${connection}.settings ->> 'rootDepartmentId')::bigint, 1)`;

/**
 * As a condition over a connection `me`: an older one writes the same organisation below the same root, or one of the
 * two has the company itself as its root.
 */
const shares = `exists (
  select from neighbour n join connection older on older.id = n.other_id
  where n.connection_id = me.id and older.direction = 'scim-to-dingtalk' and older.state <> 'ending'
    and (older.created_at, older.id) < (me.created_at, me.id) and ${overlap('me', 'older')})`;

const hold = {
  name: 'hold-shared-root',
  text: `
    update connection me
    set state = 'quarantined', state_reason = 'rootShared', quarantine_code = null, quarantine_address = null,
      quarantined_at = now(), probe_failures = 0, probe_at = now() + $2 * interval '1 millisecond'
    where (me.id = $1 or me.id in (select other_id from neighbour where connection_id = $1))
      and me.direction = 'scim-to-dingtalk' and me.state = 'active' and ${shares}
    returning me.id`,
};

/** Stops the younger of any two that write below one root of one organisation. */
export async function holdSharedRoot(
  tx: Queryable,
  connectionId: ConnectionId,
  probeInMs: number,
): Promise<void> {
  await tx.run(hold, [connectionId, probeInMs]);
}

const check = {
  name: 'shares-root',
  text: `select from connection me where me.id = $1 and me.direction = 'scim-to-dingtalk' and ${shares}`,
};

/** Whether an older connection writes below the same root of the same organisation. */
export async function sharesRoot(db: Queryable, connectionId: ConnectionId): Promise<boolean> {
  return (await db.run(check, [connectionId])).length > 0;
}

const probe = {
  name: 'probe-shared-roots',
  text: `update connection set probe_at = now() where state = 'quarantined' and state_reason = 'rootShared'`,
};

/** A root has changed, or a connection has ended: whoever was stopped for his root is looked at now. */
export async function probeSharedRoots(tx: Queryable): Promise<void> {
  await tx.run(probe, []);
}
