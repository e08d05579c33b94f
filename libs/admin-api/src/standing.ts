import { z } from 'zod';

/** How a person or department stands, in the one word told to people. */
export const standingSchema = z.enum(['inStep', 'onTheWay', 'waiting', 'held', 'blocked']);

export const kindSchema = z.enum(['account', 'department', 'role']);
export const presenceSchema = z.enum(['none', 'creating', 'invited', 'present', 'leaving', 'gone']);
export const outcomeSchema = z.enum(['converged', 'retry', 'waiting', 'held', 'blocked']);

const waitReasons = [
  'department',
  'departmentPending',
  'parent',
  'manager',
  'head',
  'members',
  'empty',
  'invitation',
  'grace',
  'headcount',
  'departmentCount',
] as const;

export type WaitReason = (typeof waitReasons)[number];

const blockReasons = [
  'noName',
  'nameRefused',
  'noMobile',
  'mobileInvalid',
  'mobileTaken',
  'mobileChange',
  'emailTaken',
  'emailInvalid',
  'telephoneTaken',
  'noDepartment',
  'departmentMissing',
  'departmentFull',
  'departmentsRefused',
  'managerRefused',
  'positionManaged',
  'outOfAppScope',
  'isAdministrator',
  'lastDepartment',
  'normalAccount',
  'nameTaken',
  'departmentCycle',
  'parentMissing',
  'treeTooDeep',
  'foreignMembers',
  'foreignChildren',
  'unlinked',
  'rejected',
] as const;

export type BlockReason = (typeof blockReasons)[number];

const holdReasons = ['budget', 'run', 'dryRun', 'dropped'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Why it waits, is held or is blocked, or shows something else than usual although it is in step. */
export const reasonSchema = z.enum([
  ...waitReasons,
  ...blockReasons,
  ...holdReasons,
  'outOfScope',
  'ignored',
  'kept',
  'holding',
  'removed',
  'disabled',
]);

/** A field that is not in step although all else is, by DingTalk's name. */
export const fieldFaultSchema = z
  .strictObject({
    field: z.string(),
    fault: z.enum(['tooLong', 'unreadable', 'notClearable', 'notSettable', 'taken']),
  })
  .readonly();
