import type { ListPage } from './list-page.js';

/** How the next page is asked for. */
export type PageAsk =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  /** Without a cursor it is the first page (RFC 9865 2). */
  | { readonly kind: 'cursor'; readonly cursor?: string; readonly count: number };

/** How far the reading of a list has come. */
export interface ListWalk {
  readonly ask: PageAsk;
  readonly pages: number;
  readonly items: number;
  /** How many the reader knows of before: more than there seem to be makes it look once behind the end. */
  readonly known: number;
  /** The page asked for lies behind the end, if the server's total is true. */
  readonly probing: boolean;
  /** Pages without anything, one after the other. */
  readonly empty: number;
}

/** What decides how to go on after a page; what is on it does not. */
export interface MetPage extends Pick<ListPage, 'total' | 'nextCursor'> {
  readonly resources: { readonly length: number };
}

export type ListStep =
  | { readonly kind: 'more'; readonly walk: ListWalk }
  | { readonly kind: 'done'; readonly walk: ListWalk }
  | { readonly kind: 'broken'; readonly reason: 'duplicatePage' | 'cursorRepeats' | 'endless' };

const maxPages = 1_000_000;
const maxEmpty = 3;

/** The beginning of a walk through a list, by cursor where the server offers that. */
export function beginWalk(how: {
  readonly by: PageAsk['kind'];
  readonly count: number;
  readonly known: number;
}): ListWalk {
  const { by, count, known } = how;
  const ask: PageAsk = by === 'cursor' ? { kind: 'cursor', count } : { kind: 'index', startIndex: 1, count };
  return { ask, pages: 0, items: 0, known, probing: false, empty: 0 };
}

/**
 * What to do after a page: how far to go on is decided by what came, and by what the server says of it only where that
 * can be true. A server may give fewer than were asked for on every page, so places are counted by what came; its total
 * may be that of the page, of another moment, or of another list.
 *
 * @param fresh how many of the page were not on an earlier one
 */
export function advance(walk: ListWalk, page: MetPage, fresh: number): ListStep {
  const count = page.resources.length;
  const next = { pages: walk.pages + 1, items: walk.items + count };
  if (count > 0 && fresh === 0) {
    // Whoever ignores paging gives everything again: all of it was on the first page, then.
    if (walk.probing) return done(walk, next);
    return { kind: 'broken', reason: 'duplicatePage' };
  }
  if (next.pages >= maxPages) return { kind: 'broken', reason: 'endless' };
  return walk.ask.kind === 'cursor' ? byCursor(walk, walk.ask, page, next) : byIndex(walk, page, next);
}

type Reached = Pick<ListWalk, 'pages' | 'items'>;

function byCursor(
  walk: ListWalk,
  ask: PageAsk & { readonly kind: 'cursor' },
  { nextCursor, total, resources }: MetPage,
  next: Reached,
): ListStep {
  if (nextCursor === undefined) {
    // A server that does not know cursors has answered as if none had been given.
    const ignored = ask.cursor === undefined && total !== undefined && total > resources.length;
    return ignored ? more(walk, next, indexAsk(walk, next.items)) : done(walk, next);
  }
  if (nextCursor === ask.cursor) return { kind: 'broken', reason: 'cursorRepeats' };
  const empty = resources.length === 0 ? walk.empty + 1 : 0;
  if (empty >= maxEmpty) return { kind: 'broken', reason: 'endless' };
  return more(walk, next, { kind: 'cursor', cursor: nextCursor, count: ask.count }, { empty });
}

function byIndex(walk: ListWalk, { total, resources }: MetPage, next: Reached): ListStep {
  if (resources.length === 0 || walk.probing) {
    // Something behind the end: the total was a lie, and is none to go by any more.
    return resources.length === 0
      ? done(walk, next)
      : more(walk, next, indexAsk(walk, next.items), unbounded);
  }
  if (walk.known === Infinity || total === undefined || next.items < total)
    return more(walk, next, indexAsk(walk, next.items));
  // A total that has been passed was none. A first page that calls itself the whole list may be one of a server that
  // counts its pages only; and where more were there before, it is worth a page to see whether they have gone.
  const ofThePage = walk.pages === 0 && walk.known === 0 && total === resources.length;
  const doubtful = next.items > total || ofThePage || walk.known > next.items;
  return doubtful ? more(walk, next, indexAsk(walk, next.items), { probing: true }) : done(walk, next);
}

/** From here on only an empty page is the end. */
const unbounded = { probing: false, known: Infinity };

const indexAsk = (walk: ListWalk, items: number): PageAsk => ({
  kind: 'index',
  startIndex: items + 1,
  count: walk.ask.count,
});

const more = (
  walk: ListWalk,
  next: Reached,
  ask: PageAsk,
  changed: Partial<Pick<ListWalk, 'probing' | 'known' | 'empty'>> = {},
): ListStep => ({
  kind: 'more',
  walk: {
    ask,
    pages: next.pages,
    items: next.items,
    known: changed.known ?? walk.known,
    probing: changed.probing ?? false,
    empty: changed.empty ?? 0,
  },
});

const done = (walk: ListWalk, next: Reached): ListStep => ({
  kind: 'done',
  walk: {
    ask: walk.ask,
    pages: next.pages,
    items: next.items,
    known: walk.known,
    probing: false,
    empty: 0,
  },
});
