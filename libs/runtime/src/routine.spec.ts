import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Logger } from './logger.js';
import { Routine } from './routine.js';

const told: string[] = [];
const tell = (event: string) => {
  told.push(event);
};
const logger: Logger = { info: tell, warn: tell, error: tell };

describe('a routine', () => {
  let routine: Routine;
  let times: number;
  /** Ends the time that is under way. */
  let end: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    told.length = 0;
    times = 0;
    const once = () => {
      times += 1;
      return new Promise<void>((resolve, reject) => {
        end =
          times === 1
            ? () => {
                reject(new Error('the first fails'));
              }
            : resolve;
      });
    };
    routine = new Routine({ everyMs: 100, once, failure: 'once-failed' }, logger);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('begins again only once the last time is over, also where that failed, which is told', async () => {
    routine.start();
    await jest.advanceTimersByTimeAsync(1_000);
    expect([times, told]).toEqual([1, []]);
    end();
    await jest.advanceTimersByTimeAsync(99);
    expect([times, told]).toEqual([1, ['once-failed']]);
    await jest.advanceTimersByTimeAsync(1);
    expect(times).toBe(2);
  });

  it('begins when it is told to, and after that at its own pace', async () => {
    routine.start(0);
    await jest.advanceTimersByTimeAsync(0);
    end();
    await jest.advanceTimersByTimeAsync(99);
    expect(times).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(times).toBe(2);
  });

  it('stops once the time under way is over, and does not begin again', async () => {
    routine.start();
    await jest.advanceTimersByTimeAsync(100);
    let stopped = false;
    const stopping = routine.stop().then(() => {
      stopped = true;
    });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped).toBe(false);
    end();
    await stopping;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(times).toBe(1);
  });
});
