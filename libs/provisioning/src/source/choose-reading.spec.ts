import { describe, expect, it } from '@jest/globals';
import { changedSince, chooseReading, laterOf } from './choose-reading.js';
import type { ReadingState } from './choose-reading.js';
import { sourceSettingsSchema } from './settings.js';

const now = new Date('2026-01-02T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const since = { User: '2026-01-02T11:00:00Z' };

describe('a reading', () => {
  it.each<{ reason: string; state: object; fullEveryHours?: number; reads: string }>([
    { reason: 'what has changed, between two readings of everything', state: {}, reads: 'filter' },
    { reason: 'everything, where it never was read', state: { fullAt: undefined }, reads: 'full' },
    { reason: 'everything, where no User said when he was changed', state: { since: {} }, reads: 'full' },
    {
      reason: 'everything, where Groups alone said when they were changed',
      state: { since: { Group: since.User } },
      reads: 'full',
    },
    {
      reason: 'everything, where the server was seen not to filter as it should',
      state: { delta: 'unreliable' },
      reads: 'full',
    },
    { reason: 'everything, once it is due', state: { fullAt: hoursAgo(24) }, reads: 'full' },
    { reason: 'everything, when it is overdue', state: { fullAt: hoursAgo(100) }, reads: 'full' },
    {
      reason: 'what has changed, right before everything is due',
      state: { fullAt: new Date(hoursAgo(24).getTime() + 1) },
      reads: 'filter',
    },
    {
      reason: 'the pages whose tags are other ones, where the server does not filter as it should',
      state: { delta: 'unreliable', tagged: true },
      reads: 'tags',
    },
    {
      reason: 'the pages whose tags are other ones, where no User said when he was changed',
      state: { since: {}, tagged: true },
      reads: 'tags',
    },
    {
      reason: 'what a filter lets through, though there are tags too',
      state: { tagged: true },
      reads: 'filter',
    },
    {
      reason: 'everything, once it is due, whatever the tags say',
      state: { delta: 'unreliable', tagged: true, fullAt: hoursAgo(24) },
      reads: 'full',
    },
    { reason: 'everything each time, where it is said so', state: {}, fullEveryHours: 0, reads: 'full' },
  ])('is of $reason', ({ state, fullEveryHours, reads }) => {
    const settings = sourceSettingsSchema.parse({
      ...(fullEveryHours === undefined ? {} : { fullEveryHours }),
    });
    const known = {
      now,
      fullAt: hoursAgo(1),
      since,
      delta: 'unknown',
      tagged: false,
      ...state,
    } as ReadingState;
    expect(chooseReading(known, settings)).toBe(reads);
  });

  it('asks for whoever was changed last once more', () => {
    expect(changedSince(since.User)).toBe('meta.lastModified ge "2026-01-02T11:00:00Z"');
  });
});

describe('the later of two times', () => {
  const [early, late] = ['2026-01-01T01:00:00+02:00', '2026-01-01T00:00:00Z'];
  it.each([
    { reason: 'goes by the instant, not by the text', one: early, other: late, later: late },
    { reason: 'has no order', one: late, other: early, later: late },
    { reason: 'is the only one there is', one: undefined, other: early, later: early },
    { reason: 'is the one that was there', one: early, other: undefined, later: early },
    { reason: 'is never what is no time', one: 'yesterday', other: early, later: early },
    { reason: 'is never what is no time, said last', one: early, other: 'tomorrow', later: early },
    { reason: 'is neither of two that are none', one: 'yesterday', other: 'tomorrow', later: undefined },
    { reason: 'is nothing where nothing is', one: undefined, other: undefined, later: undefined },
    {
      reason: 'is the one that was there, where both are the same',
      one: '2026-01-01T00:00:00Z',
      other: '2026-01-01T01:00:00+01:00',
      later: '2026-01-01T00:00:00Z',
    },
  ])('$reason', ({ one, other, later }) => {
    expect(laterOf(one, other)).toBe(later);
  });
});
