import { claimKey, planAccount } from '#provisioning';
import type { LeaveCause, Plan, Presence, Settings } from '#provisioning';
import { accountSituation, ada, applied } from './account-situation.js';
import type { AccountRow } from './account-situation.js';

export const day = 86_400_000;
const scope = { excludedGroups: ['00000000-0000-4000-8000-000000000001'] };
/** In a Group that is not synced. */
export const excluded = { scopeGroups: scope.excludedGroups };

/** How Ada is to leave, by each cause. */
export const away: Readonly<Record<LeaveCause, AccountRow>> = {
  deactivated: { person: { ...ada, active: false } },
  deleted: { person: null },
  outOfScope: { more: excluded },
};

export type LeaverAction = Settings['leavers'][LeaveCause]['action'];

/** Settings by which whoever leaves is treated alike. */
export const policy = (action: LeaverAction, graceSeconds = 0, holdingDepartmentId: number | null = 99) => ({
  ...(holdingDepartmentId === null ? {} : { holdingDepartmentId }),
  scope,
  leavers: Object.fromEntries(Object.keys(away).map((cause) => [cause, { action, graceSeconds }])),
});

/** The plan for Ada, who is leaving. */
export const plannedLeaver = (cause: LeaveCause, action: LeaverAction, row: AccountRow = {}): Plan =>
  planAccount(accountSituation({ settings: policy(action), ...away[cause], ...row }));

export const moveTo = (departmentIds: readonly number[], fields = applied()) => ({
  kind: 'updateAccount',
  userId: 'ada-1',
  set: { departmentIds },
  clear: [],
  keepForeign: false,
  fields: { ...fields, departmentIds },
});
export const atRest = (presence: Presence, reason?: string) => ({
  presence,
  outcome: 'converged',
  ...(reason === undefined ? {} : { reason }),
  settling: false,
});
export const look = { kind: 'findAccount', userId: 'ada-1', fields: applied() };
export const remove = { kind: 'deleteAccount', userId: 'ada-1' };
export const mobile = claimKey('c', 'mobile', '+8613800000001');
