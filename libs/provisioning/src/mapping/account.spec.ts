import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { mapPerson } from './account.js';
import type { Mapped } from './account.js';
import type { ValueKey } from './field.js';
import { mappingSchema } from './mapping.js';
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

describe('a field with a rule of its own', () => {
  const phones = [phone('+86 10 6123 4567', 'work'), phone('010-7', 'fax'), phone('13800000001', 'mobile')];
  const body: JsonObject = {
    userName: 'Ada.L',
    displayName: 'Ada',
    nickName: ' Countess ',
    userType: 'EMPLOYEE',
    active: true,
    name: { givenName: 'Augusta', familyName: 'King' },
    emails: [{ value: 'Ada@X.org', type: 'home' }],
    phoneNumbers: phones,
    addresses: [{ type: 'work', locality: '杭州', streetAddress: `${'a'.repeat(99)} b` }],
    profileUrl: 'https://x.org/ada',
    timezone: '2020-02-29',
    locale: '2026-02-30',
    [enterprise]: { costCenter: '[wiki](http://x.org) #userid#', employeeNumber: '7' },
  };
  it.each<{ reason: string; mapping: object; field: ValueKey; mapped: Mapped }>([
    {
      reason: 'the first source that says anything',
      mapping: { remark: { sources: ['title', 'nickName', 'userName'] } },
      field: 'remark',
      mapped: { source: 'nickName', value: 'Countess' },
    },
    {
      reason: 'a constant where no attribute says anything',
      mapping: { remark: { sources: ['title', { constant: 'from SCIM' }] } },
      field: 'remark',
      mapped: { source: 'constant', value: 'from SCIM' },
    },
    {
      reason: 'parts of a name',
      mapping: { remark: { sources: [{ nameParts: ['name.givenName', 'name.familyName'] }] } },
      field: 'remark',
      mapped: { source: 'name.givenName + name.familyName', value: 'Augusta King' },
    },
    {
      reason: 'small letters',
      mapping: { org_email: { sources: ['emails.value'], transform: 'lower' } },
      field: 'organisationEmail',
      mapped: { source: 'emails.value', value: 'ada@x.org' },
    },
    {
      reason: 'capitals, with the default source',
      mapping: { job_number: { transform: 'upper' } },
      field: 'jobNumber',
      mapped: { source: `${enterprise}:employeeNumber`, value: '7' },
    },
    {
      reason: 'the first value that a filter leaves',
      mapping: { work_place: { sources: ['addresses[type eq "work"].locality'] } },
      field: 'workPlace',
      mapped: { source: 'addresses[type eq "work"].locality', value: '杭州' },
    },
    {
      reason: 'cut where the rest still says something, without the blank at the cut',
      mapping: { work_place: { sources: ['addresses.streetAddress'] } },
      field: 'workPlace',
      mapped: { source: 'addresses.streetAddress', value: 'a'.repeat(99) },
    },
    {
      reason: "a desk phone in DingTalk's spelling",
      mapping: { telephone: { sources: ['phoneNumbers[type eq "work"].value'], transform: 'dingTalkPhone' } },
      field: 'telephone',
      mapped: { source: 'phoneNumbers[type eq "work"].value', value: '1061234567' },
    },
    {
      reason: 'a desk phone in E.164',
      mapping: { telephone: { sources: ['phoneNumbers[type eq "work"].value'], transform: 'e164' } },
      field: 'telephone',
      mapped: { source: 'phoneNumbers[type eq "work"].value', value: '+861061234567' },
    },
    {
      reason: 'what is no phone number is told where one is wanted',
      mapping: { telephone: { sources: ['phoneNumbers[type eq "fax"].value'], transform: 'e164' } },
      field: 'telephone',
      mapped: { source: 'phoneNumbers[type eq "fax"].value', fault: 'unreadable' },
    },
    {
      reason: 'as it is written where none is',
      mapping: { telephone: { sources: ['phoneNumbers[type eq "fax"].value'] } },
      field: 'telephone',
      mapped: { source: 'phoneNumbers[type eq "fax"].value', value: '010-7' },
    },
    {
      reason: 'what is no e-mail is told',
      mapping: { login_email: { sources: ['userName'] } },
      field: 'loginEmail',
      mapped: { source: 'userName', fault: 'unreadable' },
    },
    {
      reason: 'a date alone is its beginning in UTC',
      mapping: { hired_date: { sources: ['timezone'] } },
      field: 'hiredDate',
      mapped: { source: 'timezone', value: Date.UTC(2020, 1, 29) },
    },
    {
      reason: 'a day that is none is told',
      mapping: { hired_date: { sources: ['locale'] } },
      field: 'hiredDate',
      mapped: { source: 'locale', fault: 'unreadable' },
    },
    {
      reason: 'a flag',
      mapping: { hide_mobile: { sources: ['active'] } },
      field: 'hideMobile',
      mapped: { source: 'active', value: true },
    },
    {
      reason: 'what is no flag is told',
      mapping: { senior_mode: { sources: ['userType'] } },
      field: 'senior',
      mapped: { source: 'userType', fault: 'unreadable' },
    },
    {
      reason: 'a flag for everybody',
      mapping: { senior_mode: { sources: [{ constant: false }] } },
      field: 'senior',
      mapped: { source: 'constant', value: false },
    },
    {
      reason: 'nothing at all',
      mapping: { remark: { sources: ['title'] } },
      field: 'remark',
      mapped: {},
    },
  ])('takes $reason', ({ mapping, field, mapped }) => {
    const { values } = mapPerson(body, { ...settings, mapping: mappingSchema.parse(mapping) });
    expect(values.get(field)).toEqual(mapped);
  });

  it('leaves the defaults of all others as they are', () => {
    const own = mappingSchema.parse({ title: { sources: ['userType'] } });
    const { values } = mapPerson({ ...body, title: 'Miss' }, { ...settings, mapping: own });
    const said = [...values].filter(([, { value }]) => value !== undefined);
    expect(said.map(([field, { value }]) => [field, value])).toEqual([
      ['title', 'EMPLOYEE'],
      ['jobNumber', '7'],
      ['email', 'Ada@X.org'],
    ]);
  });

  it.each([
    {
      reason: '50 characters',
      email: `${'a'.repeat(44)}@x.org`,
      mapped: { value: `${'a'.repeat(44)}@x.org` },
    },
    {
      reason: 'one more: half an address is another one',
      email: `${'a'.repeat(45)}@x.org`,
      mapped: { fault: 'tooLong' },
    },
  ])('refuses an e-mail that is too long, by itself: $reason', ({ email, mapped }) => {
    const { values, name } = map({ displayName: 'Ada', emails: [{ value: email, type: 'work' }] });
    expect(values.get('email')).toEqual({ source: 'emails[type eq "work"].value', ...mapped });
    expect(name).toBe('Ada');
  });

  it('writes custom fields so that they do not turn into links', () => {
    const own = mappingSchema.parse({ extension: { 城市: { sources: [`${enterprise}:costCenter`] } } });
    const { custom } = mapPerson(body, { ...settings, mapping: own });
    expect(custom.get('城市')?.value).toBe('[wiki] (http://x.org) # userid#');
  });
});
