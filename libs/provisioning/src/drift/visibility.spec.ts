import { describe, expect, it } from '@jest/globals';
import { isVisibilityLost } from './visibility.js';

describe('people and departments that no list shows any more', () => {
  it.each([
    { reason: 'a few of few have gone', known: 20, unmet: 10, lost: false },
    { reason: 'many of few: a permission was cut', known: 20, unmet: 11, lost: true },
    { reason: 'a fifth of many may have gone', known: 1000, unmet: 200, lost: false },
    { reason: 'more of many: a permission was cut', known: 1000, unmet: 201, lost: true },
  ])('$reason', ({ known, unmet, lost }) => {
    expect(isVisibilityLost(known, unmet)).toBe(lost);
  });
});
