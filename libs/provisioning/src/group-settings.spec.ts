import { describe, expect, it } from '@jest/globals';
import { groupsSchema, groupUse, mayBeRoles } from './group-settings.js';
import type { GroupUse } from './group-settings.js';

const group = { displayName: 'role-admins' };

describe('what a Group is', () => {
  it.each<{ reason: string; settings: object; use: GroupUse }>([
    { reason: 'a department where nothing is said', settings: {}, use: 'departments' },
    { reason: 'what all are', settings: { as: 'roles' }, use: 'roles' },
    {
      reason: 'what the filter says that it matches',
      settings: { roles: 'displayName sw "role-"' },
      use: 'roles',
    },
    {
      reason: 'what all others are where it matches none',
      settings: { as: 'ignored', departments: 'displayName sw "dept-"' },
      use: 'ignored',
    },
    {
      reason: 'a department among roles',
      settings: { as: 'roles', departments: 'displayName sw "role-"' },
      use: 'departments',
    },
    {
      reason: 'ignored before it is a role, and a role before it is a department',
      settings: { ignored: 'displayName pr', roles: 'displayName pr', departments: 'displayName pr' },
      use: 'ignored',
    },
  ])('is $reason', ({ settings, use }) => {
    expect(groupUse(groupsSchema.parse(settings), group)).toBe(use);
  });

  it.each<{ reason: string; settings: object }>([
    { reason: 'no filter', settings: { roles: 'displayName' } },
    { reason: 'a filter of what no Group stores', settings: { roles: 'members pr' } },
    { reason: "DingTalk's own role group", settings: { roleGroup: '默认' } },
    { reason: 'a role group without name', settings: { roleGroup: ' ' } },
  ])('is not told by $reason', ({ settings }) => {
    expect(groupsSchema.safeParse(settings).success).toBe(false);
  });

  it.each([
    { reason: 'none is', settings: {}, may: false },
    { reason: 'all are', settings: { as: 'roles' }, may: true },
    { reason: 'some are', settings: { roles: 'displayName sw "role-"' }, may: true },
    {
      reason: 'some are departments, and others ignored',
      settings: { as: 'ignored', departments: 'displayName pr' },
      may: false,
    },
  ])('may be a role, $may, where $reason', ({ settings, may }) => {
    expect(mayBeRoles(groupsSchema.parse(settings))).toBe(may);
  });
});
