import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'count-suspects',
  text: `
    select count(*)::int as known, count(*) filter (where s.external_id is null)::int as vanished
    from mirrored m
    left join mirror_staged s
      on s.connection_id = m.connection_id and s.kind = m.kind and s.external_id = m.external_id
    where m.connection_id = $1 and m.left_at is null`,
};

/** How many are mirrored, and how many of them a reading has not met. */
export async function countSuspects(
  tx: Queryable,
  connectionId: ConnectionId,
): Promise<{ readonly known: number; readonly vanished: number }> {
  const [row] = await tx.run<{ known: number; vanished: number }>(statement, [connectionId]);
  return row ?? { known: 0, vanished: 0 };
}
