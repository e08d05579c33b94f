import type { BlockReason, Presence } from '../link.js';
import { lookAgain } from '../times.js';
import type { Change } from './change.js';
import { blocked, converged, invited, retry } from './ending.js';
import type { Ending } from './ending.js';
import type { LinkView } from './situation.js';

/** Why DingTalk did not carry out a change, as far as it concerns this one object. */
export type Failure =
  /** It was sent and no answer came. */
  | { readonly kind: 'answerLost' }
  /** DingTalk invited the person, who has to accept first. */
  | { readonly kind: 'pendingInvite' }
  /** A final no. `on` names what it is about, where DingTalk's code says so. */
  | { readonly kind: 'rejected'; readonly on: RejectedOn };

/** What a final no is about, and what the Link is then blocked for. */
const reasons = {
  mobile: 'mobileTaken',
  mobileFormat: 'mobileInvalid',
  email: 'emailTaken',
  emailFormat: 'emailInvalid',
  telephone: 'telephoneTaken',
  name: 'nameRefused',
  manager: 'managerRefused',
  position: 'positionManaged',
  departmentName: 'nameTaken',
  departmentLoop: 'departmentCycle',
  departmentNotFound: 'departmentMissing',
  departmentList: 'departmentsRefused',
  departmentFull: 'departmentFull',
  departmentDepth: 'treeTooDeep',
  parentNotFound: 'parentMissing',
  outOfScope: 'outOfAppScope',
  normalAccount: 'normalAccount',
  notEmpty: 'foreignMembers',
  foreignChildren: 'foreignChildren',
  roleName: 'nameTaken',
  roleGroupNotFound: 'rejected',
  other: 'rejected',
} as const satisfies Readonly<Record<string, BlockReason>>;

export type RejectedOn = keyof typeof reasons;

/** How a Link stands after a failure. `before` is its presence before the change was begun. */
export function endingAfter(failure: Failure, change: Change, before: Presence): Ending {
  switch (failure.kind) {
    case 'answerLost':
      return retry(change.kind.startsWith('create') ? 'creating' : before, lookAgain.answerLost);
    case 'pendingInvite':
      return invited();
    case 'rejected':
      // Moved before its new parent was moved out from below it: that is only a moment away.
      if (failure.on === 'departmentLoop') {
        return { ...blocked(before, reasons.departmentLoop), dueInMs: lookAgain.answerLost };
      }
      // Somebody removed it since it was read: it is looked for, or made, anew.
      if (failure.on === 'roleGroupNotFound') return retry(before, lookAgain.answerLost);
      return blocked(before, reasons[failure.on]);
  }
}

/** How a Link stands when DingTalk does not know what was looked for or was to be changed. */
export function endingWhenAbsent(
  change: Change,
  { presence, invitedFrom }: Pick<LinkView, 'presence' | 'invitedFrom'>,
  now: Date,
): Ending {
  if (change.kind === 'findInvited') {
    const { whenAbsent } = change;
    if (typeof whenAbsent === 'object') return whenAbsent;
    if (whenAbsent === 'forget') return converged('gone');
  }
  // Whoever was invited is a stranger until he accepts: creating him again would invite him again.
  if (presence === 'invited') return invited(now.getTime() - (invitedFrom ?? now).getTime());
  return retry(change.kind.startsWith('find') ? 'none' : 'gone', 0);
}
