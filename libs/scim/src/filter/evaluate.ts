import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { AttributePath } from '../attribute-path.js';
import { comparisonKey } from '../comparison-key.js';
import { instantOf } from '../date-time.js';
import { isExtensionUrn } from '../resource-type.js';
import { compareCodePoints } from './code-points.js';
import type { CompareOperator, Comparison, Filter } from './filter.js';

/**
 * Whether a resource, as JSON under canonical names, matches a filter (RFC 7644 section 3.4.2.2). A
 * comparison of a multi-valued attribute matches when any value does; an attribute without any value
 * equals null and differs from everything else (RFC 7643 section 2.5).
 */
export function matches(filter: Filter, resource: JsonObject): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((part) => matches(part, resource));
    case 'or':
      return filter.filters.some((part) => matches(part, resource));
    case 'not':
      return !matches(filter.filter, resource);
    case 'compare':
      return compares(filter, valuesAt(filter.attribute, resource));
    case 'present':
      return valuesAt(filter.attribute, resource).length > 0;
    case 'valuePath':
      return valuesAt(filter.attribute, resource).some(
        (element) => isJsonObject(element) && matches(filter.filter, element),
      );
    case 'nothing':
      return false;
  }
}

/** The assigned values that a path names: none, one, or those of a multi-valued attribute. */
export function valuesAt(path: AttributePath, resource: JsonObject): readonly Json[] {
  const container = isExtensionUrn(path.schema) ? own(resource, path.schema) : resource;
  if (!isJsonObject(container)) return [];
  const values = assigned(own(container, path.attribute.name));
  const { sub } = path;
  if (sub === undefined) return values;
  return values.flatMap((value) => (isJsonObject(value) ? assigned(own(value, sub.name)) : []));
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function assigned(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(assigned);
  return isJsonObject(value) && Object.keys(value).length === 0 ? [] : [value];
}

function compares(filter: Comparison, values: readonly Json[]): boolean {
  if (filter.value === null) return filter.operator === 'eq' ? values.length === 0 : values.length > 0;
  if (values.length === 0) return filter.operator === 'ne';
  return values.some((value) => comparesOne(filter, value));
}

function comparesOne({ attribute, operator, value }: Comparison, actual: Json): boolean {
  const definition = attribute.sub ?? attribute.attribute;
  if (typeof actual === 'string' && typeof value === 'string') {
    if (definition.type === 'dateTime') return comparesInstants(operator, actual, value);
    return comparesTexts(operator, comparisonKey(definition, actual), comparisonKey(definition, value));
  }
  if (typeof actual === 'number' && typeof value === 'number') return holds(operator, actual - value);
  return operator === 'ne' ? actual !== value : operator === 'eq' && actual === value;
}

function comparesInstants(operator: CompareOperator, actual: string, value: string): boolean {
  const left = instantOf(actual);
  const right = instantOf(value);
  if (left === undefined || right === undefined) return operator === 'ne';
  return holds(operator, left < right ? -1 : left > right ? 1 : 0);
}

function comparesTexts(operator: CompareOperator, actual: string, value: string): boolean {
  switch (operator) {
    case 'co':
      return actual.includes(value);
    case 'sw':
      return actual.startsWith(value);
    case 'ew':
      return actual.endsWith(value);
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return holds(operator, compareCodePoints(actual, value));
  }
}

/** Whether an operator holds between two values of this order: negative, zero or positive. */
function holds(operator: CompareOperator, order: number): boolean {
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    case 'co':
    case 'sw':
    case 'ew':
      return false;
  }
}
