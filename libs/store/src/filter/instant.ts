import { Bug } from '#common';
import { instantOf } from '#scim';
import type { CompareOperator } from '#scim';
import type { Bindings } from './bindings.js';

/**
 * Compares a timestamptz column as the instant that is shown of it: cut off to milliseconds. What is cut off
 * is the value, not the column, so that an index answers: shown > value means column >= the next millisecond.
 */
export function compareInstants(
  sql: string,
  operator: CompareOperator,
  value: string,
  bindings: Bindings,
): string {
  const { millisecond, exact } = millisecondOf(value);
  const from = (ms: bigint) => `${sql} >= ${timestamp(ms, bindings)}`;
  const before = (ms: bigint) => `${sql} < ${timestamp(ms, bindings)}`;
  const next = millisecond + 1n;
  switch (operator) {
    case 'eq':
      return exact ? `(${from(millisecond)} and ${before(next)})` : 'false';
    case 'ne':
      return exact ? `(${before(millisecond)} or ${from(next)})` : `${sql} is not null`;
    case 'gt':
      return from(next);
    case 'ge':
      return from(exact ? millisecond : next);
    case 'lt':
      return before(exact ? millisecond : next);
    case 'le':
      return before(next);
    case 'co':
    case 'sw':
    case 'ew':
      throw new Bug('filter-substring-of-no-text');
  }
}

/** The millisecond that an instant lies in, and whether it is its very beginning. */
function millisecondOf(value: string): { readonly millisecond: bigint; readonly exact: boolean } {
  const nanoseconds = instantOf(value);
  if (nanoseconds === undefined) throw new Bug('filter-value-is-no-instant');
  const rest = nanoseconds % 1_000_000n;
  const exact = rest === 0n;
  // Division of bigints goes towards zero; before 1970 that is the wrong way.
  const millisecond = nanoseconds / 1_000_000n - (rest < 0n ? 1n : 0n);
  return { millisecond, exact };
}

/** As a number, because a year 0 or 10000 has no text that both sides read. */
const timestamp = (millisecond: bigint, bindings: Bindings): string =>
  `to_timestamp(${bindings.add(Number(millisecond) / 1000)}::float8)`;
