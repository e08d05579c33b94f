import { asUuid, Bug } from '#common';
import { comparisonKey } from '#scim';
import type { AttributeDefinition, CompareOperator, CompareValue } from '#scim';
import type { Bindings } from './bindings.js';
import { compareInstants } from './instant.js';

/** How SQL reads one value of an attribute: an expression that is null where the value is unassigned. */
export interface Operand {
  /**
   * text: the value's comparison key, in collation "C". uuid and instant: a column. json: a boolean or a
   * number as jsonb, which orders numbers as numbers.
   */
  readonly kind: 'text' | 'uuid' | 'instant' | 'json';
  readonly sql: string;
  /** Whether it is a column by itself: short enough for an index, and maybe in one. */
  readonly isColumn: boolean;
}

export const operand = (kind: Operand['kind'], sql: string): Operand => ({ kind, sql, isColumn: false });

export const column = (kind: Operand['kind'], sql: string): Operand => ({ kind, sql, isColumn: true });

/** A text that is compared as it stands. The order of collation "C" is that of code points, as in `matches`. */
export const exactText = (sql: string): Operand => operand('text', `((${sql}) collate "C")`);

/** A text from the body of row r that is compared by its key; see `comparisonKeys`. */
export const foldedText = (sql: string): Operand =>
  operand('text', `coalesce(r.comparison_keys ->> (${sql}), lower((${sql}) collate "C"))`);

/**
 * A comparison of one value, with the outcome `matches` has for it. It is null where the value is unassigned,
 * which counts as false: that leaves the column bare for an index.
 */
export function compareOperand(
  { kind, sql }: Operand,
  definition: AttributeDefinition,
  operator: CompareOperator,
  value: Exclude<CompareValue, null>,
  bindings: Bindings,
): string {
  switch (kind) {
    case 'text':
      return compareTexts(sql, operator, comparisonKey(definition, text(value)), bindings);
    case 'uuid':
      return compareUuids(sql, operator, text(value), bindings);
    case 'instant':
      return compareInstants(sql, operator, text(value), bindings);
    case 'json': {
      const type = typeof value === 'boolean' ? 'boolean' : 'float8';
      return `${sql} ${symbolOf(operator)} to_jsonb(${bindings.add(value)}::${type})`;
    }
  }
}

function compareTexts(sql: string, operator: CompareOperator, key: string, bindings: Bindings): string {
  const bound = `${bindings.add(key)}::text`;
  switch (operator) {
    // Functions, not "like": a client's % and _ stand for themselves.
    case 'co':
      return `strpos(${sql}, ${bound}) > 0`;
    case 'sw':
      return `starts_with(${sql}, ${bound})`;
    case 'ew':
      return `right(${sql}, length(${bound})) = ${bound}`;
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return `${sql} ${symbolOf(operator)} ${bound}`;
  }
}

/** An id is shown in lower case and is case exact, so nothing but a lower-case UUID equals one. */
function compareUuids(sql: string, operator: CompareOperator, value: string, bindings: Bindings): string {
  if (operator !== 'eq' && operator !== 'ne') {
    return compareTexts(exactText(`${sql}::text`).sql, operator, value, bindings);
  }
  if (asUuid(value) !== value) return operator === 'eq' ? 'false' : `${sql} is not null`;
  return `${sql} ${symbolOf(operator)} ${bindings.add(value)}::uuid`;
}

function symbolOf(operator: CompareOperator): string {
  switch (operator) {
    case 'eq':
      return '=';
    case 'ne':
      return '<>';
    case 'gt':
      return '>';
    case 'ge':
      return '>=';
    case 'lt':
      return '<';
    case 'le':
      return '<=';
    case 'co':
    case 'sw':
    case 'ew':
      throw new Bug('filter-substring-of-no-text');
  }
}

function text(value: CompareValue): string {
  // The parser lets no other value through for these types.
  if (typeof value !== 'string') throw new Bug('filter-value-is-no-text');
  return value;
}
