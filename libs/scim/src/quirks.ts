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
  splitPathKeys,
  splitRemovedValues,
  withoutKeys,
  withReadText,
  wrappedBoolean,
  wrappedValue,
} from './quirk-mends.js';
import type { RawOperation } from './quirk-mends.js';
import type { ResourceType } from './resource-type.js';
import { takenHabits } from './taken-habits.js';
import type { Habit, TakenAsItIs } from './taken-habits.js';

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
    mend: wrappedBoolean,
  },
  {
    in: 'value',
    name: 'single value in a list',
    clients: 'Entra ID (older jobs), Keycloak plugins (SCIM-SDK up to 1.33)',
    habit: 'A text, or the manager, is sent as [{"$ref": null, "value": "x"}]; in a PATCH a text as ["x"].',
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
    name: 'value as JSON text',
    clients: 'Keycloak plugins (SCIM-SDK)',
    habit: 'Members, or whatever else is a list or an object, are sent as the text of their JSON.',
    mend: (operation, type) => [withReadText(operation, type)],
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
  ...takenHabits,
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
