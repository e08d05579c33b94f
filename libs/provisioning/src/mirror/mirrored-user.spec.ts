import { describe, expect, it } from '@jest/globals';
import { mirrorId } from './mirror-id.js';
import { fingerprint } from './mirrored.js';
import { mirroredUser } from './mirrored-user.js';
import type { UserTerms } from './mirrored-user.js';
import type { MirrorPerson } from './person.js';

const ada: MirrorPerson = {
  userId: 'ada',
  unionId: 'u',
  name: 'Ada',
  mobile: '13700000001',
  stateCode: '86',
  telephone: '010-6500 0000',
  email: 'Ada@Example.com',
  jobNumber: '7',
  managerUserId: 'bob',
  extension: '{"City":"Turin","Empty":""}',
  hiredDate: 0,
  departmentIds: [3, 7],
  active: false,
  enterpriseAccount: false,
};
const terms: UserTerms = {
  connectionId: 'c',
  mirror: { userName: 'userId', active: 'members' },
  region: 'CN',
  departmentName: 'Lab',
};
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';

describe('the User that mirrors a person', () => {
  it('has what DingTalk shows, phones in E.164, and references by id', () => {
    const { id, body, groupIds, managerId } = mirroredUser(ada, terms);
    expect(id).toBe(mirrorId('c', 'account', 'ada'));
    expect(managerId).toBe(mirrorId('c', 'account', 'bob'));
    expect(groupIds).toEqual(['3', '7'].map((one) => mirrorId('c', 'department', one)).sort());
    expect(body).toEqual({
      name: { formatted: 'Ada' },
      displayName: 'Ada',
      active: true,
      emails: [{ value: 'Ada@Example.com', type: 'work', primary: true }],
      phoneNumbers: [
        { value: '+8613700000001', type: 'mobile' },
        { value: '+861065000000', type: 'work' },
      ],
      [enterprise]: { employeeNumber: '7', department: 'Lab', manager: { value: managerId } },
      [dingTalk]: {
        unionId: 'u',
        active: false,
        hiredDate: '1970-01-01T00:00:00.000Z',
        extension: [{ type: 'City', value: 'Turin' }],
      },
    });
  });

  it.each([
    { userName: 'userId', names: ['ada', 'userid:ada'] },
    { userName: 'mobile', names: ['+8613700000001', 'ada', 'userid:ada'] },
    { userName: 'email', names: ['Ada@Example.com', 'ada', 'userid:ada'] },
    { userName: 'jobNumber', names: ['7', 'ada', 'userid:ada'] },
  ] as const)('is named by $userName, or else by what nobody else has', ({ userName, names }) => {
    expect(mirroredUser(ada, { ...terms, mirror: { userName, active: 'members' } }).userNames).toEqual(names);
  });

  it('tells userids apart that differ in capitals only', () => {
    const last = (userId: string) =>
      mirroredUser({ ...ada, userId }, terms)
        .userNames.at(-1)!
        .toLowerCase();
    expect(new Set([last('ada'), last('Ada'), last('ADA')]).size).toBe(3);
  });

  it('takes nobody else for the owner of a last name', () => {
    const jobNumber = 'userid:eve';
    const named = mirroredUser(
      { ...ada, jobNumber },
      { ...terms, mirror: { userName: 'jobNumber', active: 'members' } },
    );
    expect(named.userNames).toEqual(['ada', 'userid:ada']);
  });

  it('is active only where DingTalk is, if the settings say so', () => {
    expect(
      mirroredUser(ada, { ...terms, mirror: { userName: 'userId', active: 'activated' } }).body.active,
    ).toBe(false);
  });
});

describe('a fingerprint', () => {
  it('is the same whatever the order of names, and another one for another value', () => {
    const one = mirroredUser(ada, terms);
    const turned = { ...one, known: Object.fromEntries(Object.entries(one.known).reverse()) };
    expect(fingerprint(turned)).toBe(fingerprint(one));
    expect(fingerprint(mirroredUser({ ...ada, title: 'x' }, terms))).not.toBe(fingerprint(one));
  });
});

describe('the id of what is mirrored', () => {
  it('is a UUID of its own for each connection, kind and id, and always the same', () => {
    const ids = [
      mirrorId('c', 'account', '1'),
      mirrorId('c', 'department', '1'),
      mirrorId('d', 'account', '1'),
      mirrorId('c', 'account', '2'),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(mirrorId('c', 'account', '1')).toBe(ids[0]);
  });
});
