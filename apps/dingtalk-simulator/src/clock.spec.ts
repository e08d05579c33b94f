import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Clock } from './clock.js';

let clock: Clock;
let done: string[];
const note = (what: string) => () => {
  done.push(what);
};

beforeEach(() => {
  jest.useFakeTimers();
  done = [];
  clock = new Clock();
});
afterEach(() => {
  clock.reset();
  jest.useRealTimers();
});

describe('what is waited for', () => {
  it('happens when real time has come to it, the earliest first', () => {
    clock.after(20, note('second'));
    clock.after(10, note('first'));
    jest.advanceTimersByTime(9);
    expect(done).toEqual([]);
    jest.advanceTimersByTime(11);
    expect(done).toEqual(['first', 'second']);
  });

  it('happens when the clock is advanced over it, each at its own time', () => {
    const start = clock.now();
    const at = () => done.push(String(clock.now() - start));
    clock.after(60_000, at);
    clock.after(10_000, () => {
      at();
      clock.after(5_000, at);
    });
    clock.advance(60_000);
    expect(done).toEqual(['10000', '15000', '60000']);
  });

  it('does not happen once it was cancelled, even by what falls due beside it', () => {
    clock.after(5, () => {
      cancel();
    });
    const cancel = clock.after(10, note('cancelled'));
    clock.advance(10);
    expect(done).toEqual([]);
  });

  it('may be further away than a timer of the machine can be set', () => {
    const days = 60 * 86_400_000;
    clock.after(days, note('two months'));
    jest.advanceTimersByTime(days - 1);
    expect(done).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(done).toEqual(['two months']);
  });

  it('leaves no timer behind when all of it was cancelled, or the clock is reset', () => {
    const cancel = [clock.after(10, note('never')), clock.after(20, note('never'))];
    for (const one of cancel) one();
    expect(jest.getTimerCount()).toBe(0);
    clock.after(10, note('never'));
    clock.reset();
    expect(jest.getTimerCount()).toBe(0);
  });
});
