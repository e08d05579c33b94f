import { describe, expect, it } from '@jest/globals';
import { applied, minutesAgo, now, present } from '../../../../test/builders/account-situation.js';
import {
  atRest,
  day,
  look,
  mobile,
  moveTo,
  plannedLeaver,
  policy,
  remove,
} from '../../../../test/builders/leavers.js';
import type { LeaverAction } from '../../../../test/builders/leavers.js';
import { leaveCauses, leaverActions } from '../leaver-settings.js';

describe.each(leaveCauses)('a leaver, %s', (cause) => {
  it.each<{ reason: string; action: LeaverAction; change?: object; ending: object; holds: boolean }>([
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
    const plan = plannedLeaver(cause, action, { link: present() });
    expect(plan.change).toEqual(change);
    expect(plan.ending).toEqual(ending);
    expect(plan.claims.map(({ key }) => key)).toEqual(holds ? [mobile] : []);
    expect(plan.leaving).toBe(cause);
  });

  it.each<{ reason: string; action: LeaverAction; link: ReturnType<typeof present>; ending: object }>([
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
        foreignDepartmentIds: [5, 7],
      }),
      ending: atRest('leaving', 'removed'),
    },
  ])('costs no call and no question who he is: $reason', ({ action, link, ending }) => {
    const plan = plannedLeaver(cause, action, { link, administrator: null });
    expect([plan.change, plan.ending]).toEqual([undefined, ending]);
  });

  it('is in the holding department alone, although he lay there before, and in departments of others', () => {
    const fields = applied({ departmentIds: [99] });
    const link = present({ foreignDepartmentIds: [5] }, fields);
    expect(plannedLeaver(cause, 'holding', { link }).change).toEqual(moveTo([99], fields));
    const looked = {
      presence: 'leaving',
      leaving: { cause, since: minutesAgo(1) },
      observedAt: now,
    } as const;
    const ours = present({ ...looked, foreignDepartmentIds: [5] }, applied({ departmentIds: [5, 7] }));
    expect(plannedLeaver(cause, 'remove', { link: ours }).change).toMatchObject({
      set: { departmentIds: [5] },
    });
  });

  it('is not made only to leave', () => {
    for (const action of leaverActions) {
      for (const presence of ['none', 'gone'] as const) {
        const plan = plannedLeaver(cause, action, { link: { presence }, administrator: null });
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
      const plan = plannedLeaver(cause, action, { link, settings: policy(action, 7 * 86_400) });
      expect(plan.change).toBeUndefined();
      expect(plan.ending).toMatchObject({ outcome: 'waiting', reason: 'grace', dueInMs: leftMs });
      expect(plan.claims.map(({ key }) => key)).toEqual([mobile]);
      expect(plan.outOfScope ?? false).toBe(false);
    }
  });

  it('leaves when the time is over', () => {
    const link = present({ leaving: { cause, since: minutesAgo(60) } });
    expect(plannedLeaver(cause, 'delete', { link, settings: policy('delete', 3600) }).change).toEqual(remove);
  });

  it.each(['holding', 'delete', 'disable'] as const)('is never one who administers: %s', (action) => {
    const link = present();
    const known = plannedLeaver(cause, action, { link, administrator: true });
    expect(known.change).toBeUndefined();
    expect(known.ending).toMatchObject({
      presence: 'present',
      outcome: 'blocked',
      reason: 'isAdministrator',
    });
    expect(known.claims.map(({ key }) => key)).toEqual([mobile]);
    const unknown = plannedLeaver(cause, action, { link, administrator: null });
    expect(unknown.change).toEqual({ kind: 'readAdministrators' });
    expect(unknown.ending).toEqual({ presence: 'present', outcome: 'retry', dueInMs: 0, settling: false });
  });

  it('who is invited is forgotten, or looked for where he would be kept', () => {
    const link = present({ presence: 'invited' });
    expect(plannedLeaver(cause, 'delete', { link, administrator: null }).change).toEqual(remove);
    for (const action of ['nothing', 'holding', 'remove', 'disable'] as const) {
      expect(plannedLeaver(cause, action, { link, administrator: null }).change).toMatchObject({
        kind: 'findInvited',
        whenAbsent: 'forget',
      });
    }
  });

  it('whose account may or may not be there is looked for first', () => {
    const link = present({ presence: 'creating' });
    expect(plannedLeaver(cause, 'delete', { link }).change).toEqual(look);
  });
});
