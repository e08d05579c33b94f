import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Sealer } from '#store';
import { KnownBrowsers, knownDays } from './known-browsers.js';

const keys = (byte: number) => new Sealer(new Map([['test', Buffer.alloc(32, byte)]]));
const browsers = new KnownBrowsers(keys(7));

afterEach(() => {
  jest.useRealTimers();
});

describe('a browser that somebody has signed in with before', () => {
  it('is known for that account, and keeps its id', () => {
    const id = browsers.idOf(browsers.mark('ada'), 'ada');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(browsers.idOf(browsers.mark('ada', id), 'ada')).toBe(id);
  });

  it.each([
    { reason: 'another account', mark: () => browsers.mark('grace') },
    { reason: 'no mark', mark: () => undefined },
    { reason: 'no mark of ours', mark: () => 'bm9uZQ' },
    { reason: 'a mark by other keys', mark: () => new KnownBrowsers(keys(8)).mark('ada') },
  ])('is not known by $reason', ({ mark }) => {
    expect(browsers.idOf(mark(), 'ada')).toBeUndefined();
  });

  it('is forgotten after ninety days', () => {
    jest.useFakeTimers();
    const mark = browsers.mark('ada');
    jest.advanceTimersByTime(knownDays * 86_400_000 - 1);
    expect(browsers.idOf(mark, 'ada')).toBeDefined();
    jest.advanceTimersByTime(1);
    expect(browsers.idOf(mark, 'ada')).toBeUndefined();
  });
});
