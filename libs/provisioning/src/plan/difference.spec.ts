import { describe, expect, it } from '@jest/globals';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import { planAccount } from './account.js';
import type { DepartmentFields } from './change.js';
import {
  accountDifference,
  departmentDifference,
  readAppliedAccount,
  readAppliedDepartment,
  readAppliedRole,
} from './difference.js';

describe('what is written of a department', () => {
  const there: DepartmentFields = { name: 'Navy', parentId: 1, order: 3, headIds: ['a', 'b'] };

  it.each<{ reason: string; was?: DepartmentFields; is: DepartmentFields; set: object | undefined }>([
    { reason: 'nothing, where it is so already', is: there, set: undefined },
    { reason: 'its name', is: { ...there, name: 'Fleet' }, set: { name: 'Fleet' } },
    { reason: 'its place', is: { ...there, parentId: 4 }, set: { parentId: 4 } },
    { reason: 'its place among its siblings', is: { ...there, order: 4 }, set: { order: 4 } },
    {
      reason: 'its place among its siblings for the first time',
      was: { name: 'Navy', parentId: 1 },
      is: { name: 'Navy', parentId: 1, order: 4 },
      set: { order: 4 },
    },
    {
      reason: 'neither order nor heads, where they are not ours any more',
      is: { name: 'Navy', parentId: 1 },
      set: undefined,
    },
    { reason: 'another head', is: { ...there, headIds: ['a', 'c'] }, set: { headIds: ['a', 'c'] } },
    { reason: 'one head less', is: { ...there, headIds: ['a'] }, set: { headIds: ['a'] } },
    {
      reason: 'its first head',
      was: { name: 'Navy', parentId: 1 },
      is: { name: 'Navy', parentId: 1, headIds: ['a'] },
      set: { headIds: ['a'] },
    },
    {
      reason: 'no heads, where there never were any',
      was: { name: 'Navy', parentId: 1 },
      is: { name: 'Navy', parentId: 1, headIds: [] },
      set: undefined,
    },
    {
      reason: 'all of it in one stroke',
      is: { name: 'Fleet', parentId: 4, order: 1, headIds: [] },
      set: { name: 'Fleet', parentId: 4, order: 1, headIds: [] },
    },
  ])('is $reason', ({ was = there, is, set }) => {
    const change = departmentDifference(7, was, is);
    expect(change).toEqual(set && { kind: 'updateDepartment', departmentId: 7, set, fields: is });
  });
});

describe('what no update can empty', () => {
  it('is left as it is', () => {
    const was = applied({ hiredDate: 86_400_000, hideMobile: true, title: 'Miss', managerUserId: 'boss' });
    const change = accountDifference('ada-1', was, applied(), { keepForeign: false });
    expect(change).toMatchObject({ set: {}, clear: ['title', 'managerUserId'] });
  });
});

describe('what a Link says was written', () => {
  it('is read as it was written', () => {
    const all = applied({
      title: 'Miss',
      hiredDate: 86_400_000,
      hideMobile: false,
      extension: { City: 'Hangzhou' },
      departmentTitles: { 7: 'Cook' },
      titlesInDoubt: true,
      enterprise: true,
    });
    expect(readAppliedAccount({ ...all })).toEqual(all);
  });

  it('is in the order of the departments’ numbers', () => {
    expect(readAppliedAccount({ ...applied(), departmentIds: [10, 9] }).departmentIds).toEqual([9, 10]);
  });

  it('is nothing where it says nothing', () => {
    const nothing = { name: '', mobile: '', departmentIds: [] };
    expect(readAppliedAccount({})).toStrictEqual(nothing);
    expect(readAppliedDepartment({ parentId: 1 })).toStrictEqual({ name: '', parentId: 1 });
    expect(readAppliedDepartment({ name: 'N', parentId: 1, headIds: [] })).not.toHaveProperty('headIds');
    expect(readAppliedRole({})).toStrictEqual({ name: '', roleGroup: '' });
  });

  it('is not what another kind of value says', () => {
    const odd = { name: 1, mobile: null, departmentIds: 7, hiredDate: '1970', hideMobile: 'yes' };
    const odder = { extension: 'x', departmentTitles: [], titlesInDoubt: 'yes', enterprise: 1 };
    expect(readAppliedAccount({ ...odd, ...odder })).toStrictEqual({
      name: '',
      mobile: '',
      departmentIds: [],
    });
    const department = { name: 1, parentId: 1, order: '3', headIds: 'a' };
    expect(readAppliedDepartment(department)).toStrictEqual({ name: '', parentId: 1 });
    expect(readAppliedDepartment({ name: 'N', parentId: 1, order: 3, headIds: ['a', 1] })).toStrictEqual({
      name: 'N',
      parentId: 1,
      order: 3,
      headIds: ['a'],
    });
    expect(readAppliedRole({ name: 1, roleGroup: null })).toStrictEqual({ name: '', roleGroup: '' });
  });

  it('says that titles are in doubt until they were written once', () => {
    const link = present(
      {},
      applied({ departmentTitles: { 7: 'Cook' }, titlesInDoubt: true, title: 'Cook' }),
    );
    const person = { ...ada, title: 'Cook' };
    const settings = { departmentTitles: { kind: 'title' } };
    const { change } = planAccount(accountSituation({ link, person, settings }));
    expect(change).toMatchObject({ kind: 'updateAccount', set: { departmentTitles: { 7: 'Cook' } } });
    expect(change).not.toHaveProperty('fields.titlesInDoubt');
  });
});
