import { describe, expect, it } from '@jest/globals';
import { runPercent } from './run-percent.js';

const run = {
  state: 'reading',
  usersRead: 30,
  groupsRead: 0,
  usersTotal: 100,
  groupsTotal: 20,
  toChange: 0,
  changed: 0,
  deleted: 0,
  blocked: 0,
};

describe('the progress of a run', () => {
  it.each([
    { reason: 'it reads', of: run, percent: 25 },
    { reason: 'the groups are not counted yet', of: { ...run, groupsTotal: null }, percent: 30 },
    { reason: 'the server does not count', of: { ...run, usersTotal: null }, percent: undefined },
    { reason: 'more came than was said', of: { ...run, usersRead: 500 }, percent: 100 },
    { reason: 'there is nobody', of: { ...run, usersRead: 0, usersTotal: 0, groupsTotal: 0 }, percent: 100 },
    {
      reason: 'it writes, deletions and what cannot be written counted in',
      of: { ...run, state: 'applying', toChange: 10, changed: 3, deleted: 1, blocked: 1 },
      percent: 50,
    },
  ])('is $percent when $reason', ({ of, percent }) => {
    expect(runPercent(of)).toBe(percent);
  });
});
