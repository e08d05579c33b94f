import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from './settings.js';

describe('the settings of a connection', () => {
  it('are whole when nothing is said', () => {
    const atOnce = { action: 'delete', graceSeconds: 0 };
    expect(settingsSchema.parse({})).toEqual({
      departments: { kind: 'groups' },
      adoption: { keys: [] },
      departmentTitles: { kind: 'none' },
      groups: { as: 'departments', roleGroup: 'SCIM' },
      rootDepartmentId: 1,
      settleSeconds: 3600,
      withoutDepartment: 'blocked',
      leavers: { deactivated: atOnce, deleted: atOnce, outOfScope: atOnce },
      scope: { includedGroups: [], excludedGroups: [] },
      region: 'CN',
      callsPerSecond: 20,
      invitationEvents: 'none',
      mapping: {},
      mirror: {
        userName: 'userId',
        active: 'members',
        roles: false,
        details: false,
        scope: { include: [], exclude: [], withoutMobile: true, notActivated: true },
        leaversStaySeconds: 0,
        crawlEverySeconds: 21_600,
        threshold: { share: 0.1, atLeast: 10 },
        events: 'stream',
        failedEventsEverySeconds: 0,
        unpagedLists: false,
      },
      policy: {
        dryRun: false,
        budgets: {
          creates: null,
          updates: null,
          moved: null,
          withoutDepartment: { floor: 100, percent: 5 },
          leavers: { floor: 100, percent: 2 },
          departmentDeletes: { floor: 50, percent: 10 },
          roleRemovals: { floor: 100, percent: 5 },
        },
        runs: {
          creates: { floor: 100, percent: 20 },
          updates: { floor: 100, percent: 20 },
          moved: { floor: 100, percent: 20 },
          withoutDepartment: { floor: 20, percent: 2 },
          leavers: { floor: 20, percent: 2 },
          departmentDeletes: { floor: 20, percent: 5 },
          roleRemovals: { floor: 50, percent: 5 },
        },
      },
    });
  });

  it.each<{ reason: string; settings: object }>([
    { reason: 'a department that cannot be', settings: { rootDepartmentId: 0 } },
    { reason: 'half a department', settings: { defaultDepartmentId: 1.5 } },
    { reason: 'a settle time in the past', settings: { settleSeconds: -1 } },
    { reason: 'a settle time beyond a week', settings: { settleSeconds: 604_801 } },
    { reason: 'a region that is none', settings: { region: 'cn' } },
    { reason: 'a pace that never comes to a call', settings: { callsPerSecond: 0 } },
    { reason: 'a setting that does not exist', settings: { region: 'CN', regoin: 'HK' } },
  ])('are refused for $reason', ({ settings }) => {
    expect(settingsSchema.safeParse(settings).success).toBe(false);
  });
});
