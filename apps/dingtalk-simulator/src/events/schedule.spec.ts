import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Schedule } from './schedule.js';

let ahead: number;
let schedule: Schedule;
let done: string[];
const note = (what: string) => () => {
  done.push(what);
};
const jump = (ms: number) => {
  ahead += ms;
  schedule.run();
};

beforeEach(() => {
  jest.useFakeTimers();
  ahead = 0;
  done = [];
  schedule = new Schedule(() => Date.now() + ahead);
});
afterEach(() => {
  schedule.clear();
  jest.useRealTimers();
});

describe('what is scheduled', () => {
  it('happens when real time has come to it, the earliest first', () => {
    schedule.after(20, note('second'));
    schedule.after(10, note('first'));
    jest.advanceTimersByTime(9);
    expect(done).toEqual([]);
    jest.advanceTimersByTime(11);
    expect(done).toEqual(['first', 'second']);
  });

  it('happens when the clock jumps over it, in order', () => {
    schedule.after(60_000, note('second'));
    schedule.after(10_000, note('first'));
    jump(60_000);
    expect(done).toEqual(['first', 'second']);
  });

  it('is counted from the end of the jump when it follows from what fell due in it', () => {
    schedule.after(10, () => {
      schedule.after(10, note('later'));
    });
    jump(1000);
    expect(done).toEqual([]);
    jump(10);
    expect(done).toEqual(['later']);
  });

  it('does not happen once it was cancelled, even by what fell due beside it', () => {
    schedule.after(5, () => {
      cancel();
    });
    const cancel = schedule.after(10, note('cancelled'));
    jump(10);
    expect(done).toEqual([]);
  });

  it('waits longer than a timer of the machine can', () => {
    const days = 60 * 86_400_000;
    schedule.after(days, note('two months'));
    jest.advanceTimersByTime(days - 1);
    expect(done).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(done).toEqual(['two months']);
  });

  it('leaves no timer behind when it is cleared', () => {
    schedule.after(10, note('never'));
    schedule.clear();
    expect(jest.getTimerCount()).toBe(0);
    jump(10);
    expect(done).toEqual([]);
  });
});
