import type { ConnectionId } from '#common';
import type { Queryable, Statement } from '../database.js';
import { countList } from './count-list.js';
import { startOf } from './counting.js';
import { ListStatements } from './list-statement.js';
import type { ListQuery } from './list-statement.js';
import type { StoredResource } from './read-resource.js';

const columns = `r.id, r.type, r.generation, r.body, r.created_at as "createdAt", r.modified_at as "modifiedAt"`;

const ofType = 'from resource r where r.connection_id = $1 and r.type = $2';

const wholePage: Statement = {
  name: 'list-resources',
  // The counters tell the block that the page begins in, the index its first row, from the nearer end of the block.
  // Counters and page are of one snapshot.
  text: `
    with block as (
      select block, sum(n) as n, sum(sum(n)) over (order by block) as upto
      from counter where connection_id = $1 and type = $2 group by block
    ), sought as (
      select ${startOf('block')} as start, ${startOf('(block + 1)')} as beyond, before, after, before > after as "fromEnd"
      from (select block, $3::bigint - (upto - n) as before, upto - $3::bigint - 1 as after from block) place
      where after >= 0 order by block limit 1
    ), first as (
      (select r.seq ${ofType} and r.seq >= (select start from sought) order by r.seq
        offset (select before from sought) limit (select count(*) from sought where not "fromEnd"))
      union all
      (select r.seq ${ofType} and r.seq < (select beyond from sought) order by r.seq desc
        offset (select after from sought) limit (select count(*) from sought where "fromEnd"))
    )
    select ${columns} ${ofType} and r.seq >= (select seq from first) order by r.seq limit $4`,
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
