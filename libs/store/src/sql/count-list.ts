import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';
import { countResources } from './count-resources.js';
import { ListStatements } from './list-statement.js';
import type { ListQuery } from './list-statement.js';

/** How many Resources are in a list: of whole types from their counters, with a filter by counting. */
export async function countList(
  db: Queryable,
  connectionId: ConnectionId,
  query: ListQuery,
): Promise<number> {
  if (query.parts.every(({ filter }) => filter === undefined)) {
    return countResources(
      db,
      connectionId,
      query.parts.map(({ type }) => type),
    );
  }
  // Unsorted: whatever a sort key binds would be bound and not used.
  const parts = query.parts.map(({ type, filter }) => ({
    type,
    ...(filter === undefined ? {} : { filter }),
  }));
  const statements = new ListStatements(connectionId, { ...query, parts });
  const [row] = await db.run<{ n: number }>(statements.total(), statements.bindings.values);
  return row?.n ?? 0;
}
