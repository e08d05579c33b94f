import { describe, expect, it } from '@jest/globals';
import { user, userName } from '../../../test/builders/habit-case.js';
import type { HabitCase } from '../../../test/builders/habit-case.js';
import { quirks } from './quirks.js';
import { readGroup, readUser } from './resource.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const cases: readonly HabitCase[] = [
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
    quirk: 'boolean in a list',
    says: 'active ["False"] is false',
    actual: () => user({ op: 'replace', path: 'active', value: ['False'] }, { active: true }),
    expected: { userName, active: false },
  },
  {
    quirk: 'single value in a list',
    says: 'nor is the manager a list',
    actual: () =>
      user({ op: 'Add', path: `${enterprise}:manager`, value: [{ $ref: 'http://x/Users/m2', value: 'm2' }] }),
    expected: { userName, [enterprise]: { manager: { value: 'm2' } } },
  },
  {
    quirk: 'single value in a list',
    says: 'neither is a text, in a PATCH',
    actual: () => [
      user({ op: 'replace', path: 'preferredLanguage', value: ['de'] }),
      user({ op: 'add', value: { name: { givenName: ['B'] } } }),
    ],
    expected: [
      { userName, preferredLanguage: 'de' },
      { userName, name: { givenName: 'B' } },
    ],
  },
  {
    quirk: 'single value in a list',
    says: 'neither where a user is created',
    actual: () => readUser({ userName, name: [{ givenName: 'B' }] }).body,
    expected: { userName, name: { givenName: 'B' } },
  },
  {
    quirk: 'single value in a list',
    says: 'what a filter selects is one',
    actual: () =>
      user(
        { op: 'replace', path: 'emails[type eq "work"]', value: [{ value: 'b', type: 'work' }] },
        { emails: [{ value: 'a', type: 'work' }] },
      ),
    expected: { userName, emails: [{ value: 'b', type: 'work' }] },
  },
];

describe('a habit of clients in the values they send', () => {
  it.each(cases)('is understood, $quirk: $says', ({ actual, expected }) => {
    expect(actual()).toStrictEqual(expected);
  });

  it('has a case in this table', () => {
    const names = quirks.filter((quirk) => quirk.in === 'value').map((quirk) => quirk.name);
    expect([...new Set(cases.map((each) => each.quirk))].sort()).toEqual([...names].sort());
  });
});
