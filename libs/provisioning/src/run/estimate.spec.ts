import { describe, expect, it } from '@jest/globals';
import { applied } from '../../../../test/builders/account-situation.js';
import type { Change } from '../plan/change.js';
import { costOf } from './estimate.js';

const crew = { name: 'Crew', parentId: 1 };
const role = { name: 'Captain', roleGroup: 'SCIM' };
const update = (set: object, keepForeign: boolean): Change => ({
  kind: 'updateAccount',
  userId: 'u',
  set,
  clear: [],
  fields: applied(),
  keepForeign,
});
const joining = (people: number): Change => ({
  kind: 'addRoleMembers',
  roleId: 7,
  userIds: [],
  fields: role,
  people,
});

describe('what a change costs', () => {
  it('is a text to whoever is made, and to nobody else', () => {
    expect(costOf({ kind: 'createAccount', userIds: ['u'], fields: applied() })).toEqual({
      calls: { createUser: 1 },
      texts: 1,
    });
    expect(costOf({ kind: 'deleteAccount', userId: 'u' }).texts).toBe(0);
  });

  it.each<{ reason: string; change: Change; calls: object }>([
    { reason: 'an update', change: update({ title: 'x' }, false), calls: { updateUser: 1 } },
    {
      reason: 'an update of an account that others have put into their departments',
      change: update({ title: 'x' }, true),
      calls: { updateUser: 1 },
    },
    {
      reason: 'a move of one: theirs are read first',
      change: update({ departmentIds: [7] }, true),
      calls: { updateUser: 1, getUser: 1 },
    },
    {
      reason: 'a move of one who lies in ours only',
      change: update({ departmentIds: [7] }, false),
      calls: { updateUser: 1 },
    },
    {
      reason: 'a role with 21 people, twenty a call',
      change: { kind: 'createRole', groupId: 3, fields: role, people: 21 },
      calls: { createRole: 1, addRoles: 2 },
    },
    {
      reason: 'a role without people',
      change: { kind: 'createRole', groupId: 3, fields: role, people: 0 },
      calls: { createRole: 1 },
    },
    { reason: 'twenty people for a role', change: joining(20), calls: { addRoles: 1 } },
    {
      reason: 'an account that is disabled',
      change: { kind: 'disableAccount', userId: 'u' },
      calls: { disableAccount: 1 },
    },
    {
      reason: 'an account that is enabled',
      change: { kind: 'enableAccount', userId: 'u' },
      calls: { enableAccount: 1 },
    },
    {
      reason: 'a new department',
      change: { kind: 'createDepartment', sourceIdentifier: 's:g', fields: crew },
      calls: { createDepartment: 1 },
    },
    {
      reason: 'another name of a department',
      change: { kind: 'updateDepartment', departmentId: 7, set: { name: 'Crew' }, fields: crew },
      calls: { updateDepartment: 1 },
    },
    {
      reason: 'a department that goes: what lies below it is looked for first',
      change: { kind: 'deleteDepartment', departmentId: 7 },
      calls: { listSubDepartments: 1, deleteDepartment: 1 },
    },
    {
      reason: 'a role group',
      change: { kind: 'makeRoleGroup', name: 'SCIM' },
      calls: { createRoleGroup: 1 },
    },
    {
      reason: 'another name of a role',
      change: { kind: 'updateRole', roleId: 7, fields: role, leaving: 0 },
      calls: { renameRole: 1 },
    },
    {
      reason: 'a role that goes: its people are looked for first',
      change: { kind: 'deleteRole', roleId: 7 },
      calls: { listRoleMembers: 1, deleteRole: 1 },
    },
    {
      reason: 'a role that is looked for',
      change: { kind: 'findRole', fields: role },
      calls: { listRoles: 1 },
    },
    {
      reason: 'a role group that is looked for',
      change: { kind: 'readRoleGroup', name: 'SCIM' },
      calls: { listRoles: 1 },
    },
    {
      reason: 'a role that is looked at',
      change: { kind: 'readRole', roleId: 7, fields: role },
      calls: { listRoleMembers: 1 },
    },
    {
      reason: 'an account that is looked for',
      change: { kind: 'findAccount', userId: 'u', fields: applied() },
      calls: { getUser: 1 },
    },
    {
      reason: 'an account that is taken over',
      change: { kind: 'adoptAccount', userId: 'u', keys: [], person: {} },
      calls: { getUser: 1 },
    },
    {
      reason: 'a department that is taken over',
      change: { kind: 'adoptDepartment', departmentId: 7 },
      calls: { listSubDepartments: 1 },
    },
    {
      reason: 'nothing where it is looked up who administers',
      change: { kind: 'readAdministrators' },
      calls: {},
    },
  ])('is told for $reason', ({ change, calls }) => {
    expect(costOf(change)).toEqual({ calls, texts: 0 });
  });
});
