import type { ConnectionId } from '#common';
import type { Filter } from '#scim';
import type { Queryable, Statement } from '../database.js';
import { Bindings } from '../filter/bindings.js';
import { compileFilter } from '../filter/compile.js';
import type { Condition } from '../filter/compile.js';
import { countResources } from './count-resources.js';
import type { StoredResource } from './read-resource.js';

const columns = `r.id, r.type, r.generation, r.body, r.created_at as "createdAt", r.modified_at as "modifiedAt"`;

const selected = 'r.connection_id = $1 and r.type = $2';

const unfilteredPage: Statement = {
  name: 'list-resources',
  // The index alone finds the page: a deep one reads ids, not the bodies of all that come before it. As an array
  // they are few to the planner; a page of unknown size it takes for a tenth of the table.
  text: `
    select ${columns} from resource r
    where r.connection_id = $1 and r.id = any (array(
      select r.id from resource r where ${selected} order by r.seq offset $3 limit $4))
    order by r.seq`,
};

const filteredPage = ({ sql, narrows }: Condition, offset: string, limit: string): Statement => ({
  // Of an array's elements the planner knows nothing, and supposes so many rows with this address that walking
  // along seq until the page is full looks cheapest. An expression has no index to walk along.
  text: `
    select ${columns} from resource r where ${selected} and ${sql}
    order by ${narrows ? 'r.seq + 0' : 'r.seq'} offset ${offset} limit ${limit}`,
});

const filteredCount = ({ sql }: Condition): Statement => ({
  text: `select count(*) as n from resource r where ${selected} and ${sql}`,
});

/** A page of a list of Resources (RFC 7644 section 3.4.2). */
export interface ResourceQuery {
  readonly type: StoredResource['type'];
  readonly filter?: Filter;
  /** 1-based. */
  readonly startIndex: number;
  /** 0 asks for the total only. */
  readonly count: number;
  /** The public address of the SCIM root: filters may compare meta.location and $ref. */
  readonly baseUrl: string;
}

export interface ResourcePage {
  /** How many there are on all pages. */
  readonly totalResults: number;
  readonly resources: readonly StoredResource[];
}

/** Where the rows of a list come from. */
interface Selection {
  readonly page: (offset: number, limit: number) => Promise<readonly StoredResource[]>;
  readonly total: () => Promise<number>;
}

/** The Resources of a type that match, oldest first; the order is the same on every page. */
export async function listResources(
  db: Queryable,
  connectionId: ConnectionId,
  query: ResourceQuery,
): Promise<ResourcePage> {
  const { startIndex, count, filter } = query;
  const selection = filter ? matching(db, connectionId, { ...query, filter }) : all(db, connectionId, query);
  const resources = count === 0 ? [] : await selection.page(startIndex - 1, count);
  const seen = startIndex - 1 + resources.length;
  // A page that is not full is the last one, so it has counted; past the end it has seen nothing.
  const isLast = resources.length < count && (resources.length > 0 || startIndex === 1);
  if (isLast) return { totalResults: seen, resources };
  const total = await selection.total();
  // Page and total are two moments: a total never denies what the page shows.
  return { totalResults: resources.length > 0 ? Math.max(total, seen) : total, resources };
}

function all(db: Queryable, connectionId: ConnectionId, { type }: ResourceQuery): Selection {
  return {
    page: (offset, limit) => db.run(unfilteredPage, [connectionId, type, offset, limit]),
    total: () => countResources(db, connectionId, type),
  };
}

function matching(
  db: Queryable,
  connectionId: ConnectionId,
  { type, baseUrl, filter }: ResourceQuery & { readonly filter: Filter },
): Selection {
  const bindings = new Bindings([connectionId, type]);
  const condition = compileFilter(filter, { type, baseUrl, bindings });
  const { values } = bindings;
  return {
    page: (offset, limit) => {
      const paged = new Bindings(values);
      const statement = filteredPage(condition, paged.add(offset), paged.add(limit));
      return db.run(statement, paged.values);
    },
    total: async () => (await db.run<{ n: number }>(filteredCount(condition), values))[0]?.n ?? 0,
  };
}
