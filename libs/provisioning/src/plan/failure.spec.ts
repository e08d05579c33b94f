import { describe, expect, it } from '@jest/globals';
import type { Presence } from '../link.js';
import type { Change } from './change.js';
import { blocked } from './ending.js';
import type { Ending } from './ending.js';
import { endingAfter, endingWhenAbsent } from './failure.js';
import type { Failure } from './failure.js';

const fields = { name: 'Ada', mobile: '13800000001', departmentIds: [1] };
const createAccount: Change = { kind: 'createAccount', userIds: ['u'], fields };
const createDepartment: Change = {
  kind: 'createDepartment',
  sourceIdentifier: 's:1',
  fields: { name: 'Navy', parentId: 1 },
};
const createRole: Change = {
  kind: 'createRole',
  groupId: 3,
  fields: { name: 'Captain', roleGroup: 'SCIM' },
  people: 1,
};
const updateAccount: Change = {
  kind: 'updateAccount',
  userId: 'u',
  set: { name: 'Ada' },
  clear: [],
  keepForeign: false,
  fields,
};
const findAccount: Change = { kind: 'findAccount', userId: 'u', fields };
const deleteAccount: Change = { kind: 'deleteAccount', userId: 'u' };
const deleteDepartment: Change = { kind: 'deleteDepartment', departmentId: 7 };
const lost: Failure = { kind: 'answerLost' };
const no = (on: (Failure & { kind: 'rejected' })['on']): Failure => ({ kind: 'rejected', on });
const day = 24 * 3_600_000;

describe('how a Link stands after a failure', () => {
  it.each<{
    reason: string;
    failure: Failure;
    change: Change;
    before: Presence;
    ending: { presence: Presence; outcome: string; reason?: string; dueInMs: number };
  }>([
    {
      reason: 'a create whose answer was lost may have happened: look, and give it time',
      failure: lost,
      change: createAccount,
      before: 'none',
      ending: { presence: 'creating', outcome: 'retry', dueInMs: 5_000 },
    },
    {
      reason: 'the same for a department',
      failure: lost,
      change: createDepartment,
      before: 'gone',
      ending: { presence: 'creating', outcome: 'retry', dueInMs: 5_000 },
    },
    {
      reason: 'an update is the same when repeated',
      failure: lost,
      change: updateAccount,
      before: 'present',
      ending: { presence: 'present', outcome: 'retry', dueInMs: 5_000 },
    },
    {
      reason: 'so is a deletion',
      failure: lost,
      change: deleteAccount,
      before: 'present',
      ending: { presence: 'present', outcome: 'retry', dueInMs: 5_000 },
    },
    {
      reason: 'a look that was lost leaves the question open',
      failure: lost,
      change: findAccount,
      before: 'creating',
      ending: { presence: 'creating', outcome: 'retry', dueInMs: 5_000 },
    },
    {
      reason: 'an invitation is for the person to accept',
      failure: { kind: 'pendingInvite' },
      change: createAccount,
      before: 'none',
      ending: { presence: 'invited', outcome: 'waiting', reason: 'invitation', dueInMs: 600_000 },
    },
    ...(
      [
        ['mobile', 'mobileTaken'],
        ['mobileFormat', 'mobileInvalid'],
        ['email', 'emailTaken'],
        ['departmentName', 'nameTaken'],
        ['emailFormat', 'emailInvalid'],
        ['telephone', 'telephoneTaken'],
        ['name', 'nameRefused'],
        ['manager', 'managerRefused'],
        ['position', 'positionManaged'],
        ['departmentNotFound', 'departmentMissing'],
        ['departmentList', 'departmentsRefused'],
        ['departmentFull', 'departmentFull'],
        ['departmentDepth', 'treeTooDeep'],
        ['parentNotFound', 'parentMissing'],
        ['outOfScope', 'outOfAppScope'],
        ['normalAccount', 'normalAccount'],
        ['other', 'rejected'],
      ] as const
    ).map(([on, reason]) => ({
      reason: `a create refused for ${on} has made nothing`,
      failure: no(on),
      change: createAccount,
      before: 'none' as const,
      ending: { presence: 'none' as const, outcome: 'blocked', reason, dueInMs: day },
    })),
    {
      reason: 'somebody whom we did not make is in the department',
      failure: no('notEmpty'),
      change: deleteDepartment,
      before: 'leaving',
      ending: { presence: 'leaving', outcome: 'blocked', reason: 'foreignMembers', dueInMs: day },
    },
    {
      reason: 'a department below it is not ours to delete',
      failure: no('foreignChildren'),
      change: deleteDepartment,
      before: 'present',
      ending: { presence: 'present', outcome: 'blocked', reason: 'foreignChildren', dueInMs: day },
    },
    {
      reason: 'a role group that somebody removed since is looked for, or made, anew',
      failure: no('roleGroupNotFound'),
      change: createRole,
      before: 'none',
      ending: { presence: 'none', outcome: 'retry', dueInMs: 5_000 },
    },
    {
      reason: 'a role of the name is none of ours',
      failure: no('roleName'),
      change: createRole,
      before: 'none',
      ending: { presence: 'none', outcome: 'blocked', reason: 'nameTaken', dueInMs: day },
    },
    {
      reason: 'a department that was moved below itself is moved out of it in a moment',
      failure: no('departmentLoop'),
      change: createDepartment,
      before: 'present',
      ending: { presence: 'present', outcome: 'blocked', reason: 'departmentCycle', dueInMs: 5_000 },
    },
    {
      reason: 'a refused update leaves the account there',
      failure: no('other'),
      change: updateAccount,
      before: 'present',
      ending: { presence: 'present', outcome: 'blocked', reason: 'rejected', dueInMs: day },
    },
  ])('$reason', ({ failure, change, before, ending }) => {
    expect(endingAfter(failure, change, before)).toEqual({ settling: false, ...ending });
  });
});

