import { ScimError } from './error.js';

/** Where one resource stands in a sorted list. */
export interface ListPlace {
  /** What the resource is sorted by, as the store writes it; null without a value, or where nothing is sorted by. */
  readonly key: string | null;
  /** Grows with each resource that is made, and never changes. */
  readonly seq: number;
}

/** How far a walk through a list has come, and where it goes on. */
export interface Cursor {
  readonly direction: 'next' | 'previous';
  /** The resource next to the page. Without it the walk starts at its end of the list. */
  readonly from?: ListPlace;
  /** How many resources the walk's pages hold. */
  readonly count: number;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A cursor as text. Whoever hands it out seals it: it holds a value of the resource, and must not be forged. */
export function cursorText({ direction, from, count, expiresAt }: Cursor): string {
  return JSON.stringify([direction, count, expiresAt, ...(from ? [from.seq, from.key] : [])]);
}

/**
 * Reads what `cursorText` wrote, for a page of `count` resources, where the client says how many.
 *
 * Throws 400 expiredCursor, 400 invalidCount where the count is not that of the first page (RFC 9865 section 2.1).
 */
export function readCursor(text: string, count: number | undefined, now: number): Cursor {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) throw invalidCursor();
  const [direction, size, expiresAt, seq, key = null] = parts as readonly unknown[];
  if (direction !== 'next' && direction !== 'previous') throw invalidCursor();
  if (typeof size !== 'number' || typeof expiresAt !== 'number') throw invalidCursor();
  if (expiresAt < now) {
    throw new ScimError(400, 'The cursor has expired; start again with an empty one.', 'expiredCursor');
  }
  if (count !== undefined && count !== size) {
    throw new ScimError(400, 'count must stay what it was on the first page.', 'invalidCount');
  }
  const walked = { direction, count: size, expiresAt } as const;
  if (seq === undefined) return walked;
  if (typeof seq !== 'number' || (key !== null && typeof key !== 'string')) throw invalidCursor();
  return { ...walked, from: { key, seq } };
}

/** The same words for every cursor that is not ours for this very query, whatever is wrong with it. */
export const invalidCursor = (): ScimError =>
  new ScimError(400, 'The cursor is not one of this query; start again with an empty one.', 'invalidCursor');
