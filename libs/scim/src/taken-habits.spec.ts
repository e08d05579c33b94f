import { describe, expect, it } from '@jest/globals';
import { user, userName } from '../../../test/builders/habit-case.js';
import type { HabitCase } from '../../../test/builders/habit-case.js';
import { parseFilter } from './filter/parse.js';
import { quirks } from './quirks.js';
import { readGroup, readUser } from './resource.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const foreign = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
const found = (text: string): unknown => parseFilter(text, 'User');

const cases: readonly HabitCase[] = [
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
    quirk: 'value without double quotes',
    says: 'it is the text that it is',
    actual: () => found('userName eq bjensen and emails.type eq work'),
    expected: found('userName eq "bjensen" and emails.type eq "work"'),
  },
  {
    quirk: 'value without double quotes',
    says: 'in single ones nothing is escaped',
    actual: () => found("displayName sw 'Group \\ \"1\" ]' and emails[type eq 'work']"),
    expected: found('displayName sw "Group \\\\ \\"1\\" ]" and emails[type eq "work"]'),
  },
  {
    quirk: 'value without double quotes',
    says: 'an id, an address and a dateTime too',
    actual: () => found('id eq 54D382A4-2050 or emails eq Z.o+e@x.y or meta.created gt 2011-05-13T04:42:34Z'),
    expected: found(
      'id eq "54D382A4-2050" or emails eq "Z.o+e@x.y" or meta.created gt "2011-05-13T04:42:34Z"',
    ),
  },
  {
    quirk: 'dot behind a URN',
    says: 'it is a colon, in a path',
    actual: () => user({ op: 'Add', path: `${enterprise}.department`, value: 'x' }),
    expected: { userName, [enterprise]: { department: 'x' } },
  },
  {
    quirk: 'dot behind a URN',
    says: 'and in a key and a filter',
    actual: () => [
      user({ op: 'Add', value: { [`${enterprise}.department`]: 'x' } }),
      found(`${enterprise}.manager pr`),
    ],
    expected: [{ userName, [enterprise]: { department: 'x' } }, found(`${enterprise}:manager pr`)],
  },
  {
    quirk: 'attribute without its URN',
    says: 'the manager is that of the enterprise extension, in a path',
    actual: () => user({ op: 'Add', path: 'manager', value: [{ $ref: 'http://x/Users/m', value: 'm' }] }),
    expected: { userName, [enterprise]: { manager: { value: 'm' } } },
  },
  {
    quirk: 'attribute without its URN',
    says: 'and in a filter',
    actual: () => found('id eq "1" and manager eq "2"'),
    expected: found(`id eq "1" and ${enterprise}:manager eq "2"`),
  },
  {
    quirk: 'flattened resource',
    says: 'keys that are paths are read where they point',
    actual: () =>
      readUser({
        userName,
        'name.givenName': 'K',
        NAME: { familyName: 'U' },
        [`${enterprise}:department`]: 'x',
        [`${enterprise}.division`]: 'y',
        [`${enterprise}:manager`]: 'm',
      }).body,
    expected: {
      userName,
      name: { familyName: 'U', givenName: 'K' },
      [enterprise]: { division: 'y', department: 'x', manager: { value: 'm' } },
    },
  },
  {
    quirk: 'flattened resource',
    says: 'what stands at its own place goes before',
    actual: () =>
      readUser({
        userName,
        name: { givenName: 'K' },
        'name.givenName': 'L',
        [enterprise]: { department: 'x' },
        [`${enterprise}:department`]: 'y',
        [`${core}:userName`]: 'other',
      }).body,
    expected: { userName, name: { givenName: 'K' }, [enterprise]: { department: 'x' } },
  },
  {
    quirk: 'flattened resource',
    says: 'a core schema has an object of its own as an extension has',
    actual: () => readUser({ [core]: { userName, title: 'x', colour: 'green' } }).body,
    expected: { userName, title: 'x' },
  },
  {
    quirk: 'flattened resource',
    says: 'a Group may have its members in there too',
    actual: () => readGroup({ [group]: { displayName: 'x', Members: [{ value: 'u' }] } }),
    expected: { body: { displayName: 'x' }, members: [{ value: 'u' }] },
  },
  {
    quirk: 'flattened resource',
    says: 'what is readOnly, kept nowhere, or of a list is not read',
    actual: () => [
      readUser({
        userName,
        'meta.version': 'x',
        [`${core}:password`]: 'x',
        'emails.value': 'x',
        'name.x': 'y',
      }).body,
      readUser({ userName, [`${enterprise}:manager.displayName`]: 'x' }).body,
    ],
    expected: [{ userName }, { userName }],
  },
];

describe('a habit of clients that needs no mending', () => {
  it.each(cases)('is understood, $quirk: $says', ({ actual, expected }) => {
    expect(actual()).toStrictEqual(expected);
  });

  it('has a case in this table', () => {
    const names = quirks
      .filter((quirk) => quirk.in === 'path' || quirk.in === 'filter' || quirk.in === 'resource')
      .map((quirk) => quirk.name);
    expect([...new Set(cases.map((each) => each.quirk))].sort()).toEqual([...names].sort());
  });

  it('has a name of its own, as every habit has', () => {
    expect(new Set(quirks.map((quirk) => quirk.name)).size).toBe(quirks.length);
  });
});
