import { describe, expect, it } from '@jest/globals';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { compareAccount } from './comparison.js';

const compared = (row: AccountRow, ...fields: readonly string[]) =>
  compareAccount(accountSituation(row))
    .filter(({ field }) => fields.includes(field))
    .map(({ field, value, applied: there, differs }) => ({ field, value, there, differs }));
const differing = (row: AccountRow) =>
  compareAccount(accountSituation(row)).flatMap(({ field, differs }) => (differs ? [field] : []));

describe('an account on both sides', () => {
  const shoes = { mapping: { extension: { Shoe: { sources: ['nickName'] } } } };

  it('is shown field by field: what it should be, what it is, and whether that differs', () => {
    const link = present({}, applied({ title: 'Miss', email: 'ada@x.org', hideMobile: true }));
    const row = { link, person: { ...ada, title: 'Countess' } };
    expect(compared(row, 'name', 'title', 'email', 'remark')).toEqual([
      { field: 'name', value: 'Ada', there: 'Ada', differs: false },
      { field: 'title', value: 'Countess', there: 'Miss', differs: true },
      { field: 'email', value: undefined, there: 'ada@x.org', differs: true },
      { field: 'remark', value: undefined, there: undefined, differs: false },
    ]);
  });

  it('has custom fields, by their names', () => {
    const row = { settings: shoes, person: { ...ada, nickName: '41' } };
    const shoe = (there: string | undefined, differs: boolean) => [
      { field: 'extension.Shoe', value: '41', there, differs },
    ];
    expect(
      compared({ ...row, link: present({}, applied({ extension: { Shoe: '40' } })) }, 'extension.Shoe'),
    ).toEqual(shoe('40', true));
    expect(
      compared({ ...row, link: present({}, applied({ extension: { Shoe: '41' } })) }, 'extension.Shoe'),
    ).toEqual(shoe('41', false));
    expect(compared({ ...row, link: present() }, 'extension.Shoe')).toEqual(shoe(undefined, true));
  });

  it.each([
    {
      reason: 'is spelled as DingTalk does on both sides',
      value: '+86 138 0000 0001',
      should: '13800000001',
      differs: false,
    },
    {
      reason: 'is what SCIM says, though no update can write it',
      value: '+86 138 0000 0002',
      should: '13800000002',
      differs: true,
    },
    {
      reason: 'of another country keeps its prefix',
      value: '+1 202 555 0123',
      should: '+1-2025550123',
      differs: true,
    },
    { reason: 'that cannot be read is none', value: '12', should: undefined, differs: true },
  ])('has a mobile that $reason', ({ value, should, differs }) => {
    const person = { ...ada, phoneNumbers: [{ type: 'mobile', value }] };
    expect(compared({ link: present(), person }, 'mobile')).toEqual([
      { field: 'mobile', value: should, there: '13800000001', differs },
    ]);
  });

  it.each([
    { reason: 'there never was', link: { presence: 'none' }, fields: ['name', 'mobile'] },
    { reason: 'there is about to be none', link: present({ presence: 'none' }), fields: ['name', 'mobile'] },
    { reason: 'there is no more', link: present({ presence: 'gone' }), fields: ['name', 'mobile'] },
    { reason: 'is there, and nothing says how', link: { presence: 'present' }, fields: ['name', 'mobile'] },
    { reason: 'is about to be', link: present({ presence: 'creating' }), fields: [] },
    { reason: 'is there', link: present(), fields: [] },
    { reason: 'is leaving', link: present({ presence: 'leaving' }), fields: [] },
  ] as const)('differs in $fields where an account $reason', ({ link, fields }) => {
    expect(differing({ link })).toEqual(fields);
  });

  it('of somebody who is deleted has nothing to be shown', () => {
    expect(compareAccount(accountSituation({ person: null, link: present() }))).toEqual([]);
  });
});