describe('how a Link stands when DingTalk knows nothing of it', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const stopped = { ...blocked('invited', 'mobileTaken'), dueInMs: 600_000 };
  const findInvited = (whenAbsent: 'wait' | 'forget' | Ending): Change => ({
    kind: 'findInvited',
    userId: 'u',
    fields,
    whenAbsent,
  });
  const findDepartment: Change = {
    kind: 'findDepartment',
    sourceIdentifier: 's:1',
    fields: { name: 'Navy', parentId: 1 },
  };
  const invitation = { presence: 'invited', outcome: 'waiting', reason: 'invitation' };

  it.each<{
    reason: string;
    change: Change;
    link: { presence: Presence; invitedFrom?: Date };
    ending: { presence: string; outcome: string; reason?: string; dueInMs?: number };
  }>([
    {
      reason: 'a leaver who never accepted has gone',
      change: findInvited('forget'),
      link: { presence: 'invited', invitedFrom: hoursAgo(1) },
      ending: { presence: 'gone', outcome: 'converged' },
    },
    {
      reason: 'who was invited an hour ago is looked for again in an hour',
      change: findInvited('wait'),
      link: { presence: 'invited', invitedFrom: hoursAgo(1) },
      ending: { ...invitation, dueInMs: 3_600_000 },
    },
    {
      reason: 'whoever cannot be invited anew is told why',
      change: findInvited(stopped),
      link: { presence: 'invited', invitedFrom: hoursAgo(1) },
      ending: stopped,
    },
    {
      reason: 'who was invited nobody knows when, soon',
      change: findInvited('wait'),
      link: { presence: 'invited' },
      ending: { ...invitation, dueInMs: 600_000 },
    },
    {
      reason: 'whoever is invited stays so, whatever was tried: another create would invite him again',
      change: findAccount,
      link: { presence: 'invited', invitedFrom: hoursAgo(1) },
      ending: { ...invitation, dueInMs: 3_600_000 },
    },
    {
      reason: 'an account that was looked for was never made',
      change: findAccount,
      link: { presence: 'creating' },
      ending: { presence: 'none', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'so was a department',
      change: findDepartment,
      link: { presence: 'creating' },
      ending: { presence: 'none', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'an account that was to be changed has gone, and is made again',
      change: updateAccount,
      link: { presence: 'present' },
      ending: { presence: 'gone', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'one that was to be deleted has gone, and is looked at once more',
      change: deleteAccount,
      link: { presence: 'present' },
      ending: { presence: 'gone', outcome: 'retry', dueInMs: 0 },
    },
  ])('$reason', ({ change, link, ending }) => {
    expect(endingWhenAbsent(change, link, now)).toEqual({ settling: false, ...ending });
  });
});
