import type { Json, JsonObject } from '#common';
import type { AttributeDefinition } from '../attribute.js';
import { comparisonKey } from '../comparison-key.js';

/** A complex value with one sub-attribute set, or unassigned by null; in schema order. */
export function withSubValue(
  definition: AttributeDefinition,
  element: JsonObject,
  sub: AttributeDefinition,
  value: Json,
): JsonObject {
  const changed: Record<string, Json> = {};
  for (const candidate of definition.subAttributes) {
    const subValue = candidate === sub ? value : element[candidate.name];
    if (subValue !== undefined && subValue !== null) changed[candidate.name] = subValue;
  }
  return changed;
}

/** A complex value with the sub-attributes of another laid over it; in schema order. */
export function merged(definition: AttributeDefinition, element: JsonObject, over: JsonObject): JsonObject {
  const changed: Record<string, Json> = {};
  for (const { name } of definition.subAttributes) {
    const subValue = over[name] ?? element[name];
    if (subValue !== undefined) changed[name] = subValue;
  }
  return changed;
}

/** Whether two elements are the same (type, value), of which a list holds one only (RFC 7643 section 2.4). */
export function isSameEntry(definition: AttributeDefinition, a: JsonObject, b: JsonObject): boolean {
  return (
    a['value'] !== undefined &&
    ['value', 'type'].every((name) => key(definition, a, name) === key(definition, b, name))
  );
}

function key(definition: AttributeDefinition, element: JsonObject, name: string): Json | undefined {
  const value = element[name];
  const sub = definition.subAttributes.find((candidate) => candidate.name === name);
  return typeof value === 'string' && sub !== undefined ? comparisonKey(sub, value) : value;
}
