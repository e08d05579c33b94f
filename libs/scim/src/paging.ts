import type { JsonObject } from '#common';
import { invalidValue, ScimError } from './error.js';

/** A page as a client asks for it: by its place in the list, or by a cursor. */
export type Paging = IndexPaging | CursorPaging;

export interface IndexPaging {
  readonly kind: 'index';
  /** 1-based. */
  readonly startIndex: number;
  readonly count: number;
}

/** RFC 9865 section 2. */
export interface CursorPaging {
  readonly kind: 'cursor';
  /** Absent on the first page. */
  readonly cursor?: string;
  /** Absent where the client leaves the size of its pages to us, or to its cursor. */
  readonly count?: number;
}

export interface PageLimits {
  readonly defaultCount: number;
  readonly maxCount: number;
}

/**
 * Reads startIndex, count and cursor as they stand in a query or a search request: a startIndex below 1 is 1, a
 * negative count is 0, a count above `maxCount` is `maxCount` (RFC 7644 section 3.4.2.4), but with a cursor an
 * error, and of cursor and startIndex the cursor counts (RFC 9865 section 2).
 * Throws 400 invalidValue for what is no integer, invalidCount, invalidCursor for a cursor that is no text.
 */
export function parsePaging(
  asked: { readonly startIndex?: unknown; readonly count?: unknown; readonly cursor?: unknown },
  limits: PageLimits,
): Paging {
  if (asked.cursor !== undefined && asked.cursor !== null)
    return cursorPaging(asked.cursor, asked.count, limits);
  const startIndex = integer('startIndex', asked.startIndex) ?? 1;
  const count = integer('count', asked.count) ?? limits.defaultCount;
  return {
    kind: 'index',
    startIndex: Math.min(Math.max(startIndex, 1), Number.MAX_SAFE_INTEGER),
    count: Math.min(Math.max(count, 0), limits.maxCount),
  };
}

function cursorPaging(cursor: unknown, asked: unknown, { maxCount }: PageLimits): CursorPaging {
  if (typeof cursor !== 'string') throw new ScimError(400, 'cursor must be a text.', 'invalidCursor');
  const count = integer('count', asked, 'invalidCount');
  if (count !== undefined && count > maxCount) {
    throw new ScimError(400, `count may be ${maxCount} at most.`, 'invalidCount');
  }
  return {
    kind: 'cursor',
    ...(cursor === '' ? {} : { cursor }),
    ...(count === undefined ? {} : { count: Math.max(count, 0) }),
  };
}

function integer(name: string, value: unknown, scimType?: 'invalidCount'): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && /^[+-]?\d{1,300}$/.test(value)) return Number(value);
  const detail = `${name} must be an integer.`;
  throw scimType === undefined ? invalidValue(detail) : new ScimError(400, detail, scimType);
}

/** A page of results (RFC 7644 section 3.4.2; with cursors RFC 9865 section 2). */
export function listResponse(page: {
  readonly resources: readonly JsonObject[];
  readonly totalResults: number;
  /** Absent on a page that a cursor led to. */
  readonly startIndex?: number;
  readonly previousCursor?: string;
  readonly nextCursor?: string;
}): JsonObject {
  const { startIndex, previousCursor, nextCursor } = page;
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: page.totalResults,
    ...(startIndex === undefined ? {} : { startIndex }),
    itemsPerPage: page.resources.length,
    ...(previousCursor === undefined ? {} : { previousCursor }),
    ...(nextCursor === undefined ? {} : { nextCursor }),
    Resources: page.resources,
  };
}
