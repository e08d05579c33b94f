import type { JsonObject } from '#common';
import { invalidValue } from './error.js';

export interface Paging {
  /** 1-based. */
  readonly startIndex: number;
  readonly count: number;
}

/**
 * Reads startIndex and count as they stand in a query or a search request (RFC 7644 section 3.4.2.4):
 * a startIndex below 1 is 1, a negative count is 0, a count above `maxCount` is `maxCount`.
 * Throws 400 invalidValue for what is no integer.
 */
export function parsePaging(
  asked: { readonly startIndex?: unknown; readonly count?: unknown },
  limits: { readonly defaultCount: number; readonly maxCount: number },
): Paging {
  const startIndex = integer('startIndex', asked.startIndex) ?? 1;
  const count = integer('count', asked.count) ?? limits.defaultCount;
  return {
    startIndex: Math.min(Math.max(startIndex, 1), Number.MAX_SAFE_INTEGER),
    count: Math.min(Math.max(count, 0), limits.maxCount),
  };
}

function integer(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && /^[+-]?\d{1,300}$/.test(value)) return Number(value);
  throw invalidValue(`${name} must be an integer.`);
}

/** A page of results (RFC 7644 section 3.4.2). */
export function listResponse(page: {
  readonly resources: readonly JsonObject[];
  readonly totalResults: number;
  readonly startIndex: number;
}): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: page.totalResults,
    startIndex: page.startIndex,
    itemsPerPage: page.resources.length,
    Resources: page.resources,
  };
}
