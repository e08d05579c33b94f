import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { patch, user, userName } from '../../../test/builders/habit-case.js';
import type { HabitCase } from '../../../test/builders/habit-case.js';
import type { MemberChange } from './patch/member-change.js';
import { quirks } from './quirks.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const members = (...operations: JsonObject[]): MemberChange =>
  patch('Group', operations, { displayName: 'x' }).members;
const noChange = { add: [], remove: [], removeWhere: [] };

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
}

const cases: readonly HabitCase[] = [
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
    quirk: 'value as JSON text',
    says: 'members are what the text says',
    actual: () => [
      members({ op: 'replace', path: 'members', value: '[{"value":"u1"}]' }),
      members({ op: 'add', path: 'members', value: ['{"value":"u1"}', { value: 'u2' }] }),
      members({ op: 'remove', path: 'members', value: ' [{"value":"u1"}]' }),
    ],
    expected: [
      { ...noChange, replaceAll: [{ value: 'u1' }] },
      { ...noChange, add: [{ value: 'u1' }, { value: 'u2' }] },
      { ...noChange, remove: ['u1'] },
    ],
  },
  {
    quirk: 'value as JSON text',
    says: 'so is a complex value, an extension, and a value without a path',
    actual: () => [
      user({ op: 'replace', path: 'name', value: '{"givenName":"B"}' }),
      user({ op: 'add', path: enterprise, value: '{"department":"x"}' }),
      user({ op: 'replace', value: '{"active":false,"id":"1"}' }),
    ],
    expected: [
      { userName, name: { givenName: 'B' } },
      { userName, [enterprise]: { department: 'x' } },
      { userName, active: false },
    ],
  },
  {
    quirk: 'value as JSON text',
    says: 'where a text is meant it stays one',
    actual: () => [
      user({ op: 'replace', path: 'title', value: '{"a":1}' }),
      user({ op: 'add', path: 'roles.value', value: '["a"]' }),
      refusalOf(() => user({ op: 'replace', path: 'name', value: '{"givenName":' })),
    ],
    expected: [
      { userName, title: '{"a":1}' },
      { userName, roles: [{ value: '["a"]' }] },
      'name must be an object.',
    ],
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
    quirk: 'add through a filter',
    says: 'the element is what the filter says',
    actual: () =>
      user({ op: 'Add', path: 'phoneNumbers[type eq "mobile" and primary eq true].value', value: '1' }),
    expected: { userName, phoneNumbers: [{ value: '1', type: 'mobile', primary: true }] },
  },
  {
    quirk: 'schemas written',
    says: 'taking back an announcement is not understood as a filter',
    actual: () => refusalOf(() => user({ op: 'remove', path: 'schemas', value: [enterprise] })),
    expected: 'schemas is readOnly.',
  },
];

describe('a habit of clients in the operations of a PATCH', () => {
  it.each(cases)('is understood, $quirk: $says', ({ actual, expected }) => {
    expect(actual()).toStrictEqual(expected);
  });

  it('has a case in this table', () => {
    const names = quirks
      .filter((quirk) => quirk.in === 'operation' || quirk.in === 'missingTarget')
      .map((quirk) => quirk.name);
    expect([...new Set(cases.map((each) => each.quirk))].sort()).toEqual([...names].sort());
  });
});
