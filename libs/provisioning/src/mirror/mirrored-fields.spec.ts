import { describe, expect, it } from '@jest/globals';
import { mirroredUser } from './mirrored-user.js';
import type { MirrorPerson } from './person.js';

const bare: MirrorPerson = { userId: 'ada', departmentIds: [], active: true, enterpriseAccount: false };
const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const terms = { connectionId: 'c', mirror: { userName: 'mobile', active: 'members' }, region: 'CN' } as const;
const mirrored = (more: Partial<MirrorPerson>, of: object = {}) =>
  mirroredUser({ ...bare, ...more }, { ...terms, ...of });
const partOf = (more: Partial<MirrorPerson>) => mirrored(more).body[dingTalk];

describe('the User that mirrors somebody of whom little is known', () => {
  it('says nothing of what is not known', () => {
    const user = mirrored({});
    expect(user.body).toStrictEqual({ active: true, [dingTalk]: { active: true } });
    expect(user).not.toHaveProperty('managerId');
    expect([user.groupIds, user.userNames]).toEqual([[], ['ada', 'userid:ada']]);
  });

  it.each([
    { reason: 'one at work', of: { email: 'a@x.org' }, emails: [['a@x.org', 'work', true]] },
    {
      reason: 'one of the organisation',
      of: { organisationEmail: 'a@x.org' },
      emails: [['a@x.org', 'other', undefined]],
    },
    {
      reason: 'two',
      of: { email: 'a@x.org', organisationEmail: 'b@x.org' },
      emails: [
        ['a@x.org', 'work', true],
        ['b@x.org', 'other', undefined],
      ],
    },
    {
      reason: 'one that is both, once',
      of: { email: 'a@x.org', organisationEmail: 'a@x.org' },
      emails: [['a@x.org', 'work', true]],
    },
  ])('has e-mails: $reason', ({ of, emails }) => {
    const told = mirrored(of).body.emails as readonly { value: string; type: string; primary?: boolean }[];
    expect(told.map(({ value, type, primary }) => [value, type, primary])).toEqual(emails);
  });

  it.each([
    { reason: 'with its country', of: { mobile: '51234567', stateCode: '852' }, mobile: '+85251234567' },
    {
      reason: 'of the organisation’s country, where none is told',
      of: { mobile: '13700000001' },
      mobile: '+8613700000001',
    },
    {
      reason: 'as DingTalk shows it, where nobody can read it',
      of: { mobile: '12', stateCode: '86' },
      mobile: '+8612',
    },
    { reason: 'none, where only a country is told', of: { stateCode: '86' }, mobile: undefined },
  ])('has a mobile $reason, and may be named by it', ({ of, mobile }) => {
    const user = mirrored(of);
    expect(user.body.phoneNumbers).toEqual(mobile && [{ value: mobile, type: 'mobile' }]);
    expect(user.userNames[0]).toBe(mobile ?? 'ada');
  });

  it('has a desk phone as DingTalk shows it, where nobody can read it', () => {
    expect(mirrored({ telephone: '8-1' }).body.phoneNumbers).toEqual([{ value: '8-1', type: 'work' }]);
  });

  it.each([
    {
      reason: 'in the order of their names',
      text: '{"b":"2","a":"1"}',
      fields: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    {
      reason: 'that are numbers and flags, as texts',
      text: '{"a":7,"b":false}',
      fields: [
        ['a', '7'],
        ['b', 'false'],
      ],
    },
    {
      reason: 'none that is empty, a list or nothing',
      text: '{"a":"","b":["x"],"c":null,"d":"1"}',
      fields: [['d', '1']],
    },
    { reason: 'none, where all are empty', text: '{"a":""}', fields: undefined },
    { reason: 'none, where the text is no object', text: '["a"]', fields: undefined },
    { reason: 'none, where the text is no JSON', text: '{', fields: undefined },
  ])('has custom fields $reason', ({ text, fields }) => {
    expect(partOf({ extension: text })).toEqual({
      active: true,
      extension: fields?.map(([type, value]) => ({ type, value })),
    });
  });

  it('has what DingTalk alone has, in the extension', () => {
    const own = { workPlace: 'Hangzhou', remark: 'r', hideMobile: true, senior: false };
    expect(partOf({ ...own, hiredDate: 86_400_000 })).toEqual({
      active: true,
      workPlace: 'Hangzhou',
      remark: 'r',
      hideMobile: true,
      seniorMode: false,
      hiredDate: '1970-01-02T00:00:00.000Z',
    });
  });
});
