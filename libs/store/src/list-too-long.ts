import { StoreUnavailable } from '#common';
import { isLookup } from './sql/list-statement.js';
import type { ListQuery } from './sql/list-statement.js';

/** A filter or an order had more to go through than one statement has time for (RFC 7644 section 3.12, tooMany). */
export class ListTooLong extends Error {
  override readonly name = 'ListTooLong';
}

/** What Postgres says of a statement that it has ended: its time was over. */
const queryCanceled = '57014';

/**
 * A page of a list. Whoever looks for one Resource by what it is called, or wants all of them as they come, asks for
 * what an index knows: if that took so long, the store is in trouble, not the list too long.
 *
 * @throws ListTooLong, StoreUnavailable
 */
export async function inTime<Page>(query: ListQuery, page: Promise<Page>): Promise<Page> {
  try {
    return await page;
  } catch (error) {
    const isOver = error instanceof StoreUnavailable && error.code === queryCanceled;
    if (isOver && query.parts.some(walksFar)) throw new ListTooLong();
    throw error;
  }
}

const walksFar = (part: ListQuery['parts'][number]): boolean =>
  (part.filter !== undefined && !isLookup(part)) || part.sortBy !== undefined;
