import { findAttribute } from './attribute.js';
import type { AttributeDefinition, SchemaDefinition } from './attribute.js';
import { resourceTypes } from './resource-type.js';
import type { ResourceType } from './resource-type.js';
import { commonAttributes } from './schema/common.js';
import { enterpriseUserSchema } from './schema/enterprise-user.js';

/**
 * An attribute as a filter, a PATCH path or a projection names it (RFC 7644 section 3.10). `schema` is the
 * URN of the schema that defines it; '' for common attributes, and for sub-attributes inside a value path.
 */
export interface AttributePath {
  readonly schema: string;
  readonly attribute: AttributeDefinition;
  readonly sub?: AttributeDefinition;
}

/** What a text in attribute notation names. */
export type PathResolution =
  | { readonly kind: 'attribute'; readonly path: AttributePath }
  /** The URN of the core schema or of an extension by itself: all of it. */
  | { readonly kind: 'schema'; readonly schema: SchemaDefinition }
  /** Well formed, but the schema has no such attribute. */
  | { readonly kind: 'unknownAttribute' }
  /** Well formed, in a schema that this resource type does not have. */
  | { readonly kind: 'unknownSchema' }
  | { readonly kind: 'malformed' };

const attributeNotation = /^([a-z$][\w$-]*)(?:\.([a-z$][\w$-]*))?$/i;
const uri = /^[a-z][a-z0-9+.-]*:[^\s"[\]()]+$/i;

/** Resolves attribute notation for a resource type. All facets are case insensitive (RFC 7644 section 3.10). */
export function resolvePath(text: string, type: ResourceType): PathResolution {
  const { schema, extensions } = resourceTypes[type];
  for (const known of [schema, ...extensions]) {
    if (text.toLowerCase() === known.id.toLowerCase()) return { kind: 'schema', schema: known };
  }
  for (const extension of extensions) {
    // A URN holds dots and colons of its own, so it is taken off by its own text.
    const rest = afterUrn(text, extension.id);
    if (rest !== undefined) return resolveIn(extension.attributes, extension.id, rest);
  }
  const rest = afterUrn(text, schema.id) ?? text;
  if (rest === text && uri.test(text)) return { kind: 'unknownSchema' };
  const common = resolveIn(commonAttributes, '', rest);
  return common.kind === 'unknownAttribute' ? resolveIn(schema.attributes, schema.id, rest) : common;
}

/**
 * As `resolvePath`, for who names one attribute and nothing else: what only the enterprise extension has may do
 * without its URN, as in "manager".
 */
export function resolveShortPath(text: string, type: ResourceType): PathResolution {
  const resolution = resolvePath(text, type);
  if (resolution.kind !== 'unknownAttribute') return resolution;
  const inExtension = resolvePath(`${enterpriseUserSchema.id}:${text}`, type);
  return inExtension.kind === 'attribute' ? inExtension : resolution;
}

/** Resolves a name inside a value path: a sub-attribute of `parent` (RFC 7644 Figure 1, valuePath). */
export function resolveSubAttribute(text: string, parent: AttributeDefinition): PathResolution {
  const resolution = resolveIn(parent.subAttributes, '', text);
  return resolution.kind === 'attribute' || attributeNotation.test(text) ? resolution : { kind: 'malformed' };
}

/** The attribute's name as messages show it. Canonical: nothing that a client wrote is in it. */
export function pathLabel(path: AttributePath): string {
  const prefix = path.schema.includes(':extension:') ? `${path.schema}:` : '';
  const suffix = path.sub === undefined ? '' : `.${path.sub.name}`;
  return `${prefix}${path.attribute.name}${suffix}`;
}

/** The path of one sub-attribute. */
export function withSub(path: AttributePath, sub: AttributeDefinition): AttributePath {
  return { schema: path.schema, attribute: path.attribute, sub };
}

/** What follows a URN; some clients write a dot behind it. */
function afterUrn(text: string, urn: string): string | undefined {
  if (!text.toLowerCase().startsWith(urn.toLowerCase())) return undefined;
  return /[:.]/.test(text.charAt(urn.length)) ? text.slice(urn.length + 1) : undefined;
}

function resolveIn(
  definitions: readonly AttributeDefinition[],
  schema: string,
  text: string,
): PathResolution {
  const match = attributeNotation.exec(text);
  if (match === null) return { kind: 'malformed' };
  const attribute = findAttribute(definitions, match[1] ?? '');
  if (attribute === undefined) return { kind: 'unknownAttribute' };
  if (match[2] === undefined) return { kind: 'attribute', path: { schema, attribute } };
  const sub = findAttribute(attribute.subAttributes, match[2]);
  if (sub === undefined) return { kind: 'unknownAttribute' };
  return { kind: 'attribute', path: { schema, attribute, sub } };
}
