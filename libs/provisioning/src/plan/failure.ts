import { lookAgain } from '../times.js';
import type { BlockReason, Presence } from '../link.js';
import type { Change } from './change.js';
import { blocked, retry, waiting } from './ending.js';
import type { Ending } from './ending.js';

/** Why DingTalk did not carry out a change, as far as it concerns this one object. */
export type Failure =
  /** It was sent and no answer came. */
  | { readonly kind: 'answerLost' }
  /** DingTalk invited the person, who has to accept first. */
  | { readonly kind: 'pendingInvite' }
  /** A final no. `on` names what it is about, where DingTalk's code says so. */
  | { readonly kind: 'rejected'; readonly on: RejectedOn };

export type RejectedOn =
  | 'mobile'
  | 'mobileFormat'
  | 'email'
  | 'telephone'
  | 'departmentName'
  | 'departmentLoop'
  | 'notEmpty'
  | 'foreignChildren'
  | 'other';

const reasons: Readonly<Record<RejectedOn, BlockReason>> = {
  mobile: 'mobileTaken',
  mobileFormat: 'mobileInvalid',
  email: 'emailTaken',
  telephone: 'telephoneTaken',
  departmentName: 'nameTaken',
  departmentLoop: 'departmentCycle',
  notEmpty: 'foreignMembers',
  foreignChildren: 'foreignChildren',
  other: 'rejected',
};

/** How a Link stands after a failure. `before` is its presence before the change was begun. */
export function endingAfter(failure: Failure, change: Change, before: Presence): Ending {
  switch (failure.kind) {
    case 'answerLost':
      return retry(change.kind.startsWith('create') ? 'creating' : before, lookAgain.answerLost);
    case 'pendingInvite':
      return waiting('invited', 'invitation');
    case 'rejected':
      // Moved before its new parent was moved out from below it: that is only a moment away.
      return failure.on === 'departmentLoop'
        ? { ...blocked(before, reasons.departmentLoop), dueInMs: lookAgain.answerLost }
        : blocked(before, reasons[failure.on]);
  }
}

/** How a Link stands when DingTalk does not know what was looked for or was to be changed. */
export function endingWhenAbsent(change: Change, before: Presence): Ending {
  // Whoever was invited is a stranger until he accepts: creating him again would invite him again.
  if (before === 'invited') return waiting('invited', 'invitation');
  return retry(change.kind.startsWith('find') ? 'none' : 'gone', 0);
}
