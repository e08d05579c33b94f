import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { claimKey } from '../identity.js';
import { withGroupDemand } from '../policy/demanded.js';
import { settingsSchema } from '../settings.js';
import type { Plan } from './change.js';
import { planGroup } from './group.js';
import type { GroupSituation, LinkView, RoleGroupView, RoleMembers } from './situation.js';

const now = new Date('2026-01-01T12:00:00Z');
const secondsAgo = (n: number) => new Date(now.getTime() - n * 1_000);
const fields = { name: 'Captain', roleGroup: 'SCIM' };
const none: LinkView = { presence: 'none' };
const there: LinkView = { presence: 'present', externalId: '7', applied: { ...fields } };
const many = (n: number) => Array.from({ length: n }, (_, place) => `u-${String(place)}`);

interface Options {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly group?: JsonObject | null;
  readonly members?: Partial<RoleMembers>;
  readonly roleGroup?: RoleGroupView | undefined;
  readonly linkKind?: GroupSituation['linkKind'];
  readonly settings?: object;
}

function situation(options: Options): GroupSituation {
  const { link = there, group = { displayName: 'Captain' }, members = {}, linkKind = 'role' } = options;
  const { settings = { groups: { as: 'roles' } } } = options;
  const roleGroup = 'roleGroup' in options ? options.roleGroup : { id: 3, others: [] };
  const { joining = [] } = members;
  return {
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse(settings),
    now,
    identity: { id: 'r' },
    link,
    linkKind,
    ...(group ? { group } : {}),
    ...(roleGroup ? { roleGroup } : {}),
    members: {
      joining,
      joiningInAll: joining.length,
      leaving: [],
      takenOut: 0,
      placed: [],
      placedInAll: members.placed?.length ?? 0,
      wanted: joining.length,
      onTheWay: false,
      awaited: false,
      digest: 'd',
      ...members,
    },
    parents: [],
    steps: [],
    heads: [],
    yields: false,
    cyclic: false,
    occupied: false,
  };
}

const planned = (options: Options): Plan => planGroup(situation(options));
const inStep = { presence: 'present', outcome: 'converged' };
const goesOn = { presence: 'present', outcome: 'retry', dueInMs: 0 };
const waits = { presence: 'present', outcome: 'waiting', reason: 'members' };

describe('the role of a Group', () => {
  it.each<{ reason: string; options: Options; change?: object; ending: object }>([
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
    const plan = planned(options);
    if (change) expect(plan.change).toEqual(change);
    else expect(plan.change).toBeUndefined();
    expect(plan.ending).toMatchObject(ending);
  });

  it('has its name to itself, until it is gone', () => {
    const key = claimKey('c', 'roleName', 'Captain');
    const keys = (options: Options) => planned(options).claims.map((one) => one.key);
    expect(keys({ link: none })).toEqual([key]);
    expect(keys({})).toEqual([key]);
    expect(keys({ group: null, members: { placed: ['a'] } })).toEqual([key]);
    expect(keys({ group: null })).toEqual([]);
  });

  it.each<{ reason: string; options: Options; becomes: string | undefined; change: string | undefined }>([
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
    const plan = planned(options);
    expect([plan.becomes, plan.change?.kind]).toEqual([becomes, change]);
    // What goes to make room for something else is looked at again at once.
    if (becomes === undefined) expect(plan.ending).toMatchObject({ presence: 'gone', outcome: 'retry' });
  });

  it.each<{ reason: string; options: Options; kind: string | undefined }>([
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
    const seen = situation(options);
    expect(withGroupDemand(seen, planGroup(seen)).demand?.kind).toBe(kind);
  });

  it('asks for as many as it loses, whatever comes first', () => {
    const units = (options: Options) => {
      const seen = situation(options);
      return withGroupDemand(seen, planGroup(seen)).demand?.units;
    };
    const members = { leaving: many(101), takenOut: 250 };
    expect(units({ members })).toBe(250);
    expect(units({ group: { displayName: 'Mate' }, members })).toBe(250);
    expect(units({ members: { joining: many(20) } })).toBe(1);
  });

  it('is another desire where other people are to be in it, and the same one while they come', () => {
    const print = (options: Options) => {
      const seen = situation(options);
      return withGroupDemand(seen, planGroup(seen)).demand?.fingerprint;
    };
    const first = print({ link: none, members: { joining: ['a', 'b'] } });
    expect(print({ members: { joining: ['b'] } })).toBe(first);
    expect(print({ members: { joining: ['b'], digest: 'e' } })).not.toBe(first);
  });
});
