import { describe, expect, it } from '@jest/globals';
import { allowable, judgeReading } from './judge-reading.js';
import type { ReadCount } from './judge-reading.js';

const limits = { atLeast: 5, percent: 10 };
const users = (counts: Partial<ReadCount>): ReadCount => ({
  type: 'User',
  known: 100,
  read: 100,
  missing: 0,
  ...counts,
});
const groups = (counts: Partial<ReadCount>): ReadCount => ({ ...users(counts), type: 'Group' });

describe('a reading of everything', () => {
  it.each<{
    reason: string;
    counts: readonly ReadCount[];
    limits?: typeof limits;
    verdict: string | undefined;
  }>([
    { reason: 'nobody is missing', counts: [users({}), groups({})], verdict: undefined },
    { reason: 'nobody was there and nobody is', counts: [users({ known: 0, read: 0 })], verdict: undefined },
    {
      reason: 'nobody is there any more',
      counts: [groups({}), users({ known: 3, read: 0, missing: 3 })],
      verdict: 'empty',
    },
    {
      reason: 'nobody is there any more, of whom all may be missing',
      counts: [users({ known: 3, read: 0, missing: 0 })],
      verdict: undefined,
    },
    {
      reason: 'a few Groups were there and none is',
      counts: [groups({ known: 3, read: 0, missing: 3 })],
      verdict: undefined,
    },
    {
      reason: 'all that were known are missing and others have come',
      counts: [users({ known: 3, read: 1, missing: 3 })],
      verdict: undefined,
    },
    { reason: 'as many are missing as may be', counts: [users({ missing: 10 })], verdict: undefined },
    { reason: 'one more is missing than may be', counts: [users({ missing: 11 })], verdict: 'shrunken' },
    {
      reason: 'one Group more is missing than may be',
      counts: [users({}), groups({ missing: 11 })],
      verdict: 'shrunken',
    },
    {
      reason: 'a large share of few is missing',
      counts: [users({ known: 10, read: 5, missing: 5 })],
      verdict: undefined,
    },
    {
      reason: 'more than a few of few are missing',
      counts: [users({ known: 10, read: 4, missing: 6 })],
      verdict: 'shrunken',
    },
    {
      reason: 'one is missing where none may be',
      counts: [users({ known: 1000, read: 999, missing: 1 })],
      limits: { atLeast: 0, percent: 0 },
      verdict: 'shrunken',
    },
    {
      reason: 'Groups are missing and nobody is there any more',
      counts: [groups({ missing: 50 }), users({ read: 0, missing: 100 })],
      verdict: 'empty',
    },
  ])('where $reason is $verdict', ({ counts, limits: these = limits, verdict }) => {
    expect(judgeReading(counts, these)).toBe(verdict);
  });

  it('may be let through where somebody can know it to be right, and never for a server that breaks its word', () => {
    expect(allowable).toEqual(['baseChanged', 'empty', 'shrunken']);
  });
});
