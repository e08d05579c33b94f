export { mayMove, outcomes, presences } from './link.js';
export type { BlockReason, LinkKind, Outcome, Presence, Reason, RestReason, WaitReason } from './link.js';
export {
  claimKey,
  emptyKey,
  gateKey,
  memberKey,
  presenceKey,
  sourceIdentifier,
  userIdCandidates,
} from './identity.js';
export type { ResourceIdentity } from './identity.js';
export type { LeaveCause } from './leaver-settings.js';
export { isStillMatched } from './adoption/account-matches.js';
export type { ExistingAccount } from './adoption/account-matches.js';
export { bothSides } from './adoption/both-sides.js';
export type { SharedField } from './adoption/both-sides.js';
export type { AdoptionKey } from './adoption/adoption-settings.js';
export { standingPaths } from './adoption/standing-paths.js';
export { accountDrift } from './drift/account-drift.js';
export { departmentDrift } from './drift/department-drift.js';
export type { ListedDepartment } from './drift/department-drift.js';
export type { FieldDrift } from './drift/drift.js';
export { roleDrift } from './drift/role-drift.js';
export type { ListedRole } from './drift/role-drift.js';
export { isVisibilityLost } from './drift/visibility.js';
export { accountTakenOver } from './rebuild/account-taken-over.js';
export { belongingByStamp } from './rebuild/by-stamp.js';
export type { Belonging, Unlinked } from './rebuild/by-stamp.js';
export { closingSettings, wasThereBefore } from './closing.js';
export { sameOrganisation } from './same-organisation.js';
export type { Sighting } from './same-organisation.js';
export { mayBeRoles } from './group-settings.js';
export { groupsNamedIn, isInScope } from './scope.js';
export { settingsSchema } from './settings.js';
export type { Settings } from './settings.js';
export type { FaultKind, FieldFault } from './mapping/fault.js';
export type { FieldName, FieldValue } from './mapping/field.js';
export { mapPerson } from './mapping/account.js';
export { dingTalkSpelling } from './mapping/phone.js';
export { learnDepartment, withHeads } from './mirror/department.js';
export type { MirrorDepartment, MirrorRole } from './mirror/department.js';
export { isMassDisappearance } from './mirror/disappearance.js';
export { failedSubjectsOf, subjectsOf } from './mirror/event-subjects.js';
export type { EventSubject } from './mirror/event-subjects.js';
export { departmentKnown, personKnown } from './mirror/known.js';
export { mirrorId } from './mirror/mirror-id.js';
export type { MirroredKind } from './mirror/mirror-id.js';
export { isDepartmentMirrored, isPersonMirrored } from './mirror/mirror-scope.js';
export type { MirrorSettings } from './mirror/mirror-settings.js';
export { fingerprint } from './mirror/mirrored.js';
export type { Mirrored } from './mirror/mirrored.js';
export { mirroredDepartment, mirroredRole } from './mirror/mirrored-group.js';
export { mirroredUser } from './mirror/mirrored-user.js';
export { nextCrawlMs } from './mirror/next-crawl.js';
export { observedFields } from './mirror/observed-fields.js';
export { doubtfulFields, learnPerson, shownFields } from './mirror/person.js';
export type { FieldPermission, MirrorPerson } from './mirror/person.js';
export { backoffMs, probeMs } from './times.js';
export { planAccount } from './plan/account.js';
export type { ActivityEvent } from './plan/activity-event.js';
export type {
  AccountFields,
  Change,
  Claim,
  ClearableField,
  DepartmentFields,
  Plan,
  RoleFields,
  TakenValue,
} from './plan/change.js';
export { accountClaims, departmentClaims, roleClaims } from './plan/claims.js';
export { compareAccount } from './plan/comparison.js';
export type { FieldTrace } from './plan/desired.js';
export { whileInvited } from './plan/invited.js';
export { leaveCauseOf } from './plan/leaver.js';
export { observe } from './plan/observe.js';
export { readableOf } from './plan/observed.js';
export type { ObservedFields } from './plan/observed.js';
export { previewAccount } from './plan/preview.js';
export { readRepairs } from './plan/repairs.js';
export type { Repairs } from './plan/repair.js';
export { blocked, converged, retry, waiting } from './plan/ending.js';
export type { Ending } from './plan/ending.js';
export { endingAfter, endingWhenAbsent } from './plan/failure.js';
export type { Failure, RejectedOn } from './plan/failure.js';
export { readAppliedAccount, readAppliedDepartment, readAppliedRole } from './plan/difference.js';
export { atGate, gateOf, gates } from './plan/gate.js';
export type { Gate, GateState } from './plan/gate.js';
export { DepartmentsCheck } from './preflight/departments.js';
export type { ExistingDepartment, PreflightGroup } from './preflight/departments.js';
export { preflightKinds } from './preflight/finding.js';
export type { PreflightFinding, PreflightKind } from './preflight/finding.js';
export { PeopleCheck } from './preflight/people.js';
export type { PreflightPerson } from './preflight/people.js';
export { RolesCheck } from './preflight/roles.js';
export type { ExistingRole } from './preflight/roles.js';
export { preflightText } from './preflight/texts.js';
export type { PreflightLanguage } from './preflight/texts.js';
export { planGroup } from './plan/group.js';
export type {
  AccountSituation,
  Adopting,
  GroupSituation,
  HeadReference,
  LinkView,
  ManagerReference,
  Reference,
  RoleGroupView,
  RoleMembers,
  StepReference,
} from './plan/situation.js';
export { askedPaths } from './tree/asked.js';
export type { AskedPaths } from './tree/asked.js';
export { remoteHeads, withOwnHeads } from './source/group-heads.js';
export { canFilter, changedSince, chooseReading, laterOf, sinceSchema } from './source/choose-reading.js';
export type { ReadingWay, Since } from './source/choose-reading.js';
export { allowable, judgeReading } from './source/judge-reading.js';
export type { HoldReason, ReadCount } from './source/judge-reading.js';
export { shapeOf } from './source/page-tag.js';
export type { PageTag } from './source/page-tag.js';
export { readRecord, withManager } from './source/remote-record.js';
export type { RemoteContent, RemoteMember, RemoteRecord } from './source/remote-record.js';
export { nextRun } from './source/schedule.js';
export { Seen } from './source/seen.js';
export { sourceSettingsSchema } from './source/settings.js';
export type { SourceSettings } from './source/settings.js';
export { changeKinds } from './policy/change-kind.js';
export type { ChangeKind } from './policy/change-kind.js';
export type { Demand } from './policy/demand.js';
export { withAccountDemand, withGroupDemand } from './policy/demanded.js';
export type { DemandingPlan } from './policy/demanded.js';
export type { Limit } from './policy/limit.js';
export { lineOf } from './policy/limit.js';
export { isSame, judge } from './policy/passage.js';
export type { ListedChange, Passage } from './policy/passage.js';
export { itemStates, runKinds, runStates } from './run/run-kind.js';
export type { ItemState, RunKind, RunState } from './run/run-kind.js';
export { minutesOf } from './run/estimate.js';
export { projectedAccount, projectedGroup } from './run/projected.js';
export { addTo, kindsOver, lineOfKind, noTotals, wholeTotals } from './run/totals.js';
export type { Counted, Totals } from './run/totals.js';
export { held } from './plan/ending.js';
