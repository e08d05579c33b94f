import { describe, expect, it } from '@jest/globals';
import type { Json } from '#common';
import { attribute } from '../attribute.js';
import type { AttributeDefinition } from '../attribute.js';
import { matches } from './evaluate.js';
import { compareOperators } from './filter.js';
import type { CompareOperator, CompareValue } from './filter.js';

/** What RFC 7644 Table 3 says of each operator: for a value below, at and above the one it is compared with. */
const orders: Readonly<Record<string, readonly [below: boolean, at: boolean, above: boolean]>> = {
  eq: [false, true, false],
  ne: [true, false, true],
  gt: [false, false, true],
  ge: [false, true, true],
  lt: [true, false, false],
  le: [true, true, false],
};

const text = attribute('x', '', { caseExact: true });
const integer = attribute('x', '', { type: 'integer' });
const dateTime = attribute('x', '', { type: 'dateTime' });
const boolean = attribute('x', '', { type: 'boolean' });

const holds = (
  definition: AttributeDefinition,
  operator: CompareOperator,
  value: CompareValue,
  actual?: Json,
) =>
  matches(
    { kind: 'compare', attribute: { schema: '', attribute: definition }, operator, value },
    actual === undefined ? {} : { x: actual },
  );

describe('an operator', () => {
  it.each(['co', 'sw', 'ew'] as const)('%s never holds for what is no text', (operator) => {
    expect(holds(integer, operator, 10, 10)).toBe(false);
    expect(holds(boolean, operator, true, true)).toBe(false);
    expect(holds(dateTime, operator, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z')).toBe(false);
  });

  it.each([
    { of: 'texts', definition: text, value: 'b', actual: ['a', 'b', 'c'] },
    { of: 'texts of which one begins the other', definition: text, value: 'bb', actual: ['b', 'bb', 'bbb'] },
    { of: 'numbers', definition: integer, value: 10, actual: [9, 10, 11] },
    { of: 'negative numbers', definition: integer, value: -1, actual: [-2, -1, 0] },
    {
      of: 'instants, whatever their zone',
      definition: dateTime,
      value: '2020-01-01T00:00:00Z',
      actual: ['2020-01-01T00:59:59.9+01:00', '2020-01-01T01:00:00+01:00', '2020-01-01T00:00:00.1Z'],
    },
  ])('orders $of as Table 3 has it', ({ definition, value, actual }) => {
    for (const [operator, wanted] of Object.entries(orders)) {
      const found = actual.map((each) => holds(definition, operator as CompareOperator, value, each));
      expect([operator, ...found]).toEqual([operator, ...wanted]);
    }
  });

  it.each([
    { operator: 'co', value: 'b', found: ['abc', 'b', 'bc', 'ab'] },
    { operator: 'sw', value: 'b', found: ['b', 'bc'] },
    { operator: 'ew', value: 'b', found: ['b', 'ab'] },
  ] as const)('$operator looks for a part of a text', ({ operator, value, found }) => {
    const texts = ['abc', 'b', 'bc', 'ab', 'a', 'B'];
    expect(texts.filter((each) => holds(text, operator, value, each))).toEqual(found);
  });

  it('compares booleans by eq and ne', () => {
    const table = [true, false].flatMap((value) =>
      [true, false].map((actual) => [
        holds(boolean, 'eq', value, actual),
        holds(boolean, 'ne', value, actual),
      ]),
    );
    expect(table).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [true, false],
    ]);
  });

  it('finds in what has no value only that it differs, and null', () => {
    for (const [definition, value] of [
      [text, 'b'],
      [integer, 1],
      [dateTime, '2020-01-01T00:00:00Z'],
      [boolean, true],
    ] as const) {
      expect(compareOperators.filter((operator) => holds(definition, operator, value))).toEqual(['ne']);
      for (const unassigned of [undefined, null, '', [], {}] as const) {
        expect(holds(definition, 'eq', null, unassigned)).toBe(true);
        expect(holds(definition, 'ne', null, unassigned)).toBe(false);
        expect(holds(definition, 'ne', value, unassigned)).toBe(true);
      }
    }
    expect([holds(text, 'eq', null, 'b'), holds(text, 'ne', null, 'b')]).toEqual([false, true]);
  });

  it.each([
    { reason: 'a text and a number', definition: text, value: 1, actual: '1' },
    { reason: 'a number and a text', definition: integer, value: '1', actual: 1 },
    { reason: 'an instant and a text', definition: dateTime, value: 'x', actual: '2020-01-01T00:00:00Z' },
    { reason: 'a text and an instant', definition: dateTime, value: '2020-01-01T00:00:00Z', actual: 'x' },
    { reason: 'a boolean and a text', definition: boolean, value: true, actual: 'true' },
  ])('finds that what cannot be compared differs: $reason', ({ definition, value, actual }) => {
    const found = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
    expect(found.filter((operator) => holds(definition, operator, value, actual))).toEqual(['ne']);
  });

  it('matches many values where it matches one', () => {
    expect([holds(text, 'eq', 'b', ['a', 'b']), holds(text, 'eq', 'b', ['a', 'c'])]).toEqual([true, false]);
    expect([holds(text, 'ne', 'b', ['b', 'c']), holds(text, 'ne', 'b', ['b'])]).toEqual([true, false]);
  });
});
