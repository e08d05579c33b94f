import { describe, expect, it } from '@jest/globals';
import type { Presence } from '../link.js';
import type { Change } from './change.js';
import { endingAfter, endingWhenAbsent } from './failure.js';
import type { Failure } from './failure.js';

const fields = { name: 'Ada', mobile: '13800000001', departmentIds: [1] };
const createAccount: Change = { kind: 'createAccount', userIds: ['u'], fields };
const createDepartment: Change = {
  kind: 'createDepartment',
  sourceIdentifier: 's:1',
  fields: { name: 'Navy', parentId: 1 },
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
        ['emailFormat', 'emailInvalid'],
        ['telephone', 'telephoneTaken'],
        ['name', 'nameRefused'],
        ['manager', 'managerRefused'],
        ['position', 'positionManaged'],
        ['departmentNotFound', 'departmentMissing'],
        ['departmentList', 'departmentsRefused'],
        ['departmentFull', 'departmentFull'],
        ['outOfScope', 'outOfAppScope'],
        ['departmentName', 'nameTaken'],
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
      reason: 'a department below one that has gone is told by name',
      failure: no('parentNotFound'),
      change: createDepartment,
      before: 'none',
      ending: { presence: 'none', outcome: 'blocked', reason: 'parentMissing', dueInMs: day },
    },
    {
      reason: 'a department too far down is told by name',
      failure: no('departmentDepth'),
      change: createDepartment,
      before: 'none',
      ending: { presence: 'none', outcome: 'blocked', reason: 'treeTooDeep', dueInMs: day },
    },
    {
      reason: 'a normal account cannot be disabled',
      failure: no('normalAccount'),
      change: { kind: 'disableAccount', userId: 'u' },
      before: 'present',
      ending: { presence: 'present', outcome: 'blocked', reason: 'normalAccount', dueInMs: day },
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

describe('how a Link stands when DingTalk does not know the account', () => {
  const now = new Date('2026-01-02T12:00:00Z');
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const minute = 60_000;
  const findInvited = (whenAbsent: 'wait' | 'forget'): Change => ({
    kind: 'findInvited',
    userId: 'u',
    fields,
    whenAbsent,
  });

  it.each<{ reason: string; change: Change; presence: Presence; invitedFrom?: Date; ending: object }>([
    {
      reason: 'it was never made',
      change: findAccount,
      presence: 'creating',
      ending: { presence: 'none', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'somebody removed it by hand',
      change: updateAccount,
      presence: 'present',
      ending: { presence: 'gone', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'the person has just been invited',
      change: findInvited('wait'),
      presence: 'invited',
      invitedFrom: now,
      ending: { presence: 'invited', outcome: 'waiting', reason: 'invitation', dueInMs: 10 * minute },
    },
    {
      reason: 'the person was invited two hours ago: two more',
      change: findInvited('wait'),
      presence: 'invited',
      invitedFrom: hoursAgo(2),
      ending: { presence: 'invited', outcome: 'waiting', dueInMs: 120 * minute },
    },
    {
      reason: 'the person was invited long ago: four times a day',
      change: findInvited('wait'),
      presence: 'invited',
      invitedFrom: hoursAgo(200),
      ending: { presence: 'invited', outcome: 'waiting', dueInMs: 360 * minute },
    },
    {
      reason: 'the person is not to come any more',
      change: findInvited('forget'),
      presence: 'invited',
      invitedFrom: hoursAgo(2),
      ending: { presence: 'gone', outcome: 'converged' },
    },
  ])('$reason', ({ change, presence, invitedFrom, ending }) => {
    const link = { presence, ...(invitedFrom ? { invitedFrom } : {}) };
    expect(endingWhenAbsent(change, link, now)).toMatchObject(ending);
  });
});
