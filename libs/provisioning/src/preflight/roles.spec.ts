import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../settings.js';
import type { PreflightGroup } from './departments.js';
import { RolesCheck } from './roles.js';
import type { ExistingRole } from './roles.js';

const group = (id: string, displayName: unknown): PreflightGroup => ({
  id,
  body: { displayName } as PreflightGroup['body'],
  parentIds: [],
  scopeGroups: [],
});

const look = (groups: readonly PreflightGroup[], settings: object = { groups: { as: 'roles' } }) =>
  new RolesCheck(settingsSchema.parse(settings), groups);

const there = (of: Partial<ExistingRole>): ExistingRole => ({
  roleId: 7,
  name: 'Captain',
  roleGroup: 'SCIM',
  ours: false,
  ...of,
});

describe('a preflight of roles', () => {
  it.each([
    { reason: 'nothing is left of a name', name: '  ', kinds: ['roleNoName'] },
    { reason: 'there is no name', name: undefined, kinds: ['roleNoName'] },
    { reason: 'there is a name', name: 'Captain', kinds: [] },
  ])('tells that $reason', ({ name, kinds }) => {
    expect(look([group('a', name)]).findings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('tells both of two that would have one name', () => {
    const { findings } = look([group('a', 'Captain'), group('b', ' Captain  '), group('c', 'Mate')]);
    expect(findings).toEqual([
      { kind: 'sameNamedRoles', resourceId: 'a', other: 'b' },
      { kind: 'sameNamedRoles', resourceId: 'b', other: 'a' },
    ]);
  });

  it('looks at no Group that is a department, ignored, or out of scope', () => {
    const groups = { as: 'departments', roles: 'displayName sw "Rank"' };
    const scope = { groups: 'displayName ne "Rank out"' };
    const check = look([group('a', ''), group('b', 'Rank out')], { groups, scope });
    expect([check.findings, check.any]).toEqual([[], false]);
  });

  it.each([
    { reason: 'another’s in our role group', role: {}, kind: 'existingRole' },
    { reason: 'in another role group', role: { roleGroup: '默认' }, kind: 'roleElsewhere' },
    { reason: 'one of ours', role: { ours: true }, kind: undefined },
    { reason: 'of another name', role: { name: 'Mate' }, kind: undefined },
  ])('tells of a role that is there: $reason', ({ role, kind }) => {
    const found = look([group('a', 'Captain')]).match([there(role)]);
    expect(found).toEqual(kind === undefined ? [] : [{ kind, resourceId: 'a', other: '7' }]);
  });
});
