import { describe, expect, it } from '@jest/globals';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { previewAccount } from './preview.js';

const shown = (row: AccountRow, field: string) =>
  previewAccount(accountSituation(row)).find((trace) => trace.field === field);
const called = (value: string) => ({ ...ada, phoneNumbers: [{ type: 'mobile', value }] });
const byType = 'phoneNumbers[type eq "mobile"].value';
const other = called('+86 138 0000 0002');
const first = { mapping: { title: { when: 'onlyOnCreate' } } };

describe('what DingTalk would show of a person', () => {
  it('is nothing of one who is deleted', () => {
    expect(previewAccount(accountSituation({ person: null, link: present() }))).toEqual([]);
  });

  it('is each field, and the attribute that it comes from', () => {
    expect(shown({}, 'name')).toEqual({ field: 'name', value: 'Ada', source: 'displayName' });
    expect(shown({}, 'mobile')).toEqual({ field: 'mobile', value: '13800000001', source: byType });
    expect(shown({ person: { ...ada, title: 'Countess' } }, 'title')).toEqual({
      field: 'title',
      value: 'Countess',
      source: 'title',
    });
  });

  it('is neither name nor mobile where SCIM says none', () => {
    expect(shown({ person: {} }, 'name')).toEqual({ field: 'name' });
    expect(shown({ person: {} }, 'mobile')).toEqual({ field: 'mobile' });
  });

  it('is no mobile that cannot be one', () => {
    expect(shown({ person: called('12') }, 'mobile')).toEqual({
      field: 'mobile',
      source: byType,
      fault: 'unreadable',
    });
  });
});

describe('the mobile in a preview', () => {
  const kept = { field: 'mobile', value: '13800000001', source: byType, kept: 'neverChanged' };
  const scims = { field: 'mobile', value: '13800000002', source: byType };

  it.each<{ reason: string; link: AccountRow['link'] & object; trace: object }>([
    { reason: 'the account’s own, which nothing changes', link: present(), trace: kept },
    { reason: 'so also of one who was leaving', link: present({ presence: 'leaving' }), trace: kept },
    {
      reason: 'SCIM’s for one who is invited: he is invited anew',
      link: present({ presence: 'invited' }),
      trace: scims,
    },
    {
      reason: 'SCIM’s where there is no account any more',
      link: present({ presence: 'gone' }),
      trace: scims,
    },
    { reason: 'SCIM’s where there is none yet', link: present({ presence: 'none' }), trace: scims },
    { reason: 'SCIM’s where nothing was ever written', link: { presence: 'present' }, trace: scims },
  ])('is $reason', ({ link, trace }) => {
    expect(shown({ link, person: other }, 'mobile')).toEqual(trace);
  });

  it('is not told as kept where both say the same', () => {
    expect(shown({ link: present() }, 'mobile')).toEqual({
      field: 'mobile',
      value: '13800000001',
      source: byType,
    });
  });

  it('is the account’s where SCIM’s cannot be read, and both is told', () => {
    expect(shown({ link: present(), person: called('12') }, 'mobile')).toEqual({
      ...kept,
      fault: 'unreadable',
    });
  });
});

describe('a field that is only written when an account is made, in a preview', () => {
  const person = { ...ada, title: 'Countess' };
  const titled = applied({ title: 'Miss' });

  it.each<{ reason: string; row: AccountRow; value: string; kept: string | undefined }>([
    {
      reason: 'is as it was written',
      row: { link: present({}, titled) },
      value: 'Miss',
      kept: 'onlyOnCreate',
    },
    {
      reason: 'is as an invited person will have it',
      row: { link: present({ presence: 'invited' }, titled) },
      value: 'Miss',
      kept: 'onlyOnCreate',
    },
    {
      reason: 'is SCIM’s where another invitation will be sent',
      row: {
        link: present({ presence: 'invited' }, titled),
        person: { ...other, title: 'Countess' },
      },
      value: 'Countess',
      kept: undefined,
    },
    {
      reason: 'is SCIM’s where the account is made again',
      row: { link: present({ presence: 'gone' }, titled) },
      value: 'Countess',
      kept: undefined,
    },
  ])('$reason', ({ row, value, kept }) => {
    const trace = shown({ person, settings: first, ...row }, 'title');
    expect([trace?.value, trace?.kept]).toEqual([value, kept]);
  });
});
