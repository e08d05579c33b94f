import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './times.js';

describe('the pause after failures', () => {
  it.each([
    { failures: 1, ms: 1_000, reason: 'the first is short' },
    { failures: 2, ms: 2_000, reason: 'it doubles' },
    { failures: 3, ms: 4_000, reason: 'and doubles' },
    { failures: 9, ms: 256_000, reason: 'up to' },
    { failures: 10, ms: 300_000, reason: 'five minutes' },
    { failures: 10_000, ms: 300_000, reason: 'and stays a number however long it lasts' },
  ])('after $failures in a row is $ms ms: $reason', ({ failures, ms }) => {
    expect(backoffMs(failures)).toBe(ms);
  });
});
