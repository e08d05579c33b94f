/** What a Link joins: a User to an account, or a Group to a department or a role. */
export type LinkKind = 'account' | 'department' | 'role';

/** Where the DingTalk side of a Link stands. */
export const presences = ['none', 'creating', 'invited', 'present', 'leaving', 'gone'] as const;
export type Presence = (typeof presences)[number];

/** What the last look at a Link came to. */
export const outcomes = ['converged', 'retry', 'waiting', 'held', 'blocked'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a Link waits for: each is resolved by an event that wakes it, and by a slow look. */
export type WaitReason =
  | 'department'
  | 'departmentPending'
  | 'parent'
  | 'manager'
  | 'head'
  | 'members'
  | 'empty'
  | 'invitation'
  | 'grace'
  | 'headcount'
  | 'departmentCount';

/** Why a Link is blocked: each needs somebody to change something. */
export type BlockReason =
  | 'noName'
  | 'nameRefused'
  | 'noMobile'
  | 'mobileInvalid'
  | 'mobileTaken'
  | 'mobileChange'
  | 'emailTaken'
  | 'emailInvalid'
  | 'telephoneTaken'
  | 'noDepartment'
  | 'departmentMissing'
  | 'departmentFull'
  | 'departmentsRefused'
  | 'managerRefused'
  | 'positionManaged'
  | 'outOfAppScope'
  | 'isAdministrator'
  | 'lastDepartment'
  | 'normalAccount'
  | 'nameTaken'
  | 'departmentCycle'
  | 'parentMissing'
  | 'treeTooDeep'
  | 'foreignMembers'
  | 'foreignChildren'
  | 'unlinked'
  | 'rejected';

/** Why a Link that is in step shows something else than an ordinary account or department. */
export type RestReason = 'outOfScope' | 'ignored' | 'kept' | 'holding' | 'removed' | 'disabled';

/**
 * Why a Link is held: the day's budget of its kind is spent, or it is part of a run that waits for somebody; its
 * connection writes nothing at all; or somebody has said that it is not to be done.
 */
export type HoldReason = 'budget' | 'run' | 'dryRun' | 'dropped';

/** What is told of a Link beside its outcome. */
export type Reason = WaitReason | BlockReason | RestReason | HoldReason;

/** Presence may only move along these edges. */
const transitions: Readonly<Record<Presence, readonly Presence[]>> = {
  none: ['creating', 'gone'],
  creating: ['none', 'invited', 'present', 'gone'],
  // A corrected mobile is another invitation.
  invited: ['creating', 'present', 'leaving', 'gone', 'none'],
  present: ['leaving', 'gone', 'none'],
  leaving: ['present', 'gone'],
  gone: ['creating', 'none'],
};

/** Whether a Link may go from one presence to the other; staying is always allowed. */
export function mayMove(from: Presence, to: Presence): boolean {
  return from === to || transitions[from].includes(to);
}
