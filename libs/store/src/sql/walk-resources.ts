import type { ConnectionId } from '#common';
import type { Cursor, ListPlace } from '#scim';
import type { Queryable, Statement } from '../database.js';
import { countList } from './count-list.js';
import { resourceOf, wholeType } from './list-resources.js';
import type { ResourcePage } from './list-resources.js';
import { ListStatements } from './list-statement.js';
import type { ListQuery, Walk } from './list-statement.js';
import type { StoredResource } from './read-resource.js';

const columns = `
  r.id, r.type, r.generation, r.body, r.created_at as "createdAt", r.modified_at as "modifiedAt",
  r.seq, null as key`;

/** The list that is walked most: all of a type, oldest first. A place is a number of its index. */
const whole: Readonly<Record<Walk, Statement>> = {
  up: {
    name: 'walk-resources',
    text: `
      select ${columns} from resource r
      where r.connection_id = $1 and r.type = $2 and r.seq > $3 order by r.seq limit $4`,
  },
  down: {
    name: 'walk-resources-back',
    text: `
      select ${columns} from resource r
      where r.connection_id = $1 and r.type = $2 and r.seq < $3 order by r.seq desc limit $4`,
  },
};

/** A page that a cursor led to. */
export interface WalkedPage extends ResourcePage {
  /** The page's first and last Resources, where pages lie before and after them. */
  readonly previous?: Pick<Cursor, 'direction' | 'from'>;
  readonly next?: Pick<Cursor, 'direction' | 'from'>;
}

interface WalkedRow extends StoredResource, ListPlace {}

/**
 * The page a cursor leads to. A place in the default order never changes, so that a Resource that exists
 * throughout a walk is met exactly once, whatever else is written; in another order, if its key stays.
 */
export async function walkResources(
  db: Queryable,
  connectionId: ConnectionId,
  query: ListQuery,
  cursor: Omit<Cursor, 'expiresAt'>,
): Promise<WalkedPage> {
  const { count, from, direction } = cursor;
  if (count === 0) return { totalResults: await countList(db, connectionId, query), resources: [] };
  // One more than the page tells whether another one lies beyond.
  const rows = await steps(db, connectionId, query, cursor, count + 1);
  const met = rows.slice(0, count);
  const page = direction === 'next' ? met : met.reverse();
  const isFirst = direction === 'next' ? from === undefined : rows.length <= count;
  const isLast = direction === 'next' ? rows.length <= count : from === undefined;
  const seen = page.length;
  const total = isFirst && isLast ? seen : await countList(db, connectionId, query);
  return {
    // Page and total are two moments: a total never denies what the page shows.
    totalResults: Math.max(total, seen),
    resources: page.map(resourceOf),
    ...(isFirst ? {} : { previous: placed('previous', page[0]) }),
    ...(isLast ? {} : { next: placed('next', page.at(-1)) }),
  };
}

/** A page that has been emptied meanwhile has no place of its own: beyond it lies that end of the list. */
function placed(
  direction: Cursor['direction'],
  row: WalkedRow | undefined,
): Pick<Cursor, 'direction' | 'from'> {
  return row ? { direction, from: { key: row.key, seq: row.seq } } : { direction };
}

async function steps(
  db: Queryable,
  connectionId: ConnectionId,
  query: ListQuery,
  { direction, from }: Pick<Cursor, 'direction' | 'from'>,
  limit: number,
): Promise<readonly WalkedRow[]> {
  const walk = (query.order === 'ascending') === (direction === 'next') ? 'up' : 'down';
  const type = wholeType(query);
  if (type !== undefined) {
    const seq = from?.seq ?? (walk === 'up' ? 0 : Number.MAX_SAFE_INTEGER);
    return db.run<WalkedRow>(whole[walk], [connectionId, type, seq, limit]);
  }
  const statements = new ListStatements(connectionId, query);
  const statement = statements.page(walk, limit, from ? { place: from } : { offset: 0 });
  return db.run<WalkedRow>(statement, statements.bindings.values);
}
