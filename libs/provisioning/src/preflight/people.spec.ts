import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { PeopleCheck } from './people.js';
import type { PreflightPerson } from './people.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const mobile = (value: string) => ({ phoneNumbers: [{ type: 'mobile', value }] });
const sound = { displayName: 'Ada', ...mobile('13800000001') };
const person = (id: string, body: JsonObject, more: Partial<PreflightPerson> = {}): PreflightPerson => ({
  id,
  body,
  groupIds: ['g'],
  managerId: null,
  scopeGroups: [],
  ...more,
});
const checkOf = (settings: object = {}) =>
  new PeopleCheck('c', settingsSchema.parse(settings), new Set(['g']));
const kindsOf = (body: JsonObject, more: Partial<PreflightPerson> = {}, settings: object = {}) =>
  checkOf(settings)
    .look(person('a', body, more))
    ?.map(({ kind }) => kind);

describe('a person before anything is written', () => {
  it.each<{
    reason: string;
    body: JsonObject;
    more?: Partial<PreflightPerson>;
    settings?: object;
    kinds: string[];
  }>([
    { reason: 'nothing is wrong', body: sound, kinds: [] },
    { reason: 'no mobile', body: { displayName: 'Ada' }, kinds: ['noMobile'] },
    {
      reason: 'a number that is none',
      body: { displayName: 'Ada', ...mobile('12') },
      kinds: ['mobileInvalid'],
    },
    { reason: 'no name', body: mobile('13800000001'), kinds: ['noName'] },
    { reason: 'in no Group', body: sound, more: { groupIds: [] }, kinds: ['noDepartment'] },
    {
      reason: 'in a Group that is no department',
      body: sound,
      more: { groupIds: ['other'] },
      kinds: ['noDepartment'],
    },
    {
      reason: 'in no Group, but there is a default department',
      body: sound,
      more: { groupIds: [] },
      settings: { defaultDepartmentId: 1 },
      kinds: [],
    },
    {
      reason: 'in no Group, but a path leads to a department',
      body: { ...sound, [enterprise]: { department: 'Sales' } },
      more: { groupIds: [] },
      settings: { departments: { kind: 'userPath' } },
      kinds: [],
    },
    {
      reason: 'a manager whom nobody has sent',
      body: { ...sound, [enterprise]: { manager: { value: 'x' } } },
      kinds: ['unknownManager'],
    },
    {
      reason: 'a manager who is there',
      body: { ...sound, [enterprise]: { manager: { value: 'x' } } },
      more: { managerId: 'x' },
      kinds: [],
    },
    {
      reason: 'an e-mail that is none: told by field, and stops nobody',
      body: { ...sound, emails: [{ value: 'nonsense' }] },
      kinds: ['valueRefused'],
    },
  ])('$reason: $kinds', ({ body, more, settings, kinds }) => {
    expect(kindsOf(body, more, settings)).toEqual(kinds);
  });

  it.each([
    { reason: 'is not active', body: { ...sound, active: false }, settings: {} },
    { reason: 'is out of scope', body: sound, settings: { scope: { users: 'title eq "x"' } } },
  ])('is nobody’s business who $reason', ({ body, settings }) => {
    expect(kindsOf(body, {}, settings)).toBeUndefined();
  });
});

describe('everybody together', () => {
  it('tells all who have one number, the first once, whatever it is spelled like', () => {
    const check = checkOf();
    const found = [
      ['a', '13800000001'],
      ['b', '+86 138-0000-0001'],
      ['c', '008613800000001'],
    ].flatMap(([id, number]) => check.look(person(id!, { displayName: 'Ada', ...mobile(number!) })));
    const about = { kind: 'mobileTwice', field: 'mobile' };
    expect(found).toEqual([
      { ...about, resourceId: 'a', other: 'b' },
      { ...about, resourceId: 'b', other: 'a' },
      { ...about, resourceId: 'c', other: 'a' },
    ]);
  });

  it('tells two with one e-mail, whatever its case, even if one of them has no mobile', () => {
    const check = checkOf();
    const emails = (value: string) => ({ emails: [{ value }] });
    check.look(person('a', { displayName: 'Ada', ...emails('Ada@x.org') }));
    const found = check.look(person('b', { ...sound, ...emails('ada@X.org') }));
    expect(found?.map(({ kind, other }) => [kind, other])).toEqual([
      ['emailTwice', 'b'],
      ['emailTwice', 'a'],
    ]);
  });

  it('takes two without mobile for two', () => {
    const check = checkOf();
    check.look(person('a', { displayName: 'Ada' }));
    const found = check.look(person('b', { displayName: 'Eve' }));
    expect(found?.map(({ kind }) => kind)).toEqual(['noMobile']);
  });

  it('finds those who are their own managers by way of others, and nobody else', () => {
    const check = checkOf();
    for (const [id, managerId] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'b'],
      ['d', 'a'],
      ['e', null],
    ] as const) {
      check.look(person(id, sound, { managerId }));
    }
    expect(check.finish().map(({ kind, resourceId }) => [kind, resourceId])).toEqual([
      ['managerCycle', 'b'],
      ['managerCycle', 'c'],
    ]);
  });
});

describe('an account that is there already', () => {
  const check = checkOf();
  const number = { [enterprise]: { employeeNumber: '17' } };
  check.look(person('a', { ...sound, emails: [{ value: 'ada@x.org' }], ...number }));
  check.look(person('b', { displayName: 'Eve', ...mobile('13800000002') }));

  it.each([
    { reason: 'by its mobile', account: { mobile: '+8613800000001' }, found: [['a', 'mobile']] },
    { reason: 'by its e-mail, whatever its case', account: { email: 'ADA@x.org' }, found: [['a', 'email']] },
    { reason: 'by its job number', account: { jobNumber: '17' }, found: [['a', 'job_number']] },
    {
      reason: 'once, by what tells most',
      account: { mobile: '+8613800000001', email: 'ada@x.org', jobNumber: '17' },
      found: [['a', 'mobile']],
    },
    {
      reason: 'twice, where it has the values of two',
      account: { mobile: '+8613800000002', jobNumber: '17' },
      found: [
        ['b', 'mobile'],
        ['a', 'job_number'],
      ],
    },
    { reason: 'not at all where the app may read nothing', account: {}, found: [] },
  ])('is recognised $reason', ({ account, found }) => {
    const findings = check.match({ userId: 'u', ...account });
    expect(findings.map(({ resourceId, field }) => [resourceId, field])).toEqual(found);
    for (const { kind, other } of findings) expect([kind, other]).toEqual(['existingAccount', 'u']);
  });
});
