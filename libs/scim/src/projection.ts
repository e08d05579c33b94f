import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { findAttribute } from './attribute.js';
import type { AttributeDefinition } from './attribute.js';
import { resolvePath } from './attribute-path.js';
import { invalidValue } from './error.js';
import { resourceTypes, syncSchema, topAttributes } from './resource-type.js';
import type { ResourceType } from './resource-type.js';
import { enterpriseUserSchema } from './schema/enterprise-user.js';

/** An attribute, a sub-attribute, or with neither all of a schema. */
interface Selection {
  readonly schema: string;
  readonly attribute?: AttributeDefinition;
  readonly sub?: AttributeDefinition;
}

/** Which attributes a client wants to see (RFC 7644 section 3.9). */
export type Projection =
  | { readonly kind: 'default' }
  | { readonly kind: 'only'; readonly selections: readonly Selection[] }
  | { readonly kind: 'without'; readonly selections: readonly Selection[] };

/**
 * Reads the parameters of RFC 7644 section 3.9: comma-separated text in a query, a list in a search request.
 * Names that no schema knows are ignored. Throws 400 invalidValue where both are given or one is no list of
 * names.
 */
export function parseProjection(
  parameters: { readonly attributes?: unknown; readonly excludedAttributes?: unknown },
  type: ResourceType,
): Projection {
  const attributes = namesIn('attributes', parameters.attributes);
  const excluded = namesIn('excludedAttributes', parameters.excludedAttributes);
  if (attributes.length > 0 && excluded.length > 0) {
    throw invalidValue('attributes and excludedAttributes exclude each other.');
  }
  if (attributes.length > 0) return { kind: 'only', selections: selectionsOf(attributes, type) };
  if (excluded.length > 0) return { kind: 'without', selections: selectionsOf(excluded, type) };
  return { kind: 'default' };
}

/** Whether members or groups have to be read at all to show a resource of this type. */
export function wants(projection: Projection, type: ResourceType, name: 'members' | 'groups'): boolean {
  const { id, attributes } = resourceTypes[type].schema;
  const definition = findAttribute(attributes, name);
  return definition !== undefined && shows(projection, id, definition);
}

/** Whether the manager of a User has to be looked up to show it. */
export function wantsManager(projection: Projection): boolean {
  const { id, attributes } = enterpriseUserSchema;
  const definition = findAttribute(attributes, 'manager');
  return definition !== undefined && shows(projection, id, definition);
}

/** Whether the client asks for something that the bridge tells of DingTalk: how a resource stands, what it is there. */
export function wantsTold(projection: Projection, type: ResourceType): boolean {
  const { id } = syncSchema[type];
  return (
    projection.kind === 'only' &&
    projection.selections.some(
      ({ schema, attribute }) =>
        schema === id && (attribute === undefined || attribute.returned === 'request'),
    )
  );
}

/** The part of a representation that the client wants; `returned` has the last word (RFC 7643 section 7). */
export function project(type: ResourceType, representation: JsonObject, projection: Projection): JsonObject {
  const { schema, extensions } = resourceTypes[type];
  const shown = projectPart(topAttributes(type), schema.id, representation, projection);
  for (const { id, attributes } of extensions) {
    const part = representation[id];
    if (!isJsonObject(part)) continue;
    const shownPart = projectPart(attributes, id, part, projection);
    if (Object.keys(shownPart).length > 0) shown[id] = shownPart;
  }
  return shown;
}

function namesIn(parameter: string, value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return texts.flatMap((text) => {
    if (typeof text !== 'string') throw invalidValue(`${parameter} must be a list of attribute names.`);
    return text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  });
}

function selectionsOf(names: readonly string[], type: ResourceType): readonly Selection[] {
  return names.flatMap((name): readonly Selection[] => {
    const resolution = resolvePath(name, type);
    switch (resolution.kind) {
      case 'attribute':
        return [resolution.path];
      case 'schema':
        return [{ schema: resolution.schema.id }];
      case 'unknownAttribute':
      case 'unknownSchema':
      case 'malformed':
        return [];
    }
  });
}

function projectPart(
  definitions: readonly AttributeDefinition[],
  schema: string,
  part: JsonObject,
  projection: Projection,
): Record<string, Json> {
  const shown: Record<string, Json> = {};
  for (const definition of definitions) {
    const value = Object.hasOwn(part, definition.name) ? part[definition.name] : undefined;
    if (value === undefined || !shows(projection, schema, definition)) continue;
    const projected = projectValue(definition, value, subsOf(projection, definition));
    if (projected !== undefined) shown[definition.name] = projected;
  }
  return shown;
}

/** Whether an attribute is shown, wholly or in part. */
function shows(projection: Projection, schema: string, definition: AttributeDefinition): boolean {
  if (definition.returned === 'always') return true;
  if (definition.returned === 'never') return false;
  switch (projection.kind) {
    case 'default':
      return definition.returned === 'default';
    case 'only':
      return projection.selections.some(
        (selection) =>
          selection.attribute === definition ||
          (selection.attribute === undefined && selection.schema === schema),
      );
    case 'without':
      return (
        definition.returned === 'default' &&
        !projection.selections.some(
          (selection) =>
            selection.sub === undefined &&
            (selection.attribute === definition ||
              (selection.attribute === undefined && selection.schema === schema)),
        )
      );
  }
}

/** Which sub-attributes of a shown attribute are shown. */
function subsOf(
  projection: Projection,
  definition: AttributeDefinition,
): (sub: AttributeDefinition) => boolean {
  if (projection.kind === 'default') return () => true;
  const named = projection.selections.filter((selection) => selection.attribute === definition);
  const subs = named.flatMap((selection) => (selection.sub === undefined ? [] : [selection.sub]));
  if (projection.kind === 'without') return (sub) => !subs.includes(sub);
  return subs.length < named.length || named.length === 0 ? () => true : (sub) => subs.includes(sub);
}

function projectValue(
  definition: AttributeDefinition,
  value: Json,
  showsSub: (sub: AttributeDefinition) => boolean,
): Json | undefined {
  if (definition.type !== 'complex') return value;
  if (Array.isArray(value)) {
    const elements = (value as readonly Json[]).flatMap(
      (element) => projectValue(definition, element, showsSub) ?? [],
    );
    return elements.length > 0 ? elements : undefined;
  }
  if (!isJsonObject(value)) return value;
  const shown: Record<string, Json> = {};
  for (const sub of definition.subAttributes) {
    const subValue = value[sub.name];
    if (subValue !== undefined && showsSub(sub)) shown[sub.name] = subValue;
  }
  return Object.keys(shown).length > 0 ? shown : undefined;
}
