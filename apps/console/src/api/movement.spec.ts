import { describe, expect, it } from '@jest/globals';
import { movement } from './movement.js';

const overview = {
  people: { inStep: 1, held: 0 },
  departments: { inStep: 1, held: 0 },
  state: 'active',
  lastChangeAt: null as string | null,
  calls: { used: 1.5, allowed: 19 },
  queue: [{ lane: 'people', due: 1, oldestSeconds: 3 }],
};

describe('what moves in an overview', () => {
  it.each([
    { reason: 'somebody is held', other: { people: { inStep: 0, held: 1 } } },
    { reason: 'a department is in step', other: { departments: { inStep: 2, held: 0 } } },
    { reason: 'the connection is stopped', other: { state: 'quarantined' } },
    { reason: 'DingTalk was written', other: { lastChangeAt: '2030-01-31T08:00:00.000Z' } },
    { reason: 'more is due', other: { queue: [{ lane: 'people', due: 2, oldestSeconds: 3 }] } },
  ])('is another when $reason', ({ other }) => {
    expect(movement({ ...overview, ...other })).not.toBe(movement(overview));
  });

  it.each([
    { reason: 'calls are counted', other: { calls: { used: 0.2, allowed: 19 } } },
    { reason: 'time goes by', other: { queue: [{ lane: 'people', due: 1, oldestSeconds: 9 }] } },
  ])('stays when only $reason', ({ other }) => {
    expect(movement({ ...overview, ...other })).toBe(movement(overview));
  });
});
