import { describe, expect, it } from '@jest/globals';
import { many, none, plannedRole, roleSituation } from '../../../../test/builders/role-situation.js';
import type { RoleRow } from '../../../../test/builders/role-situation.js';
import { withGroupDemand } from '../policy/demanded.js';
import { planGroup } from './group.js';

describe('the role of a Group', () => {
  it.each<{ reason: string; options: RoleRow; becomes: string | undefined; change: string | undefined }>([
    {
      reason: 'a Link that never was a department becomes a role at once',
      options: { linkKind: 'department', link: none },
      becomes: 'role',
      change: 'createRole',
    },
    {
      reason: 'what a department was before is forgotten',
      options: {
        linkKind: 'department',
        link: { presence: 'gone', externalId: '7', applied: { name: 'x', parentId: 1 }, mark: 's:r' },
      },
      becomes: 'role',
      change: 'createRole',
    },
    {
      reason: 'a department that is there goes first',
      options: {
        linkKind: 'department',
        link: { presence: 'present', externalId: '7', applied: { name: 'Captain', parentId: 1 } },
      },
      becomes: undefined,
      change: 'deleteDepartment',
    },
    {
      reason: 'a role that is there goes first',
      options: { settings: {} },
      becomes: undefined,
      change: 'deleteRole',
    },
    {
      reason: 'a role that is gone becomes a department',
      options: { settings: {}, link: { presence: 'gone', externalId: '7' } },
      becomes: 'department',
      change: 'createDepartment',
    },
  ])('is never a department too: $reason', ({ options, becomes, change }) => {
    const plan = plannedRole(options);
    expect([plan.becomes, plan.change?.kind]).toEqual([becomes, change]);
    // What goes to make room for something else is looked at again at once.
    if (becomes === undefined) expect(plan.ending).toMatchObject({ presence: 'gone', outcome: 'retry' });
  });

  it.each<{ reason: string; options: RoleRow; kind: string | undefined }>([
    { reason: 'a role group and a role are made', options: { link: none }, kind: 'creates' },
    {
      reason: 'the group first',
      options: { link: none, roleGroup: { id: null, others: [] } },
      kind: 'creates',
    },
    { reason: 'people come', options: { members: { joining: ['a'] } }, kind: 'updates' },
    { reason: 'people go who leave DingTalk', options: { members: { leaving: ['a'] } }, kind: 'updates' },
    {
      reason: 'people are taken out of it',
      options: { members: { leaving: ['a'], takenOut: 1 } },
      kind: 'roleRemovals',
    },
    {
      reason: 'it is renamed first, and people are taken out of it then',
      options: { group: { displayName: 'Mate' }, members: { leaving: ['a'], takenOut: 1 } },
      kind: 'roleRemovals',
    },
    {
      reason: 'they go because the role does',
      options: { group: null, members: { placed: ['a'] } },
      kind: 'departmentDeletes',
    },
    { reason: 'the role goes', options: { group: null }, kind: 'departmentDeletes' },
    { reason: 'somebody only looks', options: { link: none, roleGroup: undefined }, kind: undefined },
  ])('asks the policy where $reason', ({ options, kind }) => {
    const seen = roleSituation(options);
    expect(withGroupDemand(seen, planGroup(seen)).demand?.kind).toBe(kind);
  });

  it('asks for as many as it loses, whatever comes first', () => {
    const units = (options: RoleRow) => {
      const seen = roleSituation(options);
      return withGroupDemand(seen, planGroup(seen)).demand?.units;
    };
    const members = { leaving: many(101), takenOut: 250 };
    expect(units({ members })).toBe(250);
    expect(units({ group: { displayName: 'Mate' }, members })).toBe(250);
    expect(units({ members: { joining: many(20) } })).toBe(1);
  });

  it('is another desire where other people are to be in it, and the same one while they come', () => {
    const print = (options: RoleRow) => {
      const seen = roleSituation(options);
      return withGroupDemand(seen, planGroup(seen)).demand?.fingerprint;
    };
    const first = print({ link: none, members: { joining: ['a', 'b'] } });
    expect(print({ members: { joining: ['b'] } })).toBe(first);
    expect(print({ members: { joining: ['b'], digest: 'e' } })).not.toBe(first);
  });
});
