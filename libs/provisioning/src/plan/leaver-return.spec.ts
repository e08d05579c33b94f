import { describe, expect, it } from '@jest/globals';
import {
  accountSituation,
  applied,
  minutesAgo,
  now,
  present,
} from '../../../../test/builders/account-situation.js';
import { atRest, look, moveTo, plannedLeaver, policy } from '../../../../test/builders/leavers.js';
import type { LeaverAction } from '../../../../test/builders/leavers.js';
import { planAccount } from './account.js';

describe('a leaver who is taken out of our departments', () => {
  const looked = (departmentIds: readonly number[], foreignDepartmentIds: readonly number[] = []) =>
    present(
      { leaving: { cause: 'deleted', since: minutesAgo(1) }, observedAt: now, foreignDepartmentIds },
      applied({ departmentIds }),
    );

  it('keeps those of others', () => {
    const plan = plannedLeaver('deleted', 'remove', { link: looked([7], [5]) });
    expect(plan.change).toEqual(moveTo([5]));
    expect(plan.ending).toEqual(atRest('leaving', 'removed'));
  });

  it('goes to the holding department where there is no other', () => {
    const plan = plannedLeaver('deleted', 'remove', { link: looked([7]) });
    expect(plan.change).toEqual(moveTo([99]));
    expect(plan.ending).toEqual(atRest('leaving', 'holding'));
  });

  it('is blocked where there is neither', () => {
    const settings = policy('remove', 0, null);
    const plan = plannedLeaver('deleted', 'remove', { link: looked([7]), settings });
    expect(plan.change).toBeUndefined();
    expect(plan.ending).toMatchObject({ outcome: 'blocked', reason: 'lastDepartment' });
  });

  it('is looked at anew where the look is older than his leaving', () => {
    const link = { ...looked([7]), observedAt: minutesAgo(5) };
    expect(plannedLeaver('deleted', 'remove', { link }).change).toEqual(look);
  });
});

describe('whoever comes back', () => {
  it.each<{ reason: string; link: ReturnType<typeof present>; change?: object; ending: object }>([
    {
      reason: 'in the grace period has never been away',
      link: present({ leaving: { cause: 'deactivated', since: minutesAgo(1) } }),
      ending: atRest('present'),
    },
    {
      reason: 'from the holding department is in his own again',
      link: present({ presence: 'leaving' }, applied({ departmentIds: [99] })),
      change: moveTo([7], applied({ departmentIds: [99] })),
      ending: atRest('present'),
    },
    {
      reason: 'and was disabled is enabled, then compared',
      link: present({ presence: 'leaving', disabled: true }),
      change: { kind: 'enableAccount', userId: 'ada-1' },
      ending: { presence: 'leaving', outcome: 'retry', dueInMs: 0, settling: false },
    },
    {
      reason: 'and was kept is as before',
      link: present({ leaving: { cause: 'deleted', since: minutesAgo(1) } }),
      ending: atRest('present'),
    },
    {
      reason: 'and is gone gets the same userid',
      link: { presence: 'gone', externalId: 'ada-1' },
      change: { kind: 'createAccount', userIds: ['ada-1'], fields: applied() },
      ending: atRest('present'),
    },
  ])('$reason', ({ link, change, ending }) => {
    const plan = planAccount(accountSituation({ link }));
    expect(plan.change).toEqual(change);
    expect(plan.ending).toEqual(ending);
    expect(plan.leaving).toBeUndefined();
    expect(plan.outOfScope ?? false).toBe(false);
  });
});

describe('who is out of scope', () => {
  it('is nobody’s manager any more, unless he is kept or has time to come back', () => {
    const out = (action: LeaverAction, grace: number) =>
      plannedLeaver('outOfScope', action, { link: present(), settings: policy(action, grace) }).outOfScope;
    expect([out('delete', 0), out('holding', 0), out('delete', 60), out('nothing', 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
