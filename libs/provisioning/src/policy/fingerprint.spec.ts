import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { planAccount } from '../plan/account.js';
import { planDepartment } from '../plan/department.js';
import type { DepartmentSituation, Reference } from '../plan/situation.js';
import { settingsSchema } from '../settings.js';
import { accountFingerprint, departmentFingerprint } from './fingerprint.js';

const printOf = (row: AccountRow) => {
  const situation = accountSituation(row);
  return accountFingerprint(situation, planAccount(situation));
};

const reference = (resourceId: string, more: Partial<Reference> = {}): Reference => ({
  resourceId,
  presence: 'present',
  outcome: 'converged',
  externalId: '7',
  ...more,
});
const inGroups = (...groups: readonly Reference[]): AccountRow => ({ more: { departments: groups } });
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const divided = (division: string): JsonObject => ({ ...ada, [enterprise]: { division } });
const byDivision = { departmentTitles: { kind: 'listed', attribute: `${enterprise}:division` } };

describe('the fingerprint of what is desired of a person', () => {
  it.each<{ reason: string; one: AccountRow; other: AccountRow }>([
    {
      reason: 'however far his department is',
      one: inGroups(reference('g7')),
      other: inGroups({ resourceId: 'g7', presence: 'none', outcome: 'waiting' }),
    },
    {
      reason: 'in whatever order his departments come',
      one: inGroups(reference('g7'), reference('g8')),
      other: inGroups(reference('g8'), reference('g7')),
    },
    {
      reason: 'however far his manager is',
      one: { more: { manager: { ...reference('boss'), onTheWay: false, cyclic: false } } },
      other: {
        more: {
          manager: { resourceId: 'boss', presence: 'none', outcome: 'retry', onTheWay: true, cyclic: true },
        },
      },
    },
    {
      reason: 'whichever Link stands for the department that his path leads to',
      one: {
        settings: { departments: { kind: 'userPath' } },
        more: { steps: [{ ...reference('one'), pathKey: 'p' }] },
      },
      other: {
        settings: { departments: { kind: 'userPath' } },
        more: { steps: [{ ...reference('other'), pathKey: 'p' }] },
      },
    },
    {
      reason: 'where another default department is set, of which he needs none',
      one: {},
      other: { settings: { defaultDepartmentId: 9 } },
    },
    { reason: 'with attributes that are not mapped', one: {}, other: { person: { ...ada, nickName: 'A' } } },
    {
      reason: 'where he leaves, whatever he was called',
      one: { person: { ...ada, active: false } },
      other: { person: { ...ada, active: false, displayName: 'Eve' } },
    },
    {
      reason: 'where he leaves, deleted or deactivated, and the same becomes of him',
      one: { person: { ...ada, active: false } },
      other: { person: null },
    },
  ])('is the same $reason', ({ one, other }) => {
    expect(printOf(one)).toBe(printOf(other));
  });

  it.each<{ reason: string; one?: AccountRow; other: AccountRow }>([
    { reason: 'another name', other: { person: { ...ada, displayName: 'Eve' } } },
    {
      reason: 'another mobile',
      other: { person: { ...ada, phoneNumbers: [{ type: 'mobile', value: '+86 138 0000 0002' }] } },
    },
    { reason: 'another title', other: { person: { ...ada, title: 'Countess' } } },
    {
      reason: 'another value of a custom field',
      one: {
        settings: { mapping: { extension: { Shoe: { sources: ['nickName'] } } } },
        person: { ...ada, nickName: '40' },
      },
      other: {
        settings: { mapping: { extension: { Shoe: { sources: ['nickName'] } } } },
        person: { ...ada, nickName: '41' },
      },
    },
    { reason: 'another department', one: inGroups(reference('g7')), other: inGroups(reference('g8')) },
    {
      reason: 'one department less',
      one: inGroups(reference('g7'), reference('g8')),
      other: inGroups(reference('g7')),
    },
    {
      reason: 'another manager',
      other: { more: { manager: { ...reference('boss'), onTheWay: false, cyclic: false } } },
    },
    {
      reason: 'another rule, though it comes to the same',
      other: { settings: { mapping: { title: { when: 'onlyOnCreate' } } } },
    },
    {
      reason: 'another default department, where he is in no other',
      one: { departments: [] },
      other: { departments: [], settings: { defaultDepartmentId: 9 } },
    },
    {
      reason: 'another holding department, where he is in no other',
      one: { departments: [], settings: { holdingDepartmentId: 8 } },
      other: { departments: [], settings: { holdingDepartmentId: 9 } },
    },
    {
      reason: 'another end of the settle time, where he is in no department',
      one: { departments: [], settings: { holdingDepartmentId: 8 } },
      other: { departments: [], settings: { holdingDepartmentId: 8, withoutDepartment: 'holding' } },
    },
    {
      reason: 'titles in his departments, where they were left to DingTalk',
      other: { settings: { departmentTitles: { kind: 'title' } } },
    },
    {
      reason: 'other titles in his departments',
      one: { settings: byDivision, person: divided('Navy=Admiral') },
      other: { settings: byDivision, person: divided('Navy=Captain') },
    },
    { reason: 'that he leaves', other: { person: null } },
    {
      reason: 'another end of a leaver',
      one: { person: null },
      other: { person: null, settings: { leavers: { deleted: { action: 'nothing' } } } },
    },
    {
      reason: 'another end of whoever is deactivated',
      one: { person: { ...ada, active: false } },
      other: {
        person: { ...ada, active: false },
        settings: { leavers: { deactivated: { action: 'nothing' } } },
      },
    },
    {
      reason: 'another holding department for a leaver',
      one: {
        person: null,
        settings: { holdingDepartmentId: 8, leavers: { deleted: { action: 'holding' } } },
      },
      other: {
        person: null,
        settings: { holdingDepartmentId: 9, leavers: { deleted: { action: 'holding' } } },
      },
    },
  ])('is another for $reason', ({ one = {}, other }) => {
    expect(printOf(other)).not.toBe(printOf(one));
  });
});

