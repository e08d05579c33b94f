export { mayMove, outcomes, presences } from './link.js';
export type { BlockReason, LinkKind, Outcome, Presence, WaitReason } from './link.js';
export {
  claimKey,
  emptyKey,
  memberKey,
  presenceKey,
  sourceIdentifier,
  userIdCandidates,
} from './identity.js';
export type { ResourceIdentity } from './identity.js';
export { settingsSchema } from './settings.js';
export type { Settings } from './settings.js';
export { backoffMs } from './times.js';
export { planAccount } from './plan/account.js';
export { planDepartment } from './plan/department.js';
export type { AccountFields, Change, Claim, ClearableField, DepartmentFields, Plan } from './plan/change.js';
export { blocked, converged, retry } from './plan/ending.js';
export type { Ending } from './plan/ending.js';
export { endingAfter, endingWhenAbsent } from './plan/failure.js';
export type { Failure, RejectedOn } from './plan/failure.js';
export { readAppliedAccount } from './plan/difference.js';
export type {
  AccountSituation,
  DepartmentSituation,
  HeadReference,
  ManagerReference,
  Reference,
  StepReference,
} from './plan/situation.js';
export { askedPaths } from './tree/asked.js';
export type { AskedPaths } from './tree/asked.js';
