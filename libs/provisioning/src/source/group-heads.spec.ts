import { describe, expect, it } from '@jest/globals';
import { remoteHeads, withOwnHeads } from './group-heads.js';

const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
const lab = {
  displayName: 'Lab',
  [extension]: { order: 3, managers: [{ value: 'their-ada' }, { value: 'their-bob' }] },
};

describe('who heads a remote Group', () => {
  it('is named by the remote server’s ids, and told by ours', () => {
    expect(remoteHeads(lab)).toEqual(['their-ada', 'their-bob']);
    const ids = new Map([
      ['their-ada', 'our-ada'],
      ['their-bob', 'our-bob'],
    ]);
    expect(withOwnHeads(lab, ids)[extension]).toEqual({
      order: 3,
      managers: [{ value: 'our-ada' }, { value: 'our-bob' }],
    });
  });

  it.each([
    {
      reason: 'one of whom nothing was read',
      known: ['their-bob'],
      own: { order: 3, managers: [{ value: 'x' }] },
    },
    { reason: 'nobody who was read', known: [], own: { order: 3 } },
  ])('is no id of theirs: $reason', ({ known, own }) => {
    expect(withOwnHeads(lab, new Map(known.map((id) => [id, 'x'])))[extension]).toEqual(own);
  });

  it('is nobody where the Group does not say', () => {
    const plain = { displayName: 'Lab' };
    expect(remoteHeads(plain)).toEqual([]);
    expect(withOwnHeads(plain, new Map())).toBe(plain);
    expect(withOwnHeads({ [extension]: { managers: [{ value: 'x' }] } }, new Map())).toEqual({});
  });
});