describe('the fingerprint of what is desired of a department', () => {
  const situation = (row: Partial<DepartmentSituation>): DepartmentSituation => ({
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({}),
    now: new Date('2026-01-01T12:00:00Z'),
    identity: { id: 'g' },
    link: { presence: 'present', externalId: '9', applied: { name: 'Crew', parentId: 1 } },
    yields: false,
    steps: [],
    heads: [],
    parents: [],
    cyclic: false,
    occupied: false,
    ...row,
  });
  const print = (row: Partial<DepartmentSituation>) => {
    const one = situation({ group: { displayName: 'Crew' }, ...row });
    return departmentFingerprint(one, planDepartment(one));
  };
  const gone = (row: Partial<DepartmentSituation>) => {
    const none = situation(row);
    return departmentFingerprint(none, planDepartment(none));
  };
  const head = (resourceId: string) => ({ ...reference(resourceId), member: true });
  const dingtalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
  const below = (rootDepartmentId: number) => settingsSchema.parse({ rootDepartmentId });

  it('is the same however far its parent is, in whatever order its heads come, and wherever the root is', () => {
    expect(print({ parents: [reference('up', { presence: 'none' })] })).toBe(
      print({ parents: [reference('up')] }),
    );
    expect(print({ heads: [head('a'), head('b')] })).toBe(print({ heads: [head('b'), head('a')] }));
    expect(print({ parents: [reference('up')], settings: below(5) })).toBe(
      print({ parents: [reference('up')] }),
    );
  });

  it('is the same for all that go, whatever they were called', () => {
    const named = {
      link: { presence: 'present', externalId: '9', applied: { name: 'Team', parentId: 3 } },
    } as const;
    expect(gone(named)).toBe(gone({}));
    // There is none yet: nothing is deleted, and nothing is wanted.
    expect(gone({ link: { presence: 'none' } })).toBe(gone({}));
  });

  it('is that of one that goes, where its Group leaves the scope', () => {
    const settings = settingsSchema.parse({ scope: { groups: 'displayName eq "Other"' } });
    const one = situation({ settings, group: { displayName: 'Crew' } });
    expect(departmentFingerprint(one, { ...planDepartment(one), leaving: 'outOfScope' })).toBe(gone({}));
    const deleted = { change: { kind: 'deleteDepartment', departmentId: 9 }, claims: [] } as const;
    const ending = planDepartment(one).ending;
    expect(departmentFingerprint(one, { ...deleted, ending })).toBe(gone({}));
  });

  it.each<{ reason: string; row: Partial<DepartmentSituation> }>([
    { reason: 'another name', row: { group: { displayName: 'Team' } } },
    {
      reason: 'a place among its siblings',
      row: { group: { displayName: 'Crew', [dingtalk]: { order: 3 } } },
    },
    { reason: 'a parent', row: { parents: [reference('up')] } },
    { reason: 'another root', row: { settings: below(5) } },
    { reason: 'a head', row: { heads: [head('a')] } },
  ])('is another for $reason', ({ row }) => {
    expect(print(row)).not.toBe(print({}));
    expect(print(row)).not.toBe(gone({}));
  });

  it('is another for another head', () => {
    expect(print({ heads: [head('a')] })).not.toBe(print({ heads: [head('b')] }));
  });

  it('goes by the last step of its path, before any Group that holds it', () => {
    const step = (pathKey: string) => ({ ...reference(`link of ${pathKey}`), pathKey });
    const way = { settings: settingsSchema.parse({ departments: { kind: 'groupNames' } }) };
    const [a, b] = [step('a'), step('b')];
    expect(print({ ...way, steps: [a, b] })).not.toBe(print({ ...way, steps: [b, a] }));
    expect(print({ ...way, steps: [a, b] })).toBe(print({ ...way, steps: [b] }));
    const held = { ...way, steps: [a], parents: [reference('up')] };
    expect(print(held)).toBe(print({ ...way, steps: [a] }));
  });
});
