import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { mapPerson } from './account.js';
import type { Mapped } from './account.js';
import type { ValueKey } from './field.js';
import { mappingSchema } from './mapping.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const settings = settingsSchema.parse({});
const map = (body: JsonObject) => mapPerson(body, settings);
const phone = (value: string, type?: string, primary?: boolean) => ({
  value,
  ...(type === undefined ? {} : { type }),
  ...(primary === undefined ? {} : { primary }),
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
