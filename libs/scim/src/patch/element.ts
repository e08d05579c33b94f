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
  return a['value'] !== undefined && entryKey(definition, a) === entryKey(definition, b);
}

/** A list in which the same (type, value) stands once; what is said of it a second time is laid over the first. */
export function withoutTwins(
  definition: AttributeDefinition,
  elements: readonly JsonObject[],
): readonly JsonObject[] {
  const kept = new Map<unknown, JsonObject>();
  for (const element of elements) {
    const key = element['value'] === undefined ? element : entryKey(definition, element);
    const first = kept.get(key);
    kept.set(key, first === undefined ? element : merged(definition, first, element));
  }
  return [...kept.values()];
}

/** Elements never change, and every one of a long list is compared with every one that is added. */
const entryKeys = new WeakMap<JsonObject, string>();

function entryKey(definition: AttributeDefinition, element: JsonObject): string {
  const known = entryKeys.get(element);
  if (known !== undefined) return known;
  const parts = definition.subAttributes
    .filter((sub) => sub.name === 'value' || sub.name === 'type')
    .map((sub) => {
      const value = element[sub.name];
      return typeof value === 'string' ? comparisonKey(sub, value) : null;
    });
  const key = JSON.stringify(parts);
  entryKeys.set(element, key);
  return key;
}
