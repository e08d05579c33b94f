import { describe, expect, it } from '@jest/globals';
import {
  fields,
  many,
  none,
  plannedRole,
  roleEndings,
  secondsAgo,
  there,
} from '../../../../test/builders/role-situation.js';
import type { RoleRow } from '../../../../test/builders/role-situation.js';
import { claimKey } from '../identity.js';

const { inStep, goesOn, waits } = roleEndings;

describe('the role of a Group', () => {
  it.each<{ reason: string; options: RoleRow; change?: object; ending: object }>([
    {
      reason: 'is not made before it is known which roles its role group has',
      options: { link: none, roleGroup: undefined },
      change: { kind: 'readRoleGroup', name: 'SCIM' },
      ending: { presence: 'none', outcome: 'retry' },
    },
    {
      reason: 'has its role group made where there is none',
      options: { link: none, roleGroup: { id: null, others: [] } },
      change: { kind: 'makeRoleGroup', name: 'SCIM' },
      ending: { presence: 'none', outcome: 'retry' },
    },
    {
      reason: 'is made in it, and has its people afterwards',
      options: { link: none, members: { joining: ['a'] } },
      change: { kind: 'createRole', groupId: 3, fields, people: 1 },
      ending: goesOn,
    },
    {
      reason: 'is not made where a role of the name is none of ours',
      options: { link: none, roleGroup: { id: 3, others: ['Captain'] } },
      ending: { presence: 'none', outcome: 'blocked', reason: 'nameTaken' },
    },
    {
      reason: 'needs a name',
      options: { link: none, group: { displayName: ' ' } },
      ending: { presence: 'none', outcome: 'blocked', reason: 'noName' },
    },
    {
      reason: 'is looked for where nobody knows whether it was made',
      options: { link: { presence: 'creating', applied: { ...fields } } },
      change: { kind: 'findRole', fields },
      ending: inStep,
    },
    {
      reason: 'is looked at where nobody knows what the last change came to',
      options: { link: { ...there, doubtful: true } },
      change: { kind: 'readRole', roleId: 7, fields },
      ending: inStep,
    },
    {
      reason: 'is renamed in place',
      options: { group: { displayName: ' First  Mate ' } },
      change: {
        kind: 'updateRole',
        roleId: 7,
        fields: { name: 'First Mate', roleGroup: 'SCIM' },
        leaving: 0,
      },
      ending: goesOn,
    },
    {
      reason: 'stays in the role group that it was made in',
      options: { settings: { groups: { as: 'roles', roleGroup: 'Other' } }, members: { joining: ['a'] } },
      change: { kind: 'addRoleMembers', roleId: 7, userIds: ['a'], fields, people: 1 },
      ending: inStep,
    },
    {
      reason: 'takes twenty people with one call',
      options: { members: { joining: many(21), joiningInAll: 40 } },
      change: { kind: 'addRoleMembers', roleId: 7, userIds: many(20), fields, people: 40 },
      ending: goesOn,
    },
    {
      reason: 'lets a hundred go with one call, before others come',
      options: { members: { leaving: many(101), takenOut: 250, joining: ['a'] } },
      change: { kind: 'removeRoleMembers', roleId: 7, userIds: many(100), fields, people: 250 },
      ending: goesOn,
    },
    {
      reason: 'is in step when the last batch is done',
      options: { members: { leaving: ['a'] } },
      change: { kind: 'removeRoleMembers', roleId: 7, userIds: ['a'], fields, people: 1 },
      ending: inStep,
    },
    {
      reason: 'waits a moment for others who are on the way',
      options: { members: { joining: ['a'], onTheWay: true, awaited: true } },
      ending: { ...waits, dueInMs: 30_000, settling: true },
    },
    {
      reason: 'waits no longer than that moment',
      options: {
        link: { ...there, settleFrom: secondsAgo(31) },
        members: { joining: ['a'], onTheWay: true, awaited: true },
      },
      change: { kind: 'addRoleMembers', roleId: 7, userIds: ['a'], fields, people: 1 },
      ending: { ...waits, settling: false },
    },
    {
      reason: 'does not wait for others where the call is full',
      options: { members: { joining: many(20), onTheWay: true, awaited: true } },
      change: { kind: 'addRoleMembers', roleId: 7, userIds: many(20), fields, people: 20 },
      ending: waits,
    },
    {
      reason: 'is told to wait for whoever is not there',
      options: { members: { awaited: true } },
      ending: { ...waits, dueInMs: 600_000, settling: false },
    },
    {
      reason: 'that is to go loses our people first',
      options: { group: null, members: { placed: ['a'] } },
      change: { kind: 'removeRoleMembers', roleId: 7, userIds: ['a'], fields, people: 1 },
      ending: { presence: 'leaving', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'goes when they have',
      options: { group: null, link: { ...there, presence: 'leaving' } },
      change: { kind: 'deleteRole', roleId: 7 },
      ending: { presence: 'gone', outcome: 'converged' },
    },
    {
      reason: 'that was never made never was',
      options: { group: null, link: none },
      ending: { presence: 'gone', outcome: 'converged' },
    },
    {
      reason: 'that was leaving is wanted again',
      options: { link: { ...there, presence: 'leaving' } },
      ending: inStep,
    },
    {
      reason: 'goes where its Group is to have no part in DingTalk',
      options: { settings: { groups: { as: 'ignored' } } },
      change: { kind: 'deleteRole', roleId: 7 },
      ending: { presence: 'gone', outcome: 'converged', reason: 'ignored' },
    },
    {
      reason: 'stays where nothing is to happen to what is synced no more',
      options: {
        settings: { groups: { as: 'ignored' }, leavers: { outOfScope: { action: 'nothing' } } },
      },
      ending: { presence: 'present', outcome: 'converged', reason: 'kept' },
    },
  ])('$reason', ({ options, change, ending }) => {
    const plan = plannedRole(options);
    if (change) expect(plan.change).toEqual(change);
    else expect(plan.change).toBeUndefined();
    expect(plan.ending).toMatchObject(ending);
  });

  it('has its name to itself, until it is gone', () => {
    const key = claimKey('c', 'roleName', 'Captain');
    const keys = (options: RoleRow) => plannedRole(options).claims.map((one) => one.key);
    expect(keys({ link: none })).toEqual([key]);
    expect(keys({})).toEqual([key]);
    expect(keys({ group: null, members: { placed: ['a'] } })).toEqual([key]);
    expect(keys({ group: null })).toEqual([]);
  });
});
