import { describe, expect, it } from '@jest/globals';
import { StoreClock } from './store-clock.js';

const ahead = 5_000;

describe('the clock of the store, seen from ours', () => {
  it('is known as well as the quickest reply told it, however slow the later ones are', () => {
    const clock = new StoreClock();
    clock.hear(0, 2, 1 + ahead);
    clock.hear(10, 90, 11 + ahead);
    clock.hear(100, 180, 179 + ahead);
    expect(Math.abs(clock.onOurs(200 + ahead) - 200)).toBeLessThan(1.2);
  });

  it('is known better by two slow replies than by either', () => {
    const clock = new StoreClock();
    clock.hear(0, 80, 1 + ahead);
    clock.hear(100, 180, 179 + ahead);
    expect(Math.abs(clock.onOurs(200 + ahead) - 200)).toBeLessThan(1.2);
  });

  it('is followed when it was set', () => {
    const clock = new StoreClock();
    clock.hear(0, 2, 1 + ahead);
    clock.hear(10, 12, 11 - ahead);
    expect(clock.onOurs(20 - ahead)).toBeCloseTo(20, 0);
  });

  it('is followed when it runs apart from ours', () => {
    const clock = new StoreClock();
    for (let at = 0; at < 600_000; at += 1_000) clock.hear(at, at + 1, at * 1.0004 + 0.5 + ahead);
    expect(Math.abs(clock.onOurs(600_000 * 1.0004 + ahead) - 600_000)).toBeLessThan(2);
  });
});
