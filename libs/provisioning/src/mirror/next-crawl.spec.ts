import { describe, expect, it } from '@jest/globals';
import { nextCrawlMs } from './next-crawl.js';

describe('the next reading', () => {
  it('is never in the first ten minutes of an hour, and never before its time', () => {
    const now = new Date('2026-01-01T12:00:00Z');
    for (let n = 0; n < 200; n += 1) {
      const ms = nextCrawlMs(now, 21_600, n / 200);
      expect(ms).toBeGreaterThanOrEqual(21_600_000);
      expect(new Date(now.getTime() + ms).getUTCMinutes()).toBeGreaterThanOrEqual(10);
    }
  });

  it('comes when a short interval says, with a little chance', () => {
    expect(nextCrawlMs(new Date(0), 60, 0.5)).toBe(63_000);
  });

  it('comes as soon as the interval is over, where that is not then', () => {
    expect(nextCrawlMs(new Date('2026-01-01T12:30:00Z'), 3_600, 0)).toBe(3_600_000);
    expect(nextCrawlMs(new Date('2026-01-01T12:10:00Z'), 3_600, 0)).toBe(3_600_000);
  });

  it('steps aside to the tenth minute and spreads over the rest of the hour', () => {
    const now = new Date('2026-01-01T12:05:00Z');
    expect(nextCrawlMs(now, 3_600, 0)).toBe(3_600_000 + 5 * 60_000);
    expect(nextCrawlMs(new Date('2026-01-01T12:00:00Z'), 36_000, 0.05)).toBe(
      36_180_000 + 7 * 60_000 + 135_000,
    );
  });

  it('steps aside from an hour on, not below', () => {
    expect(nextCrawlMs(new Date('2026-01-01T12:00:00Z'), 3_600, 0)).toBe(4_200_000);
    expect(nextCrawlMs(new Date('2026-01-01T12:00:00Z'), 3_599, 0)).toBe(3_599_000);
  });
});
