import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { AttributeDefinition } from './attribute.js';
import { resolvePath, resolveShortPath } from './attribute-path.js';
import { invalidValue } from './error.js';
import { fieldsOf } from './fields.js';
import type { Filter } from './filter/filter.js';
import type { ResourceType } from './resource-type.js';

/** An operation of a PATCH as it came; undefined is absent. */
export interface RawOperation {
  readonly op: unknown;
  readonly path: unknown;
  readonly value: unknown;
}

/** A list of one that stands for its only element. */
export function onlyOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
}

/** What a list of one holds, where there is to be one value: a complex one, or `{value}` of a simple one. */
export function wrappedValue({ multiValued, type }: AttributeDefinition, value: unknown): unknown {
  const only = multiValued ? value : onlyOf(value);
  if (only === value || !isJsonObject(only)) return value;
  if (type === 'complex') return only;
  return Object.hasOwn(only, 'value') ? only['value'] : value;
}

/** The boolean that a list of one holds. */
export function wrappedBoolean({ type }: AttributeDefinition, value: unknown): unknown {
  const only = booleanOf(onlyOf(value));
  return type === 'boolean' && typeof only === 'boolean' ? only : value;
}

/** A manager that is named by something else than an object with "value". */
export function managerOf(value: unknown): unknown {
  if (typeof value === 'string') return { value };
  if (!isJsonObject(value)) return value;
  const fields = fieldsOf(value);
  const managerId = fields.get('managerid');
  return managerId === undefined || fields.has('value') ? value : { value: managerId };
}

export function lowerCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

export function booleanOf(value: unknown): unknown {
  switch (lowerCased(value)) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return value;
  }
}

/** An operation whose value may have been written as JSON text, where it has to be a list or an object. */
export function withReadText(operation: RawOperation, type: ResourceType): RawOperation {
  const { path, value } = operation;
  if (!takesStructure(path, type)) return operation;
  const read = Array.isArray(value) ? value.map(structureIn) : structureIn(value);
  return { op: operation.op, path, value: read };
}

function takesStructure(path: unknown, type: ResourceType): boolean {
  if (typeof path !== 'string') return path === undefined;
  const resolution = resolveShortPath(path, type);
  if (resolution.kind !== 'attribute') return resolution.kind === 'schema';
  return (resolution.path.sub ?? resolution.path.attribute).type === 'complex';
}

function structureIn(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

type Pathless = RawOperation & { readonly value: JsonObject };

export function isPathless(operation: RawOperation): operation is Pathless {
  return operation.path === undefined && isJsonObject(operation.value);
}

export function withoutKeys(value: JsonObject, unwanted: (key: string) => boolean): JsonObject {
  // fromEntries defines its members: a key "__proto__" stays a key.
  return Object.fromEntries(Object.entries(value).filter(([key]) => !unwanted(key)));
}

export function isReadOnly(key: string, type: ResourceType): boolean {
  const resolution = resolvePath(key, type);
  return resolution.kind === 'attribute' && resolution.path.attribute.mutability === 'readOnly';
}

export function splitPathKeys(operation: RawOperation, type: ResourceType): readonly RawOperation[] {
  if (!isPathless(operation)) return [operation];
  const isPath = (key: string): boolean => isPathKey(key, type);
  const paths = Object.keys(operation.value).filter(isPath);
  const rest: RawOperation = { ...operation, value: withoutKeys(operation.value, isPath) };
  return [rest, ...paths.map((path) => ({ op: operation.op, path, value: operation.value[path] }))];
}

function isPathKey(key: string, type: ResourceType): boolean {
  if (key.includes('[')) return true;
  const resolution = resolvePath(key, type);
  return resolution.kind === 'attribute' && /[.:]/.test(key);
}

export function splitRemovedValues(operation: RawOperation, type: ResourceType): readonly RawOperation[] {
  const { op, path, value } = operation;
  if (op !== 'remove' || typeof path !== 'string' || value === undefined || value === null)
    return [operation];
  const resolution = resolvePath(path, type);
  if (resolution.kind !== 'attribute' || resolution.path.sub !== undefined) return [operation];
  const { multiValued, name, type: valueType } = resolution.path.attribute;
  if (!multiValued || valueType !== 'complex') return [operation];
  const removed: readonly unknown[] = Array.isArray(value) ? value : [value];
  return removed.map((element, index) => {
    const named = isJsonObject(element) ? fieldsOf(element).get('value') : element;
    if (typeof named !== 'string' || named === '') throw invalidValue(`${name}[${index}].value is required.`);
    return { op, path: `${path}[value eq ${JSON.stringify(named)}]`, value: undefined };
  });
}

export function elementSaidBy(filter: Filter): JsonObject | undefined {
  const terms = filter.kind === 'and' ? filter.filters : [filter];
  const said: Record<string, Json> = {};
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== 'eq' || term.value === null) return undefined;
    said[term.attribute.attribute.name] = term.value;
  }
  return said;
}
