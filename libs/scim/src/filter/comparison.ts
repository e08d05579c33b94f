import { findAttribute } from '../attribute.js';
import type { AttributeDefinition } from '../attribute.js';
import { pathLabel, withSub } from '../attribute-path.js';
import type { AttributePath } from '../attribute-path.js';
import { instantOf } from '../date-time.js';
import { invalidFilter } from '../error.js';
import { mendValue } from '../quirks.js';
import { isStorableText } from '../value.js';
import type { CompareOperator, CompareValue, Filter } from './filter.js';

/**
 * A comparison that makes sense for the attribute's type (RFC 7644 Table 3).
 * Throws 400 invalidFilter for a combination of attribute, operator and value that does not.
 */
export function comparison(path: AttributePath, operator: CompareOperator, literal: CompareValue): Filter {
  const attribute = comparedPath(path);
  const compared = attribute.sub ?? attribute.attribute;
  // What is never returned is not kept either: nothing can be learnt about it.
  if (compared.returned === 'never') return { kind: 'nothing' };
  const value = mendLiteral(compared, literal);
  if (!suits(compared, operator, value)) {
    throw invalidFilter(`The operator and value do not suit ${pathLabel(attribute)}.`);
  }
  return { kind: 'compare', attribute, operator, value };
}

/** Comparing a complex attribute by itself means its "value", as `emails co "example.com"` in Figure 2. */
function comparedPath(path: AttributePath): AttributePath {
  if (path.sub !== undefined || path.attribute.type !== 'complex') return path;
  const value = findAttribute(path.attribute.subAttributes, 'value');
  if (value === undefined) {
    throw invalidFilter(`${pathLabel(path)} is complex: compare one of its sub-attributes.`);
  }
  return withSub(path, value);
}

function mendLiteral(definition: AttributeDefinition, literal: CompareValue): CompareValue {
  return definition.type === 'boolean' ? (mendValue(definition, literal) as CompareValue) : literal;
}

function suits(definition: AttributeDefinition, operator: CompareOperator, value: CompareValue): boolean {
  // An unassigned attribute and null are the same (RFC 7643 section 2.5): it can be asked for, not ordered.
  if (value === null) return operator === 'eq' || operator === 'ne';
  switch (definition.type) {
    case 'string':
    case 'reference':
      return typeof value === 'string' && isStorableText(value);
    case 'binary':
      return typeof value === 'string' && isStorableText(value) && !isOrdering(operator);
    case 'boolean':
      return typeof value === 'boolean' && (operator === 'eq' || operator === 'ne');
    case 'integer':
    case 'decimal':
      return typeof value === 'number' && !isSubstring(operator);
    case 'dateTime':
      return typeof value === 'string' && instantOf(value) !== undefined && !isSubstring(operator);
    case 'complex':
      return false;
  }
}

const isOrdering = (operator: CompareOperator): boolean => ['gt', 'ge', 'lt', 'le'].includes(operator);
const isSubstring = (operator: CompareOperator): boolean => ['co', 'sw', 'ew'].includes(operator);
