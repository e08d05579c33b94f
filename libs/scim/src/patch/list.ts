import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { findAttribute } from '../attribute.js';
import type { AttributeDefinition } from '../attribute.js';
import { pathLabel } from '../attribute-path.js';
import { sameJson } from '../body.js';
import { invalidValue, noTarget } from '../error.js';
import { matches } from '../filter/evaluate.js';
import { elementToCreate } from '../quirks.js';
import { demandFewValues, isPrimary } from '../value.js';
import { isSameEntry, merged, withSubValue } from './element.js';
import type { AttributeOperation } from './operation.js';

type Write = Extract<AttributeOperation, { readonly kind: 'add' | 'replace' }>;

/** A list that is being changed, and which of its elements were said to be the primary one. */
interface ListDraft {
  readonly elements: JsonObject[];
  readonly claims: Set<number>;
}

/**
 * The values of a multi-valued attribute after an operation (RFC 7644 sections 3.5.2.1 to 3.5.2.3). Setting
 * primary on one value sets it to false on the others.
 */
export function changedList(
  elements: readonly JsonObject[],
  operation: AttributeOperation,
): readonly JsonObject[] {
  const { path, filter } = operation;
  const whole = filter === undefined && path.sub === undefined;
  if (operation.kind === 'remove') return whole ? [] : removedFrom(elements, operation);
  if (whole && operation.kind === 'replace') return listOf(operation.value);
  const draft: ListDraft = { elements: [...elements], claims: new Set() };
  if (whole) for (const element of listOf(operation.value)) addElement(path.attribute, draft, element);
  else writeSelected(draft, operation);
  return settled(draft, operation);
}

function listOf(value: Json): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}

function isSelected(element: JsonObject, { filter }: AttributeOperation): boolean {
  return filter === undefined || matches(filter, element);
}

/** What matches nothing is removed already: no change and no error. */
function removedFrom(elements: readonly JsonObject[], operation: AttributeOperation): readonly JsonObject[] {
  const { attribute, sub } = operation.path;
  if (sub === undefined) return elements.filter((element) => !isSelected(element, operation));
  return elements
    .map((element) =>
      isSelected(element, operation) ? withSubValue(attribute, element, sub, null) : element,
    )
    .filter(isNotEmpty);
}

/** Adds an element unless it is there; one of the same type and value is the same element. */
function addElement(definition: AttributeDefinition, draft: ListDraft, element: JsonObject): void {
  const equal = draft.elements.findIndex((existing) => sameJson(existing, element));
  const at =
    equal >= 0 ? equal : draft.elements.findIndex((existing) => isSameEntry(definition, existing, element));
  const existing = draft.elements[at];
  const index = existing === undefined ? draft.elements.length : at;
  draft.elements[index] = existing === undefined ? element : merged(definition, existing, element);
  if (isPrimary(element)) draft.claims.add(index);
}

function writeSelected(draft: ListDraft, operation: Write): void {
  const selected = [...draft.elements.entries()].filter(([, element]) => isSelected(element, operation));
  if (selected.length === 0) writeMissing(draft, operation);
  for (const [index, element] of selected) {
    draft.elements[index] = writtenElement(element, operation);
    if (claimsPrimary(operation)) draft.claims.add(index);
  }
}

function writeMissing(draft: ListDraft, operation: Write): void {
  // Adding what is unassigned to an element that is not there leaves nothing to create.
  if (operation.kind === 'add' && operation.value === null) return;
  const element = missingElement(operation);
  if (isPrimary(element) || claimsPrimary(operation)) draft.claims.add(draft.elements.length);
  draft.elements.push(writtenElement(element, operation));
}

/** Throws 400 noTarget: a replace needs a value that matches (RFC 7644 section 3.5.2.3); an add can make one. */
function missingElement({ kind, path, filter }: Write): JsonObject {
  if (filter === undefined) return {};
  const element = kind === 'add' ? elementToCreate(filter) : undefined;
  if (element === undefined)
    throw noTarget(`No value of ${path.attribute.name} matches the filter of the path.`);
  return element;
}

function writtenElement(element: JsonObject, { kind, path, value }: Write): JsonObject {
  if (path.sub !== undefined) return withSubValue(path.attribute, element, path.sub, value);
  const written = isJsonObject(value) ? value : {};
  return kind === 'add' ? merged(path.attribute, element, written) : written;
}

function claimsPrimary({ path, value }: Write): boolean {
  return path.sub === undefined ? isPrimary(value) : path.sub.name === 'primary' && value === true;
}

/** RFC 7644 section 3.5.2: the value that was made primary is the only one. */
function settled({ elements, claims }: ListDraft, { path }: Write): readonly JsonObject[] {
  demandFewValues(elements, path.attribute.name);
  if (claims.size > 1) throw invalidValue(`${pathLabel(path)} has more than one primary value.`);
  const primary = findAttribute(path.attribute.subAttributes, 'primary');
  const others = elements.map((element, index) =>
    claims.size === 0 || claims.has(index) || !isPrimary(element) || primary === undefined
      ? element
      : withSubValue(path.attribute, element, primary, false),
  );
  return others.filter(isNotEmpty);
}

function isNotEmpty(element: JsonObject): boolean {
  return Object.keys(element).length > 0;
}
