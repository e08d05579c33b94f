import { describe, expect, it } from '@jest/globals';
import { windowOf } from './window.js';
import type { WindowKind } from './window.js';

const allowedOf = (kind: WindowKind, arrivals: readonly number[]) => {
  const admits = windowOf(kind, 2);
  return arrivals.map((at) => admits(at));
};

describe('a window of two calls', () => {
  it('that is a second of the clock lets twice as many through around its edge', () => {
    // Its clock is 377 ms ahead: an edge lies at 623.
    expect(allowedOf('fixed', [620, 621, 622, 623, 624, 625])).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('that slides counts the last second before each arrival, and nobody it refused', () => {
    expect(allowedOf('sliding', [0, 500, 999, 1_000, 1_400, 1_500])).toEqual([
      ...[true, true, false],
      ...[true, false, true],
    ]);
  });
});
