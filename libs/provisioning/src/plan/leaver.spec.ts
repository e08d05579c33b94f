import { describe, expect, it } from '@jest/globals';
import {
  accountSituation,
  ada,
  applied,
  minutesAgo,
  now,
  present,
} from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { claimKey } from '../identity.js';
import { leaveCauses, leaverActions } from '../leaver-settings.js';
import type { LeaveCause } from '../leaver-settings.js';
import type { Presence } from '../link.js';
import { planAccount } from './account.js';

const day = 86_400_000;
const scope = { excludedGroups: ['00000000-0000-4000-8000-000000000001'] };
const excluded = { scopeGroups: scope.excludedGroups };
const away: Readonly<Record<LeaveCause, AccountRow>> = {
  deactivated: { person: { ...ada, active: false } },
  deleted: { person: null },
  outOfScope: { more: excluded },
};

type Action = (typeof leaverActions)[number];
const policy = (action: Action, graceSeconds = 0, holdingDepartmentId: number | null = 99) => ({
  ...(holdingDepartmentId === null ? {} : { holdingDepartmentId }),
  scope,
  leavers: Object.fromEntries(leaveCauses.map((cause) => [cause, { action, graceSeconds }])),
});
const planned = (cause: LeaveCause, action: Action, row: AccountRow = {}) =>
  planAccount(accountSituation({ settings: policy(action), ...away[cause], ...row }));

const moveTo = (departmentIds: readonly number[], fields = applied()) => ({
  kind: 'updateAccount',
  userId: 'ada-1',
  set: { departmentIds },
  clear: [],
  keepForeign: false,
  fields: { ...fields, departmentIds },
});
const atRest = (presence: Presence, reason?: string) => ({
  presence,
  outcome: 'converged',
  ...(reason === undefined ? {} : { reason }),
  settling: false,
});
const look = { kind: 'findAccount', userId: 'ada-1', fields: applied() };
const remove = { kind: 'deleteAccount', userId: 'ada-1' };
const mobile = claimKey('c', 'mobile', '+8613800000001');

