import { describe, expect, it } from '@jest/globals';
import { verdictOf } from './line.js';
import type { Line } from './line.js';
import { tableOf } from './table.js';

type Measured = Extract<Line, { kind: 'measured' }>;
const line = (changes: Partial<Measured>): Line => ({
  kind: 'measured',
  bench: 'b',
  ours: { value: 0.95, unit: '' },
  ...changes,
});

describe('a line of the table', () => {
  it.each<{ reason: string; line: Line; is: string }>([
    {
      reason: 'as much as it has to be',
      line: line({ target: { of: 'ours', at: 'least', value: 0.95 } }),
      is: 'pass',
    },
    {
      reason: 'less than it has to be',
      line: line({ target: { of: 'ours', at: 'least', value: 0.951 } }),
      is: 'MISSED',
    },
    {
      reason: 'more than it may be',
      line: line({ target: { of: 'ours', at: 'most', value: 0.9 } }),
      is: 'MISSED',
    },
    {
      reason: 'a ratio that is good enough, whatever the figure',
      line: line({ ratio: 3, target: { of: 'ratio', at: 'least', value: 2 } }),
      is: 'pass',
    },
    {
      reason: 'a ratio that could not be formed',
      line: line({ target: { of: 'ratio', at: 'least', value: 2 } }),
      is: 'MISSED',
    },
    {
      reason: 'a figure that is none',
      line: line({ ours: { value: NaN, unit: '' }, target: { of: 'ours', at: 'most', value: 2 } }),
      is: 'MISSED',
    },
    { reason: 'nothing to reach', line: line({}), is: 'told' },
    {
      reason: 'not measured, and so never passed',
      line: { kind: 'skipped', bench: 'b', reason: 'no peer' },
      is: 'skipped',
    },
  ])('is judged: $reason', ({ line: judged, is }) => {
    expect(verdictOf(judged)).toBe(is);
  });

  it('says what was measured, beside whom, and what it had to be', () => {
    const table = tableOf([
      line({
        ours: { value: 1234.5, unit: 'ms' },
        reference: { value: 2, unit: 'ms', who: 'them' },
        ratio: 617.25,
        target: { of: 'ratio', at: 'most', value: 1.5 },
      }),
      { kind: 'skipped', bench: 'c', reason: 'not installed' },
    ]);
    expect(table.split('\n').map((row) => row.replaceAll(/ +/g, ' '))).toEqual([
      '| bench | ours | reference | ratio | target | pass |',
      '| ----- | ------------- | ----------- | ----- | ------------ | ------- |',
      '| b | 1235 ms | 2 ms (them) | 617 | ratio ≤ 1.50 | MISSED |',
      '| c | not installed | | | | skipped |',
    ]);
  });
});
