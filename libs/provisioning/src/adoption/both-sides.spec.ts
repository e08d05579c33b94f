import { describe, expect, it } from '@jest/globals';
import { applied } from '../../../../test/builders/account-situation.js';
import type { AccountFields } from '../plan/change.js';
import { bothSides } from './both-sides.js';

const trace = [
  { field: 'name', value: 'Ada' },
  { field: 'mobile', value: '13800000001' },
  { field: 'title' },
  { field: 'email', value: 'ada@x.org' },
  { field: 'remark' },
  { field: 'extension.City', value: 'Hangzhou' },
  { field: 'extension.Hobby' },
];
const there = { ...applied({ title: 'Miss', email: 'ada@x.org', extension: { City: 'Beijing' } }) };
type Update = Parameters<typeof bothSides>[2];
const update = (set: Partial<Omit<AccountFields, 'mobile'>>, clear: readonly 'title'[] = []): Update => ({
  kind: 'updateAccount',
  userId: 'ada-1',
  set,
  clear,
  fields: applied(),
  keepForeign: false,
});
const sides = (observed: typeof there, write?: Update) =>
  Object.fromEntries(
    bothSides(trace, observed, write).map(({ field, scim, dingTalk, changes }) => [
      field,
      [scim, dingTalk, changes],
    ]),
  );

describe('both sides of somebody who may be an account', () => {
  it('are told field by field, save what is empty on both', () => {
    expect(sides(there)).toEqual({
      name: ['Ada', 'Ada', false],
      mobile: ['13800000001', '+8613800000001', false],
      title: [null, 'Miss', false],
      email: ['ada@x.org', 'ada@x.org', false],
      'extension.City': ['Hangzhou', 'Beijing', false],
      dept_id_list: [[7], [7], false],
    });
  });

  it('are told with what would be written', () => {
    const write = update({ name: 'Ada L', departmentIds: [8], extension: { City: 'Hangzhou' } }, ['title']);
    const told = sides(there, write);
    expect(Object.entries(told).flatMap(([field, [, , changes]]) => (changes ? [field] : []))).toEqual([
      'name',
      'title',
      'extension.City',
      'dept_id_list',
    ]);
    expect(told.dept_id_list).toEqual([[8], [7], true]);
  });

  it('have no custom field where the account shows none', () => {
    const bare = { ...applied(), title: 'Miss', email: 'x', extension: {} };
    expect(sides(bare)['extension.City']).toEqual(['Hangzhou', null, false]);
  });
});
