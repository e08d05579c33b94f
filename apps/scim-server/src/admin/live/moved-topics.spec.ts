import { describe, expect, it } from '@jest/globals';
import { movedTopics, movementsOf } from './moved-topics.js';

const counts = { inStep: 1, onTheWay: 0, waiting: 0, held: 0, blocked: 0 };
const overview = {
  people: counts,
  departments: counts,
  state: 'active' as const,
  lastChangeAt: null,
  calls: { used: 1.5, allowed: 19 },
  queue: [{ lane: 'people' as const, due: 1, oldestSeconds: 3 }],
};
const others = { runs: '1', source: null, mirror: null, troubles: 'active', reports: '0' };
const before = movementsOf(overview, others);

describe('what has moved in a connection', () => {
  it.each([
    { reason: 'somebody is held', other: { people: { ...counts, held: 1 } } },
    { reason: 'a department is in step', other: { departments: { ...counts, inStep: 2 } } },
    { reason: 'the connection is stopped', other: { state: 'quarantined' as const } },
    { reason: 'DingTalk was written', other: { lastChangeAt: new Date(0) } },
    { reason: 'more is due', other: { queue: [{ lane: 'people' as const, due: 2, oldestSeconds: 3 }] } },
  ])('is people and departments when $reason', ({ other }) => {
    expect(movedTopics(before, movementsOf({ ...overview, ...other }, others))).toEqual(['links']);
  });

  it.each([
    { reason: 'calls are counted', other: { calls: { used: 0.2, allowed: 19 } } },
    { reason: 'time goes by', other: { queue: [{ lane: 'people' as const, due: 1, oldestSeconds: 9 }] } },
  ])('is nothing when only $reason', ({ other }) => {
    expect(movedTopics(before, movementsOf({ ...overview, ...other }, others))).toEqual([]);
  });

  it.each([
    { topics: ['runs'], other: { runs: '2' } },
    { topics: ['source'], other: { source: 'read' } },
    { topics: ['mirror', 'reports'], other: { mirror: 'reading', reports: '1' } },
    { topics: ['troubles'], other: { troubles: 'quarantined' } },
  ])('is $topics when that is another', ({ topics, other }) => {
    expect(movedTopics(before, movementsOf(overview, { ...others, ...other }))).toEqual(topics);
  });
});
