import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import type { ScimBody } from './body.js';
import { parseFilter } from './filter/parse.js';
import type { MemberChange } from './patch/member-change.js';
import { applyPatch } from './patch/apply.js';
import { parsePatch } from './patch/request.js';
import { quirks } from './quirks.js';
import type { ResourceType } from './resource-type.js';
import { readGroup, readUser } from './resource.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const userName = 'bjensen';

function patch(
  type: ResourceType,
  operations: readonly JsonObject[],
  body: ScimBody,
): { readonly body: ScimBody; readonly members: MemberChange } {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  return applyPatch(type, body, parsePatch({ schemas, Operations: operations }, type));
}
const user = (operation: JsonObject, body: JsonObject = {}): ScimBody =>
  patch('User', [operation], { userName, ...body }).body;
const members = (...operations: JsonObject[]): MemberChange =>
  patch('Group', operations, { displayName: 'x' }).members;
const noChange = { add: [], remove: [], removeWhere: [] };

const foreign = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
const found = (text: string): unknown => parseFilter(text, 'User');

const cases: readonly { quirk: string; says: string; actual: () => unknown; expected: unknown }[] = [
  {
    quirk: 'empty text',
    says: 'a manager is cleared by ""',
    actual: () =>
      user(
        { op: 'replace', path: `${enterprise}:manager`, value: '' },
        { [enterprise]: { manager: { value: 'm' } } },
      ),
    expected: { userName },
  },
  {
    quirk: 'empty text',
    says: 'an empty middle name is none',
    actual: () => readUser({ userName, name: { middleName: '' } }).body,
    expected: { userName },
  },
  {
    quirk: 'boolean in a list',
    says: 'active [true] is true',
    actual: () => user({ op: 'replace', value: { active: [true] } }),
    expected: { userName, active: true },
  },
  {
    quirk: 'boolean as text',
    says: '"False" is false',
    actual: () => user({ op: 'replace', path: 'active', value: 'False' }, { active: true }),
    expected: { userName, active: false },
  },
  {
    quirk: 'boolean as text',
    says: 'a user is created with "true" and a primary "True"',
    actual: () => readUser({ userName, active: 'true', emails: [{ value: 'a', primary: 'True' }] }).body,
    expected: { userName, active: true, emails: [{ value: 'a', primary: true }] },
  },
  {
    quirk: 'one value without a list',
    says: 'an e-mail object is a list of one',
    actual: () => readUser({ userName, emails: { value: 'a' } }).body,
    expected: { userName, emails: [{ value: 'a' }] },
  },
  {
    quirk: 'one value without a list',
    says: 'a member object is a list of one',
    actual: () => readGroup({ displayName: 'x', members: { value: 'u' } }).members,
    expected: [{ value: 'u' }],
  },
  {
    quirk: 'manager as text',
    says: "the new manager's id stays",
    actual: () =>
      user(
        { op: 'add', path: `${enterprise}:manager`, value: 'm2' },
        { [enterprise]: { manager: { value: 'm1' } } },
      ),
    expected: { userName, [enterprise]: { manager: { value: 'm2' } } },
  },
  {
    quirk: 'manager as text',
    says: 'a user is created with a bare manager',
    actual: () => readUser({ userName, [enterprise]: { manager: 'm1' } }).body,
    expected: { userName, [enterprise]: { manager: { value: 'm1' } } },
  },
  {
    quirk: 'manager as text',
    says: 'a managerId is a manager',
    actual: () => readUser({ userName, [enterprise]: { manager: { managerId: 'm1' } } }).body,
    expected: { userName, [enterprise]: { manager: { value: 'm1' } } },
  },
  {
    quirk: 'manager as text',
    says: 'a value goes before a managerId',
    actual: () => readUser({ userName, [enterprise]: { manager: { managerId: 'm1', value: 'm2' } } }).body,
    expected: { userName, [enterprise]: { manager: { value: 'm2' } } },
  },
  {
    quirk: 'single value in a list',
    says: 'a nickname is not an object',
    actual: () => user({ op: 'Add', path: 'nickName', value: [{ $ref: null, value: 'Babs' }] }),
    expected: { userName, nickName: 'Babs' },
  },
  {
    quirk: 'single value in a list',
    says: 'a boolean neither',
    actual: () => user({ op: 'Replace', path: 'active', value: [{ value: 'False' }] }),
    expected: { userName, active: false },
  },
  {
    quirk: 'capitalised op',
    says: 'Add is add',
    actual: () => user({ op: 'Add', path: 'nickName', value: 'Babs' }),
    expected: { userName, nickName: 'Babs' },
  },
  {
    quirk: 'empty path',
    says: 'a path of "" is none',
    actual: () => user({ op: 'replace', path: '', value: { nickName: 'Babs' } }),
    expected: { userName, nickName: 'Babs' },
  },
  {
    quirk: 'schemas written',
    says: 'announcing an extension changes nothing',
    actual: () => user({ op: 'add', path: 'schemas', value: [enterprise] }),
    expected: { userName },
  },
  {
    quirk: 'readOnly echo',
    says: 'a group is renamed by a value that holds its id',
    actual: () =>
      patch('Group', [{ op: 'replace', value: { id: 'g', schemas: [], meta: {}, displayName: 'new' } }], {
        displayName: 'old',
      }),
    expected: { body: { displayName: 'new' }, members: noChange },
  },
  {
    quirk: 'keys that are paths',
    says: 'dotted and URN keys are written where they point',
    actual: () =>
      user({
        op: 'replace',
        value: {
          displayName: 'B',
          'name.givenName': 'K',
          'NAME.familyName': 'U',
          [`${enterprise}:employeeNumber`]: '1',
        },
      }),
    expected: {
      userName,
      name: { familyName: 'U', givenName: 'K' },
      displayName: 'B',
      [enterprise]: { employeeNumber: '1' },
    },
  },
  {
    quirk: 'keys that are paths',
    says: 'keys with a filter are paths too',
    actual: () => user({ op: 'add', value: { 'emails[type eq "work"].value': 'a' } }),
    expected: { userName, emails: [{ value: 'a', type: 'work' }] },
  },
  {
    quirk: 'remove by value',
    says: 'only the members in the value are removed',
    actual: () =>
      members({ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'u"1' }, { value: 'u2' }] }),
    expected: { ...noChange, remove: ['u"1', 'u2'] },
  },
  {
    quirk: 'remove by value',
    says: 'no member in the value is no member removed',
    actual: () => members({ op: 'remove', path: 'members', value: [] }),
    expected: noChange,
  },
  {
    quirk: 'remove by value',
    says: 'a list of e-mails is not emptied either',
    actual: () =>
      user(
        { op: 'remove', path: 'emails', value: [{ value: 'A' }] },
        { emails: [{ value: 'a' }, { value: 'b' }] },
      ),
    expected: { userName, emails: [{ value: 'b' }] },
  },
  {
    quirk: 'add through a filter',
    says: 'a new primary one is the only primary one',
    actual: () =>
      user(
        { op: 'Add', path: 'roles[type eq "a" and primary eq "True"].value', value: '2' },
        { roles: [{ value: '1', primary: true }] },
      ),
    expected: {
      userName,
      roles: [
        { value: '1', primary: false },
        { value: '2', type: 'a', primary: true },
      ],
    },
  },
  {
    quirk: 'comparison behind brackets',
    says: 'it is one more condition on the same value',
    actual: () => found('emails[type eq "work"].value eq "a"'),
    expected: found('emails[type eq "work" and value eq "a"]'),
  },
  {
    quirk: 'several blanks',
    says: 'they are one',
    actual: () => found('userName  eq   "a"  and  active eq true'),
    expected: found('userName eq "a" and active eq true'),
  },
  {
    quirk: 'boolean literal as text',
    says: '"True" is true',
    actual: () => found('roles[primary eq "True"]'),
    expected: found('roles[primary eq true]'),
  },
  {
    quirk: 'no schemas',
    says: 'an extension that is there is there',
    actual: () => readUser({ userName, [enterprise]: { department: 'x' } }).body,
    expected: { userName, [enterprise]: { department: 'x' } },
  },
  {
    quirk: 'foreign schema',
    says: 'it is ignored, with what it holds',
    actual: () => readGroup({ schemas: [foreign], displayName: 'x', [foreign]: { y: 1 } }),
    expected: { body: { displayName: 'x' } },
  },
  {
    quirk: 'readOnly written',
    says: 'it is not looked at',
    actual: () => readUser({ userName, id: null, groups: [], meta: { version: 'W/"1"' } }).body,
    expected: { userName },
  },
  {
    quirk: 'add through a filter',
    says: 'the element is what the filter says',
    actual: () =>
      user({ op: 'Add', path: 'phoneNumbers[type eq "mobile" and primary eq true].value', value: '1' }),
    expected: { userName, phoneNumbers: [{ value: '1', type: 'mobile', primary: true }] },
  },
];

describe('a habit of clients', () => {
  it.each(cases)('is understood, $quirk: $says', ({ actual, expected }) => {
    expect(actual()).toStrictEqual(expected);
  });

  it('has a name of its own and, unless it is of HTTP, a case in this table', () => {
    expect(new Set(quirks.map((quirk) => quirk.name)).size).toBe(quirks.length);
    const names = quirks.filter((quirk) => quirk.in !== 'http').map((quirk) => quirk.name);
    expect([...new Set(cases.map((each) => each.quirk))].sort()).toEqual([...names].sort());
  });
});
