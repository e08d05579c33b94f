import { describe, expect, it } from '@jest/globals';
import { groupsNamedIn, isInScope } from './scope.js';
import { scopeSchema } from './scope-settings.js';
import { settingsSchema } from './settings.js';

const [navy, army] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ada = { userName: 'ada', title: 'Engineer', [enterprise]: { costCenter: '17' } };

describe('the scope of a connection', () => {
  it.each<{ reason: string; scope: object; groups?: string[]; synced: boolean }>([
    { reason: 'everybody, when nothing is said', scope: {}, synced: true },
    { reason: 'who matches the filter', scope: { users: 'title eq "engineer"' }, synced: true },
    { reason: 'nobody else', scope: { users: 'title eq "Admiral"' }, synced: false },
    { reason: 'by an extension too', scope: { users: `${enterprise}:costCenter eq "17"` }, synced: true },
    { reason: 'a filter of Groups is not one of Users', scope: { groups: 'displayName pr' }, synced: true },
    {
      reason: 'a member of an included Group',
      scope: { includedGroups: [navy] },
      groups: [navy],
      synced: true,
    },
    { reason: 'a member of none of them', scope: { includedGroups: [navy] }, synced: false },
    {
      reason: 'a member of an excluded Group is out, included or not',
      scope: { includedGroups: [navy], excludedGroups: [army] },
      groups: [navy, army],
      synced: false,
    },
    {
      reason: 'a member of an included Group must match the filter too',
      scope: { includedGroups: [navy], users: 'title eq "Admiral"' },
      groups: [navy],
      synced: false,
    },
    { reason: 'who is in no Group is in no excluded one', scope: { excludedGroups: [army] }, synced: true },
  ])('$reason: $synced', ({ scope, groups = [], synced }) => {
    expect(isInScope('User', ada, groups, scopeSchema.parse(scope))).toBe(synced);
  });

  it('may be said in several terms', () => {
    const users = 'title pr and (userName eq "eve" or userName eq "ada")';
    expect(isInScope('User', ada, [], scopeSchema.parse({ users }))).toBe(true);
  });

  it('names every Group it depends on once', () => {
    const scope = scopeSchema.parse({ includedGroups: [navy, army], excludedGroups: [army] });
    expect(groupsNamedIn(scope)).toEqual([navy, army]);
  });

  it.each<{ reason: string; scope: object; path: string; says: RegExp }>([
    { reason: 'is no filter', scope: { users: 'title eq' }, path: 'scope.users', says: /./ },
    {
      reason: 'names what no schema has',
      scope: { users: 'shoeSize eq "43"' },
      path: 'scope.users',
      says: /no schema/,
    },
    {
      reason: 'looks at what is in no stored User',
      scope: { users: 'not (groups.value eq "x")' },
      path: 'scope.users',
      says: /includedGroups/,
    },
    {
      reason: 'looks at it in one of several terms',
      scope: { users: 'title pr and (userName pr or groups.value eq "x")' },
      path: 'scope.users',
      says: /includedGroups/,
    },
    {
      reason: 'looks at members',
      scope: { groups: 'members[value eq "x"]' },
      path: 'scope.groups',
      says: /members/,
    },
    { reason: 'is no id', scope: { includedGroups: ['Navy'] }, path: 'scope.includedGroups.0', says: /./ },
  ])('is refused, by name, where it $reason', ({ scope, path, says }) => {
    const parsed = settingsSchema.safeParse({ scope });
    const [issue] = parsed.error?.issues ?? [];
    expect(issue?.path.join('.')).toBe(path);
    expect(issue?.message).toMatch(says);
  });

  it.each([
    { path: 'withoutDepartment', settings: { withoutDepartment: 'holding' } },
    { path: 'leavers.deleted.action', settings: { leavers: { deleted: { action: 'holding' } } } },
  ])('is told that $path needs a holding department', ({ path, settings }) => {
    expect(settingsSchema.safeParse(settings).error?.issues[0]?.path.join('.')).toBe(path);
    expect(settingsSchema.safeParse({ ...settings, holdingDepartmentId: 7 }).success).toBe(true);
  });
});
