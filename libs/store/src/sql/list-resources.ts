import type { ConnectionId } from '#common';
import type { Queryable, Statement } from '../database.js';
import { countList } from './count-list.js';
import { ListStatements } from './list-statement.js';
import type { ListQuery } from './list-statement.js';
import type { StoredResource } from './read-resource.js';

const columns = `r.id, r.type, r.generation, r.body, r.created_at as "createdAt", r.modified_at as "modifiedAt"`;

const ids = 'select r.id from resource r where r.connection_id = $1 and r.type = $2 order by r.seq';

const wholePage: Statement = {
  name: 'list-resources',
  // The index alone finds the page, from the nearer end: a deep one reads ids, not the bodies of all that come
  // before it. Count and page are of one snapshot. As an array the ids are few to the planner; a page of unknown
  // size it takes for a tenth of the table.
  text: `
    with sought as (
      select n, least($4::bigint, greatest(n - $3::bigint, 0)) as size, $3::bigint * 2 > n as "fromEnd"
      from (select coalesce(sum(n), 0) as n from counter where connection_id = $1 and type = $2) total
    )
    select ${columns} from resource r
    where r.connection_id = $1 and r.id = any (array(
      (${ids} offset $3::bigint limit (select case when "fromEnd" then 0 else size end from sought))
      union all
      (${ids} desc offset (select n - $3::bigint - size from sought where n > $3::bigint)
        limit (select case when "fromEnd" then size else 0 end from sought))))
    order by r.seq`,
};

/** A page by its place in the list (RFC 7644 section 3.4.2.4). */
export interface PlacedPage {
  /** 1-based. */
  readonly startIndex: number;
  /** 0 asks for the total only. */
  readonly count: number;
}

export interface ResourcePage {
  /** How many there are on all pages. */
  readonly totalResults: number;
  readonly resources: readonly StoredResource[];
}

/** A page of a list by its place, and how many Resources there are on all pages. */
export async function listResources(
  db: Queryable,
  connectionId: ConnectionId,
  query: ListQuery,
  { startIndex, count }: PlacedPage,
): Promise<ResourcePage> {
  const resources = count === 0 ? [] : await placed(db, connectionId, query, startIndex - 1, count);
  const seen = startIndex - 1 + resources.length;
  // A page that is not full is the last one, so it has counted; past the end it has seen nothing.
  const isLast = resources.length < count && (resources.length > 0 || startIndex === 1);
  if (isLast) return { totalResults: seen, resources };
  const total = await countList(db, connectionId, query);
  // Page and total are two moments: a total never denies what the page shows.
  return { totalResults: resources.length > 0 ? Math.max(total, seen) : total, resources };
}

async function placed(
  db: Queryable,
  connectionId: ConnectionId,
  query: ListQuery,
  offset: number,
  limit: number,
): Promise<readonly StoredResource[]> {
  const type = wholeType(query);
  if (type !== undefined) return db.run<StoredResource>(wholePage, [connectionId, type, offset, limit]);
  const statements = new ListStatements(connectionId, query);
  const statement = statements.page(query.order === 'ascending' ? 'up' : 'down', limit, { offset });
  return (await db.run<StoredResource>(statement, statements.bindings.values)).map(resourceOf);
}

/** A row of a list without what it is put in order by. */
export const resourceOf = (row: StoredResource): StoredResource => ({
  id: row.id,
  type: row.type,
  generation: row.generation,
  body: row.body,
  createdAt: row.createdAt,
  modifiedAt: row.modifiedAt,
});

/** The type that a list has all Resources of, oldest first: the list that is asked for most. */
export function wholeType({ parts, order }: ListQuery): StoredResource['type'] | undefined {
  const [part] = parts;
  const isWhole = parts.length === 1 && part?.filter === undefined && part?.sortBy === undefined;
  return isWhole && order === 'ascending' ? part?.type : undefined;
}
