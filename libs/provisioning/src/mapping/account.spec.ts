import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { mapPerson } from './account.js';
import { dingTalkSpelling } from './phone.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const settings = settingsSchema.parse({});
const map = (body: JsonObject) => mapPerson(body, settings);
const phone = (value: string, type?: string, primary?: boolean) => ({
  value,
  ...(type === undefined ? {} : { type }),
  ...(primary === undefined ? {} : { primary }),
});

describe('the name of an account', () => {
  it.each<{ reason: string; body: JsonObject; name: string | undefined }>([
    {
      reason: 'displayName is how the person wants to be shown',
      body: { displayName: 'Ada', name: { formatted: 'A. Lovelace', givenName: 'Augusta' }, userName: 'u' },
      name: 'Ada',
    },
    {
      reason: 'else the formatted name',
      body: { displayName: ' ', name: { formatted: 'A. Lovelace', givenName: 'Augusta' }, userName: 'u' },
      name: 'A. Lovelace',
    },
    {
      reason: 'else given and family name',
      body: { name: { givenName: 'Ada', familyName: 'Lovelace' }, userName: 'u' },
      name: 'Ada Lovelace',
    },
    { reason: 'or one of them', body: { name: { familyName: 'Lovelace' }, userName: 'u' }, name: 'Lovelace' },
    { reason: 'else userName, which everybody has', body: { name: {}, userName: 'u' }, name: 'u' },
    { reason: 'nothing to be called by', body: {}, name: undefined },
    { reason: '80 characters', body: { displayName: '张'.repeat(81) }, name: '张'.repeat(80) },
    { reason: 'whole characters', body: { displayName: '😀'.repeat(81) }, name: '😀'.repeat(80) },
    {
      reason: 'no blank at the cut, which DingTalk would take off',
      body: { displayName: `${'x'.repeat(79)} y` },
      name: 'x'.repeat(79),
    },
    {
      reason: 'Chinese names begin with the family and have no blank',
      body: { name: { givenName: '三', familyName: '张' } },
      name: '张三',
    },
  ])('$reason', ({ body, name }) => {
    expect(map(body).name).toBe(name);
  });
});

describe('the mobile of an account', () => {
  it.each<{ reason: string; phoneNumbers: JsonObject['phoneNumbers']; mobile: string | null | undefined }>([
    {
      reason: 'the one of type mobile, wherever it stands and whatever is primary',
      phoneNumbers: [phone('13800000009', 'home', true), phone('13800000001', 'Mobile')],
      mobile: '13800000001',
    },
    {
      reason: 'else the primary one',
      phoneNumbers: [phone('13800000009', 'other'), phone('13800000001', 'other', true)],
      mobile: '13800000001',
    },
    { reason: 'else one of no type', phoneNumbers: [phone('13800000001')], mobile: '13800000001' },
    {
      reason: 'an empty type is none',
      phoneNumbers: [{ value: '13800000001', type: '' }],
      mobile: '13800000001',
    },
    {
      reason: 'a desk phone is never the mobile, not even as the only and primary number',
      phoneNumbers: [phone('13800000001', 'work', true)],
      mobile: undefined,
    },
    { reason: 'nor a fax', phoneNumbers: [phone('13800000001', 'FAX', true)], mobile: undefined },
    { reason: 'nor a pager', phoneNumbers: [phone('13800000001', 'pager', true)], mobile: undefined },
    {
      reason: 'a desk phone does not hide the mobile behind it',
      phoneNumbers: [phone('010-1', 'work', true), phone('13800000001', 'other', true)],
      mobile: '13800000001',
    },
    { reason: 'an empty number is no number', phoneNumbers: [phone(' ', 'mobile')], mobile: undefined },
    {
      reason: 'an empty mobile does not hide a number without type',
      phoneNumbers: [phone('', 'mobile'), phone('13800000001')],
      mobile: '13800000001',
    },
    { reason: 'a number that cannot be one is told', phoneNumbers: [phone('12345', 'mobile')], mobile: null },
    { reason: 'no numbers', phoneNumbers: [], mobile: undefined },
    { reason: 'not a list', phoneNumbers: '13800000001', mobile: undefined },
    { reason: 'not numbers', phoneNumbers: ['13800000001', null, 5], mobile: undefined },
  ])('$reason', ({ phoneNumbers, mobile }) => {
    const mapped = map({ userName: 'u', phoneNumbers }).mobile;
    expect(mapped && dingTalkSpelling(mapped, 'CN')).toBe(mobile);
  });
});

describe('the e-mail of an account', () => {
  it.each<{ reason: string; emails: JsonObject[]; email: string | undefined }>([
    {
      reason: 'the one at work, whatever is primary',
      emails: [
        { value: 'home@x.org', type: 'home', primary: true },
        { value: 'work@x.org', type: 'WORK' },
      ],
      email: 'work@x.org',
    },
    {
      reason: 'else the primary one',
      emails: [{ value: 'a@x.org' }, { value: 'b@x.org', primary: true }],
      email: 'b@x.org',
    },
    { reason: 'else the first', emails: [{ value: 'a@x.org' }, { value: 'b@x.org' }], email: 'a@x.org' },
    {
      reason: 'an empty one is none',
      emails: [{ value: '', type: 'work' }, { type: 'work' }, { value: 'b@x.org' }],
      email: 'b@x.org',
    },
    {
      reason: 'its case stays: whom it is shown to wrote it so',
      emails: [{ value: 'Ada@X.org' }],
      email: 'Ada@X.org',
    },
    { reason: 'none at all', emails: [], email: undefined },
  ])('$reason', ({ emails, email }) => {
    expect(map({ userName: 'u', emails }).values.get('email')?.value).toBe(email);
  });
});

describe('the rest of an account', () => {
  it('takes title and employee number where they say something', () => {
    const { values } = map({ userName: 'u', title: ' Countess ', [enterprise]: { employeeNumber: ' 007 ' } });
    expect([values.get('title'), values.get('jobNumber')]).toEqual([
      { source: 'title', value: 'Countess' },
      { source: `${enterprise}:employeeNumber`, value: '007' },
    ]);
    const blank = map({ userName: 'u', title: '', [enterprise]: { employeeNumber: ' ' } });
    expect([...blank.values].filter(([, mapped]) => Object.keys(mapped).length > 0)).toEqual([]);
  });

  it('takes what only our extension can say', () => {
    const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
    const { values } = map({
      userName: 'u',
      [extension]: { workPlace: 'Tower 3', hiredDate: '2020-01-02T00:00:00Z', hideMobile: true },
    });
    expect(values.get('workPlace')?.value).toBe('Tower 3');
    expect(values.get('hiredDate')?.value).toBe(Date.parse('2020-01-02T00:00:00Z'));
    expect(values.get('hideMobile')?.value).toBe(true);
    expect(values.get('remark')?.value).toBeUndefined();
  });

  it('cuts what is too long for DingTalk instead of being refused', () => {
    const { values } = map({
      userName: 'u',
      title: 't'.repeat(201),
      [enterprise]: { employeeNumber: '1'.repeat(51) },
    });
    expect([values.get('title')?.value, values.get('jobNumber')?.value]).toEqual([
      't'.repeat(200),
      '1'.repeat(50),
    ]);
  });

  it.each<{ reason: string; body: JsonObject; active: boolean }>([
    { reason: 'said so', body: { active: true }, active: true },
    { reason: 'not said: SCIM leaves it to us', body: {}, active: true },
    { reason: 'said not', body: { active: false }, active: false },
  ])('is active unless SCIM says not: $reason', ({ body, active }) => {
    expect(map(body).active).toBe(active);
  });
});
