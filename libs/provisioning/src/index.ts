export { mayMove, outcomes, presences } from './link.js';
export type { BlockReason, LinkKind, Outcome, Presence, Reason, RestReason, WaitReason } from './link.js';
export { claimKey, emptyKey, gateKey, presenceKey, sourceIdentifier, userIdCandidates } from './identity.js';
export type { ResourceIdentity } from './identity.js';
export type { LeaveCause } from './leaver-settings.js';
export { groupsNamedIn } from './scope.js';
export { settingsSchema } from './settings.js';
export type { Settings } from './settings.js';
export { backoffMs } from './times.js';
export { planAccount } from './plan/account.js';
export type { AccountFields, Change, Claim, ClearableField, DepartmentFields, Plan } from './plan/change.js';
export { blocked, converged, retry } from './plan/ending.js';
export type { Ending } from './plan/ending.js';
export { endingAfter, endingWhenAbsent } from './plan/failure.js';
export type { Failure, RejectedOn } from './plan/failure.js';
export { atGate, gateOf, gates } from './plan/gate.js';
export type { Gate, GateState } from './plan/gate.js';
export { readAppliedAccount } from './plan/difference.js';
export { planScopedDepartment } from './plan/scoped-department.js';
export type {
  AccountSituation,
  DepartmentSituation,
  LinkView,
  ManagerReference,
  Reference,
} from './plan/situation.js';
