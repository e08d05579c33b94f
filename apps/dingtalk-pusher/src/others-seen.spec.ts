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
  seen.departments(
    marks.map((mark, n) => ({
      departmentId: n,
      ...(mark === undefined ? {} : { sourceIdentifier: mark }),
    })),
  );
  return seen.sightings;
};

describe('what bears the stamp of another connection', () => {
  it('is noticed of accounts and of departments', () => {
    expect(seeing(['zoe', 'abcd-x1'], [undefined, 'efgh:1'])).toEqual([
      { other: sales, kind: 'account', externalId: 'abcd-x1' },
      { other: field, kind: 'department', externalId: '1', mark: 'efgh:1' },
    ]);
  });

  it('is asked for by a few of each connection, however many there are', () => {
    const many = Array.from({ length: 500 }, (_, n) => `abcd-${String(n)}`);
    const told = seeing([...many, 'efgh-1'], []).map(({ other }) => other);
    expect([told.filter((one) => one === sales).length, told.includes(field)]).toEqual([20, true]);
  });

  it.each([
    { reason: 'nobody’s stamp', userIds: ['ijkl-1'], marks: ['ijkl:1'] },
    { reason: 'a stamp that only begins alike', userIds: ['abcde-1', 'abcd'], marks: ['abcd', 'abcd-1'] },
  ])('is not told of $reason', ({ userIds, marks }) => {
    expect(seeing(userIds, marks)).toEqual([]);
  });
});
