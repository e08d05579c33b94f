import { describe, expect, it } from '@jest/globals';
import type { ConnectionId } from '#common';
import { OthersSeen } from './others-seen.js';

const [sales, field] = ['sales' as ConnectionId, 'field' as ConnectionId];
const seeing = (userIds: readonly string[], marks: readonly (string | undefined)[]) => {
  const seen = new OthersSeen(
    new Map([
      ['abcd', sales],
      ['efgh', field],
    ]),
  );
  seen.people(userIds.map((userId) => ({ userId })));
  seen.departments(marks.map((mark) => (mark === undefined ? {} : { sourceIdentifier: mark })));
  return seen.ids;
};

describe('what bears the stamp of another connection', () => {
  it.each([
    { reason: 'an account', userIds: ['zoe', 'abcd-x1'], marks: [], ids: [sales] },
    { reason: 'a department', userIds: [], marks: [undefined, 'efgh:1'], ids: [field] },
    { reason: 'many of one connection', userIds: ['abcd-1', 'abcd-2'], marks: ['abcd:3'], ids: [sales] },
  ])('is noticed by $reason', ({ userIds, marks, ids }) => {
    expect(seeing(userIds, marks)).toEqual(ids);
  });

  it.each([
    { reason: 'nobody’s stamp', userIds: ['ijkl-1'], marks: ['ijkl:1'] },
    { reason: 'a stamp that only begins alike', userIds: ['abcde-1', 'abcd'], marks: ['abcd', 'abcd-1'] },
  ])('is not told of $reason', ({ userIds, marks }) => {
    expect(seeing(userIds, marks)).toEqual([]);
  });
});
