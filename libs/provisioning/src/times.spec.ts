import { describe, expect, it } from '@jest/globals';
import { backoffMs, probeMs } from './times.js';

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

describe('the time until a refused app or permission is asked for again', () => {
  it.each([
    { failures: 0, ms: 60_000, reason: 'soon: it may have been a slip' },
    { failures: 1, ms: 120_000, reason: 'it doubles' },
    { failures: 5, ms: 1_920_000, reason: 'up to' },
    { failures: 6, ms: 3_600_000, reason: 'an hour' },
    { failures: 10_000, ms: 3_600_000, reason: 'and stays a number however long it lasts' },
  ])('after $failures noes is $ms ms: $reason', ({ failures, ms }) => {
    expect(probeMs(failures)).toBe(ms);
  });
});
