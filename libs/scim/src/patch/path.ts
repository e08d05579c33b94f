import type { SchemaDefinition } from '../attribute.js';
import { pathLabel, resolveShortPath, resolveSubAttribute, withSub } from '../attribute-path.js';
import type { AttributePath } from '../attribute-path.js';
import { invalidPath, mutability } from '../error.js';
import { parseValueFilter } from '../filter/parse.js';
import type { Filter } from '../filter/filter.js';
import type { ResourceType } from '../resource-type.js';

/** What the path of an operation points at. */
export type PatchTarget =
  | { readonly kind: 'attribute'; readonly path: AttributePath; readonly filter?: Filter }
  | { readonly kind: 'schema'; readonly schema: SchemaDefinition }
  /** Something in a schema that this resource type does not have. */
  | { readonly kind: 'ignored' };

/**
 * Parses a PATCH path: `attrPath / valuePath [subAttr]` (RFC 7644 Figure 7), or the URN of a schema.
 * `label` names the path in messages. Throws 400 invalidPath for what is malformed or names nothing, 400
 * invalidFilter for a bad filter in it, 400 mutability for what no client may write.
 */
export function parsePatchPath(text: string, type: ResourceType, label: string): PatchTarget {
  const open = text.indexOf('[');
  const resolution = resolveShortPath((open < 0 ? text : text.slice(0, open)).trim(), type);
  switch (resolution.kind) {
    case 'malformed':
      throw invalidPath(`${label} is malformed.`);
    case 'unknownAttribute':
      throw invalidPath(`${label} names no attribute of a ${type}.`);
    case 'unknownSchema':
      return { kind: 'ignored' };
    case 'schema':
      if (open >= 0) throw invalidPath(`${label} is malformed.`);
      return resolution;
    case 'attribute': {
      const target =
        open < 0
          ? ({ kind: 'attribute', path: resolution.path } as const)
          : valuePath(text, resolution.path, label);
      demandWritable(target.path);
      return target;
    }
  }
}

/** Throws 400 mutability for a readOnly attribute or sub-attribute (RFC 7644 section 3.5.2). */
export function demandWritable(path: AttributePath): void {
  const isReadOnly = path.attribute.mutability === 'readOnly' || path.sub?.mutability === 'readOnly';
  if (isReadOnly) throw mutability(`${pathLabel(path)} is readOnly.`);
}

function valuePath(
  text: string,
  path: AttributePath,
  label: string,
): { readonly kind: 'attribute'; readonly path: AttributePath; readonly filter: Filter } {
  const { attribute } = path;
  if (path.sub !== undefined || !attribute.multiValued || attribute.type !== 'complex') {
    throw invalidPath(`${label} has a filter, but ${pathLabel(path)} is not a list of complex values.`);
  }
  const close = text.lastIndexOf(']');
  if (close < 0) throw invalidPath(`${label} is malformed.`);
  const filter = parseValueFilter(text.slice(text.indexOf('[') + 1, close), attribute);
  const rest = text.slice(close + 1).trim();
  if (rest === '') return { kind: 'attribute', path, filter };
  if (!rest.startsWith('.')) throw invalidPath(`${label} is malformed.`);
  const resolution = resolveSubAttribute(rest.slice(1), attribute);
  // A sub-attribute has none of its own (RFC 7643 section 2.3.8).
  if (resolution.kind !== 'attribute') {
    throw invalidPath(`${label} names no sub-attribute of ${attribute.name}.`);
  }
  return { kind: 'attribute', path: withSub(path, resolution.path.attribute), filter };
}
