import type { AttributePath, Comparison, Filter } from '#scim';
import type { Bindings } from './bindings.js';
import { narrowing } from './narrowing.js';
import type { Narrowing } from './narrowing.js';
import { compareOperand } from './operand.js';
import { valuesOf } from './resource-values.js';
import { single } from './values.js';
import type { Subject, Values } from './values.js';

/** What the paths of a filter are relative to: the resource, or one value of a value path. */
interface Scope {
  readonly valuesOf: (path: AttributePath) => Values;
  readonly narrowings: Narrowing[] | undefined;
  readonly bindings: Bindings;
}

/** A filter as SQL. */
export interface Condition {
  readonly sql: string;
  /** Whether it has parts for which the planner should look for an index, whatever it thinks of their number. */
  readonly narrows: boolean;
}

/**
 * A filter as an SQL condition on the rows `r` of `resource` that are of its type, whose first bound value is
 * connection_id ($1). It holds for exactly those Resources whose representation `matches` the filter.
 *
 * A condition may be null, which counts as false all the way up; only "not" has to tell the two apart.
 */
export function compileFilter(filter: Filter, subject: Subject): Condition {
  const { bindings } = subject;
  const narrowings: Narrowing[] = [];
  const sql = conditionOf(filter, { valuesOf: (path) => valuesOf(path, subject), narrowings, bindings });
  return { sql, narrows: narrowings.length > 0 };
}

function conditionOf(filter: Filter, scope: Scope): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.filters.map((part) => conditionOf(part, scope)).join(` ${filter.kind} `)})`;
    case 'not':
      return negated(conditionOf(filter.filter, scope));
    case 'compare':
      return narrowed(filter, scope, () => comparisonOf(filter, scope));
    case 'present':
      return presenceOf(filter.attribute, scope);
    case 'valuePath':
      return narrowed(filter, scope, () => {
        const values = scope.valuesOf(filter.attribute);
        const inside = { ...scope, valuesOf: () => single(values.operand), narrowings: undefined };
        return values.some(conditionOf(filter.filter, inside), picksFew(filter.filter));
      });
    case 'nothing':
      return 'false';
  }
}

/** True where the condition is false or null. */
const negated = (condition: string): string => `((${condition}) is not true)`;

function narrowed(
  filter: Extract<Filter, { kind: 'compare' | 'valuePath' }>,
  { narrowings, bindings }: Scope,
  condition: () => string,
): string {
  const found = narrowings && narrowing(filter, bindings);
  if (found === undefined) return condition();
  narrowings?.push(found);
  return found.whole ? `(${found.sql})` : `(${found.sql} and ${condition()})`;
}

function comparisonOf(filter: Comparison, scope: Scope): string {
  const { attribute: path, operator, value } = filter;
  if (value === null) {
    const assigned = presenceOf(path, scope);
    return operator === 'eq' ? negated(assigned) : assigned;
  }
  const values = scope.valuesOf(path);
  const definition = path.sub ?? path.attribute;
  const compared = compareOperand(values.operand(definition), definition, operator, value, scope.bindings);
  const some = values.some(`(${compared})`, picksFew(filter));
  // What has no value differs from every value (RFC 7643 section 2.5).
  return operator === 'ne' ? `(${some} or ${negated(presenceOf(path, scope))})` : some;
}

/** Whether any value is assigned (RFC 7644 Table 3, "pr"). */
function presenceOf(path: AttributePath, scope: Scope): string {
  const values = scope.valuesOf(path);
  if (path.sub === undefined && path.attribute.type === 'complex') return values.some('true', false);
  return values.some(`${values.operand(path.sub ?? path.attribute).sql} is not null`, false);
}

/** Whether a condition of one value is met by few: those that equal some text. */
function picksFew(filter: Filter): boolean {
  if (filter.kind === 'and') return filter.filters.some(picksFew);
  return filter.kind === 'compare' && filter.operator === 'eq' && typeof filter.value === 'string';
}
