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

const { inStep, goesOn, waits } = roleEndings;

describe('the people of a role', () => {
  it.each<{ reason: string; options: RoleRow; ending: object }>([
    { reason: 'nobody is to join: a new role is in step', options: { link: none }, ending: inStep },
    {
      reason: 'nobody can join yet: a new role is told to wait',
      options: { link: none, members: { awaited: true } },
      ending: waits,
    },
    {
      reason: 'more go than one call takes: the others go next',
      options: { members: { leaving: many(101) } },
      ending: goesOn,
    },
    {
      reason: 'as many go as one call takes',
      options: { members: { leaving: many(100) } },
      ending: inStep,
    },
    {
      reason: 'somebody goes and somebody joins: who joins is next',
      options: { members: { leaving: ['a'], joining: ['b'] } },
      ending: goesOn,
    },
    {
      reason: 'somebody goes and somebody is not there yet',
      options: { members: { leaving: ['a'], awaited: true } },
      ending: waits,
    },
  ])('$reason', ({ options, ending }) => {
    expect(plannedRole(options).ending).toMatchObject(ending);
  });

  it.each([
    { seconds: 0, dueInMs: 30_000 },
    { seconds: 10, dueInMs: 20_000 },
    { seconds: 30, dueInMs: undefined },
  ])('wait for others since $seconds s, and for the rest of half a minute', ({ seconds, dueInMs }) => {
    const members = { joining: ['a'], onTheWay: true, awaited: true };
    const { change, ending } = plannedRole({ link: { ...there, settleFrom: secondsAgo(seconds) }, members });
    if (dueInMs === undefined) expect(change).toMatchObject({ kind: 'addRoleMembers', userIds: ['a'] });
    else expect([change, ending]).toEqual([undefined, { ...waits, dueInMs, settling: true }]);
  });

  it('go out a hundred a call where the role is to go', () => {
    const { change } = plannedRole({ group: null, members: { placed: many(101) } });
    expect(change).toMatchObject({ kind: 'removeRoleMembers', roleId: 7, userIds: many(100), fields });
  });
});

describe('a role that cannot be', () => {
  it.each([
    { reason: 'of no name', group: { displayName: ' ' } },
    { reason: 'of a name that is no text', group: { displayName: 7 } },
  ])('$reason is told as such, there or not, and goes on holding what it has', ({ group }) => {
    const told = (options: RoleRow) => {
      const { change, ending, claims } = plannedRole({ group, ...options });
      return [change, ending.presence, ending.outcome, ending.reason, claims.length];
    };
    expect(told({ link: none })).toEqual([undefined, 'none', 'blocked', 'noName', 0]);
    expect(told({ link: { presence: 'gone' } })).toEqual([undefined, 'gone', 'blocked', 'noName', 0]);
    expect(told({})).toEqual([undefined, 'present', 'blocked', 'noName', 1]);
  });

  it.each<{ reason: string; roleGroup: RoleRow['roleGroup'] }>([
    { reason: 'while its role group is looked for', roleGroup: undefined },
    { reason: 'while its role group is made', roleGroup: { id: null, others: [] } },
    { reason: 'where another role has its name', roleGroup: { id: 3, others: ['Captain'] } },
  ])('holds no name $reason', ({ roleGroup }) => {
    expect(plannedRole({ link: none, roleGroup }).claims).toEqual([]);
  });
});

describe('a role that was there once', () => {
  const gone = { ...there, presence: 'gone' } as const;

  it('is made anew, not looked for under its old number', () => {
    expect(plannedRole({ link: gone }).change).toMatchObject({ kind: 'createRole', groupId: 3, fields });
  });

  it('is nothing to delete, and holds nothing', () => {
    const { change, ending, claims } = plannedRole({ link: gone, group: null });
    expect([change, ending.presence, ending.outcome, claims]).toEqual([undefined, 'gone', 'converged', []]);
  });
});
