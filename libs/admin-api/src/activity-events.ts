import { z } from 'zod';

/** What an entry of the activity may be about, part by part: a step alone, a step and its ending, or a decision. */
export const activityEvents = {
  /** Single steps towards DingTalk. */
  steps: [
    'createAccount',
    'findAccount',
    'findInvited',
    'adoptAccount',
    'readMobile',
    'readAdministrators',
    'updateAccount',
    'deleteAccount',
    'disableAccount',
    'enableAccount',
    'createDepartment',
    'findDepartment',
    'updateDepartment',
    'readDepartment',
    'adoptDepartment',
    'deleteDepartment',
    'readRoleGroup',
    'makeRoleGroup',
    'createRole',
    'findRole',
    'readRole',
    'updateRole',
    'addRoleMembers',
    'removeRoleMembers',
    'deleteRole',
  ],
  /** What became of a step that was not simply carried out, or what somebody has said of it. */
  endings: [
    'answerLost',
    'pendingInvite',
    'rejected',
    'refused',
    'held',
    'approved',
    'dropped',
    'absent',
    'changed',
    'taken',
  ],
  /** What somebody decided about a person or department, or about the connection as a whole. */
  decisions: [
    'adoption.ordered',
    'adoption.approved',
    'adoption.refused',
    'unlinked',
    'mirror.released',
    'mirror.discarded',
    'connection.resumed',
    'connection.credentials',
    'connection.closing',
    'connection.reopened',
    'deletion.approved',
    'deletion.dropped',
  ],
} as const;

const { steps, endings, decisions } = activityEvents;

/** The code of what was done: `updateAccount`, `updateAccount.held`, `adoption.approved`. */
export const activityEventSchema = z.union([
  z.enum(steps),
  z.templateLiteral([z.enum(steps), '.', z.enum(endings)]),
  z.enum(decisions),
]);
