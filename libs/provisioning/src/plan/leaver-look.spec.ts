import { describe, expect, it } from '@jest/globals';
import {
  accountSituation,
  applied,
  minutesAgo,
  now,
  present,
} from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { settingsSchema } from '../settings.js';
import { planAccount } from './account.js';
import type { LinkView } from './situation.js';

const remove = { leavers: { deleted: { action: 'remove' } }, holdingDepartmentId: 99 };
const planned = (link: LinkView, row: AccountRow = {}) =>
  planAccount(accountSituation({ person: null, link, settings: remove, ...row }));

const since = minutesAgo(1);
const look = { kind: 'findAccount', userId: 'ada-1', fields: applied() };

describe('the look at a leaver before he is taken out of our departments', () => {
  it.each<{ reason: string; link: Partial<LinkView>; anew: boolean }>([
    {
      reason: 'was before he left',
      link: { leaving: { cause: 'deleted', since }, observedAt: minutesAgo(9) },
      anew: true,
    },
    {
      reason: 'is as old as his leaving',
      link: { leaving: { cause: 'deleted', since }, observedAt: since },
      anew: false,
    },
    {
      reason: 'was since then',
      link: { leaving: { cause: 'deleted', since }, observedAt: now },
      anew: false,
    },
    {
      reason: 'was when he left in another way',
      link: { leaving: { cause: 'deactivated', since }, observedAt: now },
      anew: true,
    },
    { reason: 'was before he begins to leave', link: { observedAt: now }, anew: true },
    { reason: 'never was', link: { leaving: { cause: 'deleted', since } }, anew: true },
  ])('$reason: it is taken anew, $anew', ({ link, anew }) => {
    const { change } = planned(present(link));
    if (anew) expect(change).toEqual(look);
    else expect(change).toMatchObject({ kind: 'updateAccount', set: { departmentIds: [99] } });
  });

  it.each([null, true])('needs no answer to who administers: %s', (administrator) => {
    expect(planned(present(), { administrator }).change).toEqual(look);
  });

  it('leaves him his title where others have put him', () => {
    const fields = applied({ departmentTitles: { 7: 'Cook', 5: 'Mate' } });
    const seen = {
      leaving: { cause: 'deleted', since },
      observedAt: now,
      foreignDepartmentIds: [5],
    } as const;
    expect(planned(present(seen, fields)).change).toMatchObject({
      set: { departmentIds: [5] },
      fields: { departmentIds: [5], departmentTitles: { 5: 'Mate' } },
    });
  });
});

describe('a leaver', () => {
  it.each(['none', 'gone'] as const)(
    'is nobody to delete where his Link is %s, though it tells of an account',
    (presence) => {
      const { change, ending, claims } = planned(present({ presence }), { settings: {} });
      expect([change, ending.presence, ending.outcome, claims]).toEqual([undefined, 'gone', 'converged', []]);
    },
  );

  it('holds nothing any more once he is to be deleted', () => {
    expect(planned(present(), { settings: {} })).toMatchObject({
      change: { kind: 'deleteAccount' },
      claims: [],
    });
  });

  it('is told where he is to be held, and no holding department is named any more', () => {
    const named = { leavers: { deleted: { action: 'holding' } }, holdingDepartmentId: 99 };
    const settings = { ...settingsSchema.parse(named), holdingDepartmentId: undefined };
    const { change, ending, claims } = planned(present(), { more: { settings } });
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ presence: 'present', outcome: 'blocked', reason: 'noDepartment' });
    expect(claims).toHaveLength(1);
  });
});
