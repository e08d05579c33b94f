import { describe, expect, it } from '@jest/globals';
import { lineOf } from './limit.js';
import type { Limit } from './limit.js';

describe('a limit', () => {
  it.each<{ reason: string; limit: Limit | null; size: number; line: number }>([
    { reason: 'none at all', limit: null, size: 10, line: Number.POSITIVE_INFINITY },
    { reason: 'a count', limit: { count: 10, floor: 0 }, size: 1000, line: 10 },
    { reason: 'a count of nothing', limit: { count: 0, floor: 0 }, size: 1000, line: 0 },
    { reason: 'a share, rounded down', limit: { percent: 5, floor: 0 }, size: 199, line: 9 },
    {
      reason: 'the smaller of count and share',
      limit: { count: 10, percent: 5, floor: 0 },
      size: 100,
      line: 5,
    },
    { reason: 'the floor of a small company', limit: { percent: 5, floor: 20 }, size: 12, line: 20 },
    { reason: 'a floor over a count', limit: { count: 3, floor: 5 }, size: 12, line: 5 },
    { reason: 'a floor and nothing else', limit: { floor: 5 }, size: 12, line: Number.POSITIVE_INFINITY },
  ])('lets through: $reason', ({ limit, size, line }) => {
    expect(lineOf(limit, size)).toBe(line);
  });
});
