import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { AttributeDefinition } from './attribute.js';
import { resolvePath } from './attribute-path.js';
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

interface Habit {
  readonly name: string;
  readonly clients: string;
  readonly habit: string;
}
/** Mends the value of an attribute before it is read. */
interface ValueQuirk extends Habit {
  readonly in: 'value';
  readonly mend: (definition: AttributeDefinition, value: unknown) => unknown;
}
/** Turns an operation of a PATCH into the operations that it means. */
interface OperationQuirk extends Habit {
  readonly in: 'operation';
  readonly mend: (operation: RawOperation, type: ResourceType) => readonly RawOperation[];
}
/** Says which element an "add" means whose filter matches none; undefined: that cannot be told. */
interface MissingTargetQuirk extends Habit {
  readonly in: 'missingTarget';
  readonly mend: (filter: Filter) => JsonObject | undefined;
}
type Quirk = ValueQuirk | OperationQuirk | MissingTargetQuirk;

/** The habits of clients that RFC 7643 and 7644 do not know, each turned into what they do know. In order. */
export const quirks: readonly Quirk[] = [
  {
    in: 'value',
    name: 'empty text',
    clients: 'Entra ID, Okta, OneLogin',
    habit: 'An attribute is cleared by "" instead of null.',
    mend: (_definition, value) => (value === '' ? null : value),
  },
  {
    in: 'value',
    name: 'boolean in a list',
    clients: 'Okta',
    habit: 'A boolean is sent as [true].',
    mend: (definition, value) =>
      definition.type === 'boolean' && Array.isArray(value) && value.length === 1
        ? (value[0] as unknown)
        : value,
  },
  {
    in: 'value',
    name: 'boolean as text',
    clients: 'Entra ID, OneLogin',
    habit: 'A boolean is sent as "True" or "false".',
    mend: (definition, value) => (definition.type === 'boolean' ? booleanOf(value) : value),
  },
  {
    in: 'value',
    name: 'one value without a list',
    clients: 'OneLogin',
    habit: 'The only value of a multi-valued attribute is sent without its array.',
    mend: (definition, value) => (definition.multiValued && isJsonObject(value) ? [value] : value),
  },
  {
    in: 'value',
    name: 'manager as text',
    clients: 'Entra ID',
    habit: 'The manager is sent as a bare id. It is another person, so the old $ref goes.',
    mend: (definition, value) =>
      definition.name === 'manager' && typeof value === 'string' ? { value, $ref: null } : value,
  },
  {
    in: 'operation',
    name: 'capitalised op',
    clients: 'Entra ID',
    habit: 'The op is "Add", "Replace" or "Remove".',
    mend: (operation) => [{ ...operation, op: lowerCased(operation.op) }],
  },
  {
    in: 'operation',
    name: 'empty path',
    clients: 'several',
    habit: 'No path is sent as "" or null.',
    mend: (operation) => [
      operation.path === null || operation.path === '' ? { ...operation, path: undefined } : operation,
    ],
  },
  {
    in: 'operation',
    name: 'schemas written',
    clients: 'Entra ID, authentik',
    habit: 'An extension is announced by writing "schemas", which follows from the attributes by itself.',
    mend: (operation) =>
      operation.op !== 'remove' && lowerCased(operation.path) === 'schemas' ? [] : [operation],
  },
  {
    in: 'operation',
    name: 'readOnly echo',
    clients: 'Okta, authentik',
    habit: 'A path-less write repeats id, meta, schemas or groups as they were read.',
    mend: (operation, type) =>
      isPathless(operation)
        ? [{ ...operation, value: withoutKeys(operation.value, (key) => isReadOnly(key, type)) }]
        : [operation],
  },
  {
    in: 'operation',
    name: 'keys that are paths',
    clients: 'Entra ID (aadOptscim062020)',
    habit: 'The keys of a path-less write are paths, such as "name.givenName".',
    mend: splitPathKeys,
  },
  {
    in: 'operation',
    name: 'remove by value',
    clients: 'Entra ID, JumpCloud, authentik',
    habit: 'What to remove from a list stands in "value"; it must not empty the list.',
    mend: splitRemovedValues,
  },
  {
    in: 'missingTarget',
    name: 'add through a filter',
    clients: 'Entra ID',
    habit: 'An element is created by adding to emails[type eq "work"].value: it is what the filter says.',
    mend: elementSaidBy,
  },
];

/** A client's value of an attribute as the RFC has it. */
export function mendValue(definition: AttributeDefinition, value: unknown): unknown {
  return quirks.reduce(
    (mended, quirk) => (quirk.in === 'value' ? quirk.mend(definition, mended) : mended),
    value,
  );
}

/** A client's PATCH operation as the operations that the RFC has for it. */
export function mendOperation(operation: RawOperation, type: ResourceType): readonly RawOperation[] {
  return quirks.reduce<readonly RawOperation[]>(
    (mended, quirk) => (quirk.in === 'operation' ? mended.flatMap((each) => quirk.mend(each, type)) : mended),
    [operation],
  );
}

/** The element that an "add" through `filter` creates where there is none; undefined: none can be made. */
export function elementToCreate(filter: Filter): JsonObject | undefined {
  for (const quirk of quirks) if (quirk.in === 'missingTarget') return quirk.mend(filter);
  return undefined;
}

function lowerCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function booleanOf(value: unknown): unknown {
  switch (lowerCased(value)) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return value;
  }
}

type Pathless = RawOperation & { readonly value: JsonObject };

function isPathless(operation: RawOperation): operation is Pathless {
  return operation.path === undefined && isJsonObject(operation.value);
}

function withoutKeys(value: JsonObject, unwanted: (key: string) => boolean): JsonObject {
  // fromEntries defines its members: a key "__proto__" stays a key.
  return Object.fromEntries(Object.entries(value).filter(([key]) => !unwanted(key)));
}

function isReadOnly(key: string, type: ResourceType): boolean {
  const resolution = resolvePath(key, type);
  return resolution.kind === 'attribute' && resolution.path.attribute.mutability === 'readOnly';
}

function splitPathKeys(operation: RawOperation, type: ResourceType): readonly RawOperation[] {
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

function splitRemovedValues(operation: RawOperation, type: ResourceType): readonly RawOperation[] {
  const { op, path, value } = operation;
  if (op !== 'remove' || typeof path !== 'string' || value === undefined || value === null)
    return [operation];
  const resolution = resolvePath(path, type);
  if (resolution.kind !== 'attribute' || resolution.path.sub !== undefined) return [operation];
  const { multiValued, name } = resolution.path.attribute;
  if (!multiValued) return [operation];
  const removed: readonly unknown[] = Array.isArray(value) ? value : [value];
  return removed.map((element, index) => {
    const named = isJsonObject(element) ? fieldsOf(element).get('value') : element;
    if (typeof named !== 'string' || named === '') throw invalidValue(`${name}[${index}].value is required.`);
    return { op, path: `${path}[value eq ${JSON.stringify(named)}]`, value: undefined };
  });
}

function elementSaidBy(filter: Filter): JsonObject | undefined {
  const terms = filter.kind === 'and' ? filter.filters : [filter];
  const said: Record<string, Json> = {};
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== 'eq' || term.value === null) return undefined;
    said[term.attribute.attribute.name] = term.value;
  }
  return said;
}
