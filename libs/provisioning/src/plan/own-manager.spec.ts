import { describe, expect, it } from '@jest/globals';
import { accountSituation, applied } from '../../../../test/builders/account-situation.js';
import { ownManager } from './own-manager.js';
import type { ManagerReference } from './situation.js';

const boss: ManagerReference = {
  resourceId: 'm',
  presence: 'none',
  outcome: 'retry',
  onTheWay: true,
  cyclic: false,
};
const chosen = applied({ managerUserId: 'somebody' });

describe('a manager', () => {
  it.each([
    { reason: 'is ours to set', rule: {}, there: chosen, ours: true },
    { reason: 'is DingTalk’s where we write none', rule: null, there: undefined, ours: false },
    {
      reason: 'is ours when the account is made, where he is written only then',
      rule: { when: 'onlyOnCreate' },
      there: undefined,
      ours: true,
    },
    {
      reason: 'is DingTalk’s from then on',
      rule: { when: 'onlyOnCreate' },
      there: applied(),
      ours: false,
    },
    {
      reason: 'is ours as long as DingTalk has none, where he is only to fill a gap',
      rule: { when: 'defaultIfEmpty' },
      there: applied(),
      ours: true,
    },
    {
      reason: 'is DingTalk’s where he is only to fill a gap and there is none',
      rule: { when: 'defaultIfEmpty' },
      there: chosen,
      ours: false,
    },
  ])('$reason', ({ rule, there, ours }) => {
    const settings = { mapping: { manager_userid: rule } };
    const situation = accountSituation({ settings, more: { manager: boss } });
    expect(ownManager(situation, there)).toEqual(ours ? boss : undefined);
  });
});
