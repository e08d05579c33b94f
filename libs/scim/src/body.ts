import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { AttributeDefinition } from './attribute.js';
import { resourceTypes, topAttributes } from './resource-type.js';
import type { ResourceType } from './resource-type.js';
import type { ScimError } from './error.js';

/**
 * The canonical stored form of a resource: what the client wrote and may write, under canonical names in
 * schema order, extensions under their URN; without id, meta, schemas, groups and members, and without what
 * is unassigned (RFC 7643 section 2.5).
 */
export type ScimBody = JsonObject;

/** The values of a resource while it is read or changed, by the definition they belong to. */
export type AssignedValues = Map<AttributeDefinition, Json>;

/** Takes a body apart. The inverse of `assemble`. */
export function assignedValues(type: ResourceType, body: ScimBody): AssignedValues {
  const assigned: AssignedValues = new Map();
  collect(topAttributes(type), body, assigned);
  for (const extension of resourceTypes[type].extensions) {
    const part = body[extension.id];
    if (isJsonObject(part)) collect(extension.attributes, part, assigned);
  }
  return assigned;
}

/** Puts a body together in schema order, so that equal bodies are equal as text too. */
export function assemble(type: ResourceType, assigned: AssignedValues): ScimBody {
  const body = pick(topAttributes(type), assigned);
  for (const extension of resourceTypes[type].extensions) {
    const part = pick(extension.attributes, assigned);
    if (Object.keys(part).length > 0) body[extension.id] = part;
  }
  return body;
}

/** The schemas that a resource carries attributes of, the core schema first (RFC 7643 section 3). */
export function schemasOf(type: ResourceType, body: ScimBody): readonly string[] {
  const { schema, extensions } = resourceTypes[type];
  const carried = extensions.filter((extension) => Object.hasOwn(body, extension.id));
  return [schema.id, ...carried.map((extension) => extension.id)];
}

/** Whether two bodies say the same, whatever the order of their names. */
export function sameBody(a: ScimBody, b: ScimBody): boolean {
  return sameJson(a, b);
}

/** Whether two JSON values are equal; the order of an object's names does not count, that of a list does. */
export function sameJson(a: Json, b: Json): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((element, index) => sameJson(element as Json, b[index] as Json));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && sameJson(a[name] as Json, b[name] as Json));
}

/** Throws what `error` makes for the first required attribute that has no value. */
export function demandRequired(
  type: ResourceType,
  assigned: AssignedValues,
  error: (detail: string) => ScimError,
): void {
  const missing = resourceTypes[type].schema.attributes.find(
    (definition) => definition.required && !assigned.has(definition),
  );
  if (missing !== undefined) throw error(`${missing.name} is required.`);
}

function collect(
  definitions: readonly AttributeDefinition[],
  part: JsonObject,
  assigned: AssignedValues,
): void {
  for (const definition of definitions) {
    const value = Object.hasOwn(part, definition.name) ? part[definition.name] : undefined;
    if (value !== undefined) assigned.set(definition, inSchemaOrder(definition, value));
  }
}

/** A store may hand an object's names back in an order of its own. */
function inSchemaOrder(definition: AttributeDefinition, value: Json): Json {
  if (Array.isArray(value)) return value.map((element) => inSchemaOrder(definition, element as Json));
  if (!isJsonObject(value)) return value;
  const ordered: Record<string, Json> = {};
  for (const { name } of definition.subAttributes) {
    const subValue = Object.hasOwn(value, name) ? value[name] : undefined;
    if (subValue !== undefined) ordered[name] = subValue;
  }
  return ordered;
}

function pick(definitions: readonly AttributeDefinition[], assigned: AssignedValues): Record<string, Json> {
  const part: Record<string, Json> = {};
  for (const definition of definitions) {
    const value = assigned.get(definition);
    if (value !== undefined) part[definition.name] = value;
  }
  return part;
}
