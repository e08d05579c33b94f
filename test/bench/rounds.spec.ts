import { describe, expect, it } from '@jest/globals';
import { median, medianRatio, rotated } from './rounds.js';

describe('rounds', () => {
  it('let each contestant go first in turn, all of them once a round', async () => {
    const order: string[] = [];
    const run = (name: string) => () => Promise.resolve(order.push(name));
    const scores = await rotated(3, { a: run('a'), b: run('b'), c: run('c') });
    expect(order.join('')).toBe('abcbcacab');
    expect(scores).toEqual({ a: [1, 6, 8], b: [2, 4, 9], c: [3, 5, 7] });
  });

  it.each([
    { reason: 'the middle one', values: [9, 1, 5], is: 5 },
    { reason: 'between the two in the middle', values: [4, 1, 2, 100], is: 3 },
    { reason: 'nothing to speak of', values: [], is: NaN },
  ])('have a median: $reason', ({ values, is }) => {
    expect(median(values)).toBe(is);
  });

  it('compare what met the same moment of the machine', () => {
    expect(medianRatio([10, 100, 20], [5, 50, 40])).toBe(2);
    expect(medianRatio([10], [])).toBeNaN();
  });
});
