import { describe, expect, it } from '@jest/globals';
import type { SourceRun } from '#store';
import { toldRun } from './told-run.js';

const at = new Date('2026-01-01T00:00:00Z');
const run = (changes: Partial<SourceRun>): SourceRun => ({
  id: '00000000-0000-4000-8000-000000000001',
  askedBy: 'schedule',
  reading: 'full',
  state: 'reading',
  reason: null,
  detail: null,
  cancelAsked: false,
  startedAt: at,
  finishedAt: null,
  seconds: 10,
  pages: 1,
  usersRead: 0,
  groupsRead: 0,
  usersTotal: null,
  groupsTotal: null,
  toChange: 0,
  changed: 0,
  deleted: 0,
  blocked: 0,
  missing: 0,
  plan: null,
  ...changes,
});

describe('the time that a run will still take', () => {
  it.each<{ reason: string; changes: Partial<SourceRun>; left: number | null }>([
    {
      reason: 'what is left, as fast as until now',
      changes: { usersRead: 200, usersTotal: 1_000 },
      left: 40,
    },
    {
      reason: 'that of Users and Groups',
      changes: { usersRead: 400, groupsRead: 100, usersTotal: 400, groupsTotal: 600 },
      left: 10,
    },
    { reason: 'not known while nothing was read', changes: { usersTotal: 1_000 }, left: null },
    { reason: 'not known where the server says no total', changes: { usersRead: 200 }, left: null },
    {
      reason: 'not known where the total was passed',
      changes: { usersRead: 200, usersTotal: 100 },
      left: null,
    },
    {
      reason: 'that of what is to be written, once it writes',
      changes: { state: 'applying', usersRead: 9, usersTotal: 9, toChange: 100, changed: 15, deleted: 5 },
      left: 40,
    },
    { reason: 'none once it is over', changes: { state: 'done', finishedAt: at }, left: 0 },
  ])('is $reason', ({ changes, left }) => {
    expect(toldRun(run(changes)).secondsLeft).toBe(left);
  });
});