describe.each(leaveCauses)('a leaver, %s', (cause) => {
  it.each<{ reason: string; action: Action; change?: object; ending: object; holds: boolean }>([
    {
      reason: 'stays as he is, where nothing is to happen',
      action: 'nothing',
      ending: atRest('present', 'kept'),
      holds: true,
    },
    {
      reason: 'moves to the holding department and is in no other',
      action: 'holding',
      change: moveTo([99]),
      ending: atRest('leaving', 'holding'),
      holds: true,
    },
    {
      reason: 'is looked at before he is taken out of our departments: others may have put him into theirs',
      action: 'remove',
      change: look,
      ending: atRest('present'),
      holds: true,
    },
    {
      reason: 'is deleted, and what he held is free',
      action: 'delete',
      change: remove,
      ending: cause === 'outOfScope' ? atRest('gone', 'outOfScope') : atRest('gone'),
      holds: false,
    },
    {
      reason: 'is disabled',
      action: 'disable',
      change: { kind: 'disableAccount', userId: 'ada-1' },
      ending: atRest('leaving', 'disabled'),
      holds: true,
    },
  ])('$reason', ({ action, change, ending, holds }) => {
    const plan = planned(cause, action, { link: present() });
    expect(plan.change).toEqual(change);
    expect(plan.ending).toEqual(ending);
    expect(plan.claims.map(({ key }) => key)).toEqual(holds ? [mobile] : []);
    expect(plan.leaving).toBe(cause);
  });

  it.each<{ reason: string; action: Action; link: ReturnType<typeof present>; ending: object }>([
    {
      reason: 'is in the holding department already',
      action: 'holding',
      link: present({ presence: 'leaving' }, applied({ departmentIds: [99] })),
      ending: atRest('leaving', 'holding'),
    },
    {
      reason: 'is disabled already',
      action: 'disable',
      link: present({ presence: 'leaving', disabled: true }),
      ending: atRest('leaving', 'disabled'),
    },
    {
      reason: 'is in departments of others only',
      action: 'remove',
      link: present({
        presence: 'leaving',
        leaving: { cause, since: minutesAgo(1) },
        observedAt: now,
        foreignDepartmentIds: [7],
      }),
      ending: atRest('leaving', 'removed'),
    },
  ])('costs no call and no question who he is: $reason', ({ action, link, ending }) => {
    const plan = planned(cause, action, { link, administrator: null });
    expect([plan.change, plan.ending]).toEqual([undefined, ending]);
  });

  it('is not made only to leave', () => {
    for (const action of leaverActions) {
      for (const presence of ['none', 'gone'] as const) {
        const plan = planned(cause, action, { link: { presence }, administrator: null });
        const ending = cause === 'outOfScope' ? atRest(presence, 'outOfScope') : atRest('gone');
        expect([plan.change, plan.ending, plan.claims]).toEqual([undefined, ending, []]);
      }
    }
  });

  it.each<{ reason: string; link: ReturnType<typeof present>; leftMs: number }>([
    { reason: 'it begins now', link: present(), leftMs: 7 * day },
    {
      reason: 'it goes on from where it began',
      link: present({ leaving: { cause, since: minutesAgo(60) } }),
      leftMs: 7 * day - 3_600_000,
    },
    {
      reason: 'another cause begins anew',
      link: present({
        leaving: { cause: cause === 'deleted' ? 'deactivated' : 'deleted', since: minutesAgo(60) },
      }),
      leftMs: 7 * day,
    },
    {
      reason: 'an invited person has one too',
      link: present({ presence: 'invited' }),
      leftMs: 7 * day,
    },
  ])('has time to come back: $reason', ({ link, leftMs }) => {
    for (const action of leaverActions) {
      const plan = planned(cause, action, { link, settings: policy(action, 7 * 86_400) });
      expect(plan.change).toBeUndefined();
      expect(plan.ending).toMatchObject({ outcome: 'waiting', reason: 'grace', dueInMs: leftMs });
      expect(plan.claims.map(({ key }) => key)).toEqual([mobile]);
      expect(plan.outOfScope ?? false).toBe(false);
    }
  });

  it('leaves when the time is over', () => {
    const link = present({ leaving: { cause, since: minutesAgo(60) } });
    expect(planned(cause, 'delete', { link, settings: policy('delete', 3600) }).change).toEqual(remove);
  });

  it.each(['holding', 'delete', 'disable'] as const)('is never one who administers: %s', (action) => {
    const link = present();
    const known = planned(cause, action, { link, administrator: true });
    expect(known.change).toBeUndefined();
    expect(known.ending).toMatchObject({
      presence: 'present',
      outcome: 'blocked',
      reason: 'isAdministrator',
    });
    expect(known.claims.map(({ key }) => key)).toEqual([mobile]);
    const unknown = planned(cause, action, { link, administrator: null });
    expect(unknown.change).toEqual({ kind: 'readAdministrators' });
    expect(unknown.ending).toEqual({ presence: 'present', outcome: 'retry', dueInMs: 0, settling: false });
  });

  it('who is invited is forgotten, or looked for where he would be kept', () => {
    const link = present({ presence: 'invited' });
    expect(planned(cause, 'delete', { link, administrator: null }).change).toEqual(remove);
    for (const action of ['nothing', 'holding', 'remove', 'disable'] as const) {
      expect(planned(cause, action, { link, administrator: null }).change).toMatchObject({
        kind: 'findInvited',
        whenAbsent: 'forget',
      });
    }
  });

  it('whose account may or may not be there is looked for first', () => {
    const link = present({ presence: 'creating' });
    expect(planned(cause, 'delete', { link }).change).toEqual(look);
  });
});

describe('a leaver who is taken out of our departments', () => {
  const looked = (departmentIds: readonly number[], foreignDepartmentIds: readonly number[] = []) =>
    present(
      { leaving: { cause: 'deleted', since: minutesAgo(1) }, observedAt: now, foreignDepartmentIds },
      applied({ departmentIds }),
    );

  it('keeps those of others', () => {
    const plan = planned('deleted', 'remove', { link: looked([7], [5]) });
    expect(plan.change).toEqual(moveTo([5]));
    expect(plan.ending).toEqual(atRest('leaving', 'removed'));
  });

  it('goes to the holding department where there is no other', () => {
    const plan = planned('deleted', 'remove', { link: looked([7]) });
    expect(plan.change).toEqual(moveTo([99]));
    expect(plan.ending).toEqual(atRest('leaving', 'holding'));
  });

  it('is blocked where there is neither', () => {
    const settings = policy('remove', 0, null);
    const plan = planned('deleted', 'remove', { link: looked([7]), settings });
    expect(plan.change).toBeUndefined();
    expect(plan.ending).toMatchObject({ outcome: 'blocked', reason: 'lastDepartment' });
  });

  it('is looked at anew where the look is older than his leaving', () => {
    const link = { ...looked([7]), observedAt: minutesAgo(5) };
    expect(planned('deleted', 'remove', { link }).change).toEqual(look);
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
    const out = (action: Action, grace: number) =>
      planned('outOfScope', action, { link: present(), settings: policy(action, grace) }).outOfScope;
    expect([out('delete', 0), out('holding', 0), out('delete', 60), out('nothing', 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
