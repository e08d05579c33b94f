import { describe, expect, it } from '@jest/globals';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { planAccount } from '../plan/account.js';
import { planDepartment } from '../plan/department.js';
import type { GroupSituation } from '../plan/situation.js';
import { settingsSchema } from '../settings.js';
import { withAccountDemand, withGroupDemand } from './demanded.js';

const demandOf = (row: AccountRow) => {
  const situation = accountSituation(row);
  return withAccountDemand(situation, planAccount(situation)).demand;
};

const departmentSituation = (row: Partial<GroupSituation>): GroupSituation => ({
  linkKind: 'department',
  connectionId: 'c',
  stamp: 's',
  settings: settingsSchema.parse({}),
  now: new Date('2026-01-01T12:00:00Z'),
  identity: { id: 'g' },
  link: { presence: 'none' },
  yields: false,
  steps: [],
  heads: [],
  parents: [],
  cyclic: false,
  occupied: false,
  ...row,
});
const crew = { presence: 'present', externalId: '9', applied: { name: 'Crew', parentId: 1 } } as const;

const demandOfDepartment = (row: Partial<GroupSituation>) => {
  const situation = departmentSituation({ group: { displayName: 'Crew' }, ...row });
  return withGroupDemand(situation, planDepartment(situation)).demand;
};

const named = { ...ada, displayName: 'Ada L' };
const asEnterprise = present({}, applied({ enterprise: true }));
const inNone = { departments: { kind: 'none' }, defaultDepartmentId: 7 };

describe('what a change of an account asks of the policy', () => {
  it.each<AccountRow & { reason: string; kind: string | undefined }>([
    { reason: 'somebody new', kind: 'creates' },
    { reason: 'a new name', link: present(), person: named, kind: 'updates' },
    { reason: 'another department', link: present(), departments: [8], kind: 'moved' },
    { reason: 'one department more', link: present(), departments: [7, 8], kind: 'moved' },
    {
      reason: 'another department and another name',
      link: present(),
      person: named,
      departments: [8],
      kind: 'moved',
    },
    {
      reason: 'the default department, where SCIM names none',
      link: present(),
      departments: [],
      settings: { defaultDepartmentId: 8 },
      kind: 'withoutDepartment',
    },
    {
      reason: 'a new name of somebody whom SCIM puts in no department',
      link: present(),
      person: named,
      settings: inNone,
      kind: 'updates',
    },
    {
      reason: 'a new name of an enterprise account, whose departments have to be named',
      link: asEnterprise,
      person: named,
      kind: 'updates',
    },
    {
      reason: 'a new name of an enterprise account that SCIM puts in no department',
      link: asEnterprise,
      person: named,
      settings: inNone,
      kind: 'updates',
    },
    {
      reason: 'another department of an enterprise account',
      link: asEnterprise,
      departments: [8],
      kind: 'moved',
    },
    { reason: 'an account that is enabled again', link: present({ disabled: true }), kind: 'updates' },
    { reason: 'a leaver who is deleted', link: present(), person: null, kind: 'leavers' },
    {
      reason: 'a leaver who goes to the holding department',
      link: present(),
      person: null,
      settings: { holdingDepartmentId: 5, leavers: { deleted: { action: 'holding' } } },
      kind: 'leavers',
    },
    {
      reason: 'a leaver who is disabled',
      link: present(),
      person: null,
      settings: { leavers: { deleted: { action: 'disable' } } },
      kind: 'leavers',
    },
    { reason: 'nothing, where nothing is to be done', link: present(), kind: undefined },
    {
      reason: 'nothing, where somebody is looked for',
      link: present({ presence: 'creating' }),
      kind: undefined,
    },
    {
      reason: 'nothing, where an invited person is looked for',
      link: present({ presence: 'invited' }),
      kind: undefined,
    },
    {
      reason: 'nothing, where it is asked who administers',
      link: present(),
      person: null,
      administrator: null,
      kind: undefined,
    },
  ])('is $kind for $reason', ({ kind, ...row }) => {
    expect(demandOf(row)).toEqual(kind && expect.objectContaining({ kind }));
  });

  it('is the budget of its kind, and whether anything is written at all', () => {
    const budgets = { creates: { count: 3 }, leavers: { count: 4 } };
    const asks = (row: AccountRow, dryRun = false) =>
      demandOf({ ...row, settings: { policy: { budgets, dryRun } } });
    expect(asks({})).toMatchObject({ budget: { count: 3 }, dryRun: false });
    expect(asks({}, true)).toMatchObject({ budget: { count: 3 }, dryRun: true });
    expect(asks({ link: present(), person: null })).toMatchObject({ budget: { count: 4 } });
    expect(asks({ link: present(), person: named })).toMatchObject({ budget: null });
  });

  it('is no budget for an account that was deleted to be made again', () => {
    const settings = { policy: { budgets: { creates: { count: 3 }, updates: { count: 4 } } } };
    const gone = { presence: 'gone', recreate: 'ordered' } as const;
    expect(demandOf({ link: gone, settings })).toMatchObject({ kind: 'creates', budget: null });
    expect(demandOf({ link: { presence: 'gone' }, settings })).toMatchObject({ budget: { count: 3 } });
    const renamed = { link: present({ recreate: 'ordered' }), person: named, settings } as const;
    expect(demandOf(renamed)).toMatchObject({ kind: 'updates', budget: { count: 4 } });
  });

  it('leaves the plan as it is', () => {
    const situation = accountSituation({});
    const plan = planAccount(situation);
    expect(withAccountDemand(situation, plan)).toMatchObject(plan);
  });
});

describe('what a change of a department asks of the policy', () => {
  it.each<Partial<GroupSituation> & { reason: string; kind: string | undefined }>([
    { reason: 'a new one', kind: 'creates' },
    { reason: 'a new name', link: crew, group: { displayName: 'Team' }, kind: 'updates' },
    { reason: 'another place', link: { ...crew, applied: { name: 'Crew', parentId: 4 } }, kind: 'updates' },
    { reason: 'nothing, where nothing is to be done', link: crew, kind: undefined },
    { reason: 'nothing, where it is looked for', link: { ...crew, presence: 'creating' }, kind: undefined },
    { reason: 'nothing, where it is read', link: { ...crew, doubtful: true }, kind: undefined },
  ])('is $kind for $reason', ({ kind, ...row }) => {
    expect(demandOfDepartment(row)).toEqual(kind && expect.objectContaining({ kind }));
  });

  it('is departmentDeletes, with its budget, for one that goes', () => {
    const gone = departmentSituation({ link: crew });
    const demand = withGroupDemand(gone, planDepartment(gone)).demand;
    expect(demand).toMatchObject({
      kind: 'departmentDeletes',
      budget: { floor: 50, percent: 10 },
      dryRun: false,
    });
  });
});
