import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'snapshot-age',
  text: `
    select extract(epoch from now() - snapshot_at)::int as seconds, snapshot_partial as partial
    from mirror where connection_id = $1 and snapshot_at is not null`,
};

/** How old a mirror's snapshot is. */
export interface SnapshotAge {
  readonly seconds: number;
  /** Whether the app sees a part of the organisation only. */
  readonly partial: boolean;
}

/** undefined: nothing was published yet. */
export async function snapshotAge(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<SnapshotAge | undefined> {
  return (await db.run<SnapshotAge>(statement, [connectionId]))[0];
}
