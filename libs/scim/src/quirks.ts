import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import type { AttributeDefinition } from './attribute.js';
import type { Filter } from './filter/filter.js';
import {
  booleanOf,
  elementSaidBy,
  isPathless,
  isReadOnly,
  lowerCased,
  managerOf,
  onlyOf,
  splitPathKeys,
  splitRemovedValues,
  withoutKeys,
  wrappedValue,
} from './quirk-mends.js';
import type { RawOperation } from './quirk-mends.js';
import type { ResourceType } from './resource-type.js';

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
/** Needs no mending: the room that reads it takes it as it is. */
interface TakenAsItIs extends Habit {
  readonly in: 'filter' | 'resource' | 'http';
}
type Quirk = ValueQuirk | OperationQuirk | MissingTargetQuirk | TakenAsItIs;

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
      definition.type === 'boolean' && typeof onlyOf(value) === 'boolean' ? onlyOf(value) : value,
  },
  {
    in: 'value',
    name: 'single value in a list',
    clients: 'Entra ID (older jobs)',
    habit: 'A text is sent as [{"$ref": null, "value": "x"}].',
    mend: wrappedValue,
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
    clients: 'Entra ID, OneLogin',
    habit: 'The manager is sent as a bare id, or as {"managerId": "x"} (OneLogin).',
    mend: (definition, value) => (definition.name === 'manager' ? managerOf(value) : value),
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
  {
    in: 'filter',
    name: 'comparison behind brackets',
    clients: 'Entra ID',
    habit: 'People are looked up by emails[type eq "work"].value eq "x".',
  },
  {
    in: 'filter',
    name: 'several blanks',
    clients: 'Entra ID',
    habit: 'Operators stand between two blanks or more.',
  },
  {
    in: 'filter',
    name: 'boolean literal as text',
    clients: 'Entra ID',
    habit: 'A boolean is compared with "True": roles[primary eq "True"].',
  },
  {
    in: 'resource',
    name: 'no schemas',
    clients: 'Okta, OneLogin',
    habit: '"schemas" is left out, or does not name an extension that is there.',
  },
  {
    in: 'resource',
    name: 'foreign schema',
    clients: 'Entra ID',
    habit: 'Groups name http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group.',
  },
  {
    in: 'resource',
    name: 'readOnly written',
    clients: 'Okta, OneLogin, authentik',
    habit: 'A create or PUT holds id, groups and meta, empty or as they were read.',
  },
  {
    in: 'http',
    name: 'address as it comes',
    clients: 'Entra ID',
    habit: 'Addresses end with a slash, blanks are "+", parameters are unknown.',
  },
  {
    in: 'http',
    name: 'plain JSON',
    clients: 'Okta, JumpCloud',
    habit: 'Only application/json is accepted and sent.',
  },
  {
    in: 'http',
    name: 'another word for Bearer',
    clients: 'ArkID',
    habit: 'The token comes as "Authorization: jwt x".',
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
