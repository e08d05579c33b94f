import { AnswerLost } from './errors.js';

/** One page of a list, and where the next one starts; without `next` it was the last. */
export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  readonly next: Cursor | undefined;
}

/** More than the largest list has: a hundred thousand people in one department, fifty at a time. */
const maxPages = 2_000;

/**
 * Walks a list page by page. What is not known to be whole must not look like it: a cursor that comes round again,
 * or a list without end, is an error, not an end.
 *
 * @throws AnswerLost('cursor-loop' | 'endless-list'), and what `read` throws
 */
export async function* walk<Item, Cursor extends number | string>(
  first: Cursor,
  read: (cursor: Cursor) => Promise<Page<Item, Cursor>>,
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<Cursor>();
  for (let cursor: Cursor | undefined = first; cursor !== undefined;) {
    if (seen.has(cursor)) throw new AnswerLost('cursor-loop');
    if (seen.size === maxPages) throw new AnswerLost('endless-list');
    seen.add(cursor);
    const page: Page<Item, Cursor> = await read(cursor);
    yield* page.items;
    cursor = page.next;
  }
}
