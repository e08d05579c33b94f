import { describe, expect, it } from '@jest/globals';
import {
  accountSituation,
  ada,
  applied,
  minutesAgo,
  present,
} from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { settingsSchema } from '../settings.js';
import { planAccount } from './account.js';
import { planDepartment } from './department.js';
import type { DepartmentSituation, LinkView } from './situation.js';

const look = { kind: 'findAccount', userId: 'ada-1', fields: applied(), inDoubt: true };
const settled = { presence: 'present', outcome: 'converged', settling: false };

describe('an account of which it is not known whether the last change was carried out', () => {
  it.each<AccountRow & { reason: string }>([
    { reason: 'though nothing else is to be done', link: present({ doubtful: true }) },
    {
      reason: 'before it is changed again',
      link: present({ doubtful: true }),
      person: { ...ada, displayName: 'Ada L' },
    },
    { reason: 'before it is deleted', link: present({ doubtful: true }), person: null },
    {
      reason: 'also of a leaver',
      link: present({
        doubtful: true,
        presence: 'leaving',
        leaving: { cause: 'deleted', since: minutesAgo(1) },
      }),
      person: null,
    },
  ])('is looked at, $reason', (row) => {
    const plan = planAccount(accountSituation(row));
    expect(plan.change).toEqual(look);
    expect(plan.ending).toEqual(settled);
    expect(plan.claims).toHaveLength(1);
  });

  it.each<AccountRow & { reason: string; kind: string | undefined }>([
    { reason: 'it is known', link: present({ doubtful: false }), kind: undefined },
    { reason: 'there is none', link: { presence: 'none', doubtful: true }, kind: 'createAccount' },
    {
      reason: 'it is gone',
      link: present({ presence: 'gone', doubtful: true }),
      kind: 'createAccount',
    },
    {
      reason: 'the person has not accepted yet',
      link: present({ presence: 'invited', doubtful: true }),
      kind: 'findInvited',
    },
  ])('is not where $reason', ({ kind, ...row }) => {
    expect(planAccount(accountSituation(row)).change?.kind).toBe(kind);
  });
});

describe('a department of which it is not known whether the last change was carried out', () => {
  const fields = { name: 'Navy', parentId: 1 };
  const there: LinkView = { presence: 'present', externalId: '7', applied: fields, doubtful: true };
  const plan = (link: LinkView, group: object | null = { displayName: 'Navy' }) =>
    planDepartment({
      connectionId: 'c',
      stamp: 's',
      settings: settingsSchema.parse({}),
      now: minutesAgo(0),
      identity: { id: 'g' },
      link,
      ...(group ? { group } : {}),
      yields: false,
      steps: [],
      heads: [],
      parents: [],
      cyclic: false,
      occupied: false,
    } as DepartmentSituation);

  it.each([
    { reason: 'though nothing else is to be done', link: there, group: { displayName: 'Navy' } },
    { reason: 'before it is renamed', link: there, group: { displayName: 'Fleet' } },
    { reason: 'before it is deleted', link: there, group: null },
    { reason: 'also one that is leaving', link: { ...there, presence: 'leaving' as const }, group: null },
  ])('is looked at, $reason', ({ link, group }) => {
    const { change, ending, claims } = plan(link, group);
    expect(change).toEqual({ kind: 'readDepartment', departmentId: 7, fields });
    expect(ending).toEqual(settled);
    expect(claims).toHaveLength(1);
  });

  it.each<{ reason: string; link: LinkView; kind: string | undefined }>([
    { reason: 'it is known', link: { ...there, doubtful: false }, kind: undefined },
    { reason: 'it is gone', link: { ...there, presence: 'gone' }, kind: 'createDepartment' },
    { reason: 'there is none', link: { ...there, presence: 'none' }, kind: 'createDepartment' },
    { reason: 'it never had an id', link: { presence: 'none', doubtful: true }, kind: 'createDepartment' },
  ])('is not where $reason', ({ link, kind }) => {
    expect(plan(link).change?.kind).toBe(kind);
  });
});
