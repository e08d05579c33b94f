import { describe, expect, it } from '@jest/globals';
import { Random } from '../random.js';
import type { Chance } from './event-variants.js';
import { Mishaps } from './mishaps.js';

const strikes = (mishaps: Mishaps, chance: Chance, times: number, what = 'drop') =>
  Array.from({ length: times }, () => mishaps.strikes(what, chance));

describe('a mishap', () => {
  it('strikes every n-th time, each kind counted by itself', () => {
    const mishaps = new Mishaps(new Random(1));
    expect(strikes(mishaps, { every: 3 }, 7)).toEqual([false, false, true, false, false, true, false]);
    expect(strikes(mishaps, { every: 3 }, 3, 'duplicate')).toEqual([false, false, true]);
  });

  it('strikes by its probability, the same way from the same seed', () => {
    const once = strikes(new Mishaps(new Random(4)), 0.3, 1000);
    expect(strikes(new Mishaps(new Random(4)), 0.3, 1000)).toEqual(once);
    const share = once.filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });

  it('never strikes at 0 and always at 1', () => {
    const mishaps = new Mishaps(new Random(1));
    expect(new Set(strikes(mishaps, 0, 100))).toEqual(new Set([false]));
    expect(new Set(strikes(mishaps, 1, 100))).toEqual(new Set([true]));
  });
});
