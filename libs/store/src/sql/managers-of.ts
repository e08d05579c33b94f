import type { ConnectionId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'managers-of',
  text: `
    select r.id as "userId", m.id as value, m.body ->> 'displayName' as "displayName"
    from resource r
    join resource m on m.connection_id = r.connection_id and m.id = r.manager_id and m.type = 'User'
    where r.connection_id = $1 and r.id = any($2::uuid[])`,
};

/** The manager that a User's enterprise extension names (RFC 7643 4.3). */
export interface ManagerOfUser {
  readonly value: ResourceId;
  readonly displayName?: string;
}

/** The manager of each User who has one; an id that names no User is nobody. */
export async function managersOf(
  db: Queryable,
  connectionId: ConnectionId,
  users: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, ManagerOfUser>> {
  const rows = await db.run<{ userId: ResourceId; value: ResourceId; displayName: string | null }>(
    statement,
    [connectionId, users],
  );
  return new Map(
    rows.map(({ userId, value, displayName }) => [
      userId,
      { value, ...(displayName === null ? {} : { displayName }) },
    ]),
  );
}
