import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'find-department-loop',
  // A department's parent is the Group that had it first; only those are followed. "union" ends on older circles.
  text: `
    with recursive up (member, id) as (
      select added.id, parent.group_id from unnest($2::uuid[]) added (id) cross join lateral (
        select m.group_id from membership m
        where m.connection_id = $1 and m.member_id = added.id and m.member_type = 'Group' order by m.seq limit 1) parent
      union
      select up.member, parent.group_id from up cross join lateral (
        select m.group_id from membership m
        where m.connection_id = $1 and m.member_id = up.id order by m.seq limit 1) parent
    )
    select from up where id = member limit 1`,
};

/** A Group would be its own department's parent, directly or through others. */
export class DepartmentLoop extends Error {
  override readonly name = 'DepartmentLoop';
  constructor() {
    super('A department cannot lie below itself.');
  }
}

/**
 * Refuses members that were just added where a department would then lie below itself. The edges are locked: no
 * other edit closes the circle meanwhile.
 *
 * @throws DepartmentLoop
 */
export async function demandNoLoop(
  tx: Queryable,
  connectionId: ConnectionId,
  added: readonly ResourceId[],
): Promise<void> {
  if ((await tx.run(statement, [connectionId, added])).length > 0) throw new DepartmentLoop();
}
