import { describe, expect, it } from '@jest/globals';
import { applied } from '../../../../test/builders/account-situation.js';
import type { Change } from '../plan/change.js';
import { costOf } from './estimate.js';

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
      reason: 'nothing where it is looked up who administers',
      change: { kind: 'readAdministrators' },
      calls: {},
    },
  ])('is told for $reason', ({ change, calls }) => {
    expect(costOf(change)).toEqual({ calls, texts: 0 });
  });
});
