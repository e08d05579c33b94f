import { findAttribute } from './attribute.js';
import { pathLabel, resolvePath, withSub } from './attribute-path.js';
import type { AttributePath } from './attribute-path.js';
import { invalidValue } from './error.js';
import type { ResourceType } from './resource-type.js';

export type SortOrder = 'ascending' | 'descending';

/**
 * Reads sortOrder (RFC 7644 section 3.4.2.3); values compare without case. Throws 400 invalidValue.
 */
export function parseSortOrder(sortOrder: unknown): SortOrder {
  if (sortOrder === undefined || sortOrder === null || sortOrder === '') return 'ascending';
  const order = typeof sortOrder === 'string' ? sortOrder.toLowerCase() : undefined;
  if (order === 'ascending' || order === 'descending') return order;
  throw invalidValue('sortOrder must be ascending or descending.');
}

/**
 * Resolves sortBy for a resource type; undefined where there is nothing to sort by: the client names nothing, or
 * an attribute that this type has no values of, which leaves all resources equal.
 * Throws 400 invalidValue for what is no attribute, and for a complex one that has no "value" to stand for it.
 */
export function parseSortBy(sortBy: unknown, type: ResourceType): AttributePath | undefined {
  if (sortBy === undefined || sortBy === null || sortBy === '') return undefined;
  if (typeof sortBy !== 'string') throw invalidValue('sortBy must name one attribute.');
  const resolution = resolvePath(sortBy.trim(), type);
  switch (resolution.kind) {
    case 'unknownAttribute':
    case 'unknownSchema':
      return undefined;
    case 'malformed':
      throw invalidValue('sortBy must name an attribute.');
    case 'schema':
      throw invalidValue('sortBy must name an attribute of the schema.');
    case 'attribute':
      return sortedPath(resolution.path);
  }
}

function sortedPath(path: AttributePath): AttributePath | undefined {
  const sorted = path.sub === undefined && path.attribute.type === 'complex' ? valueOf(path) : path;
  // What is never returned is not kept either.
  return (sorted.sub ?? sorted.attribute).returned === 'never' ? undefined : sorted;
}

/** Of a multi-valued attribute "value" is what it is sorted by, as it is what it is compared by. */
function valueOf(path: AttributePath): AttributePath {
  const value = findAttribute(path.attribute.subAttributes, 'value');
  if (value === undefined) {
    throw invalidValue(`${pathLabel(path)} is complex: sortBy must name one of its sub-attributes.`);
  }
  return withSub(path, value);
}
