import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { planGroup } from './group.js';
import type { GroupSituation, LinkView } from './situation.js';

const now = new Date('2026-01-01T12:00:00Z');
const navy = '00000000-0000-4000-8000-000000000001';
const there: LinkView = { presence: 'present', externalId: '7', applied: { name: 'Navy', parentId: 1 } };

interface Options {
  readonly policy?: object;
  readonly occupied?: boolean;
  /** null: the Resource is deleted. */
  readonly group?: JsonObject | null;
  readonly inside?: boolean;
  readonly settings?: object;
  readonly path?: GroupSituation['path'];
}

function planned(link: LinkView, options: Options = {}) {
  const {
    policy = {},
    occupied = false,
    group = { displayName: 'Navy' },
    inside = false,
    settings = {},
  } = options;
  const situation: GroupSituation = {
    linkKind: 'department',
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({
      scope: { excludedGroups: [navy] },
      leavers: { outOfScope: policy },
      ...settings,
    }),
    now,
    identity: { id: 'r' },
    link,
    scopeGroups: inside ? [] : [navy],
    ...(group ? { group } : {}),
    ...(options.path ? { path: options.path } : {}),
    parents: [],
    steps: [],
    heads: [],
    yields: false,
    cyclic: false,
    occupied,
  };
  return planGroup(situation);
}

const byNames = { departments: { kind: 'groupNames' } };

describe('the department of a Group that is synced no more', () => {
  it.each<{
    reason: string;
    link: LinkView;
    options?: Options;
    change?: object;
    ending: object;
  }>([
    {
      reason: 'was never made, and is not',
      link: { presence: 'none' },
      ending: { presence: 'none', outcome: 'converged', reason: 'outOfScope' },
    },
    {
      reason: 'goes when it is empty',
      link: there,
      change: { kind: 'deleteDepartment', departmentId: 7 },
      ending: { presence: 'gone', outcome: 'converged', reason: 'outOfScope' },
    },
    {
      reason: 'goes, and is looked at once more where it stood for a path: others may lead through it',
      link: there,
      options: { path: { segments: ['Army', 'Navy'], wanted: false } },
      change: { kind: 'deleteDepartment', departmentId: 7 },
      ending: { presence: 'gone', outcome: 'retry', dueInMs: 0 },
    },
    {
      reason: 'is left to those whose paths lead through it',
      link: there,
      options: { path: { segments: ['Navy'], wanted: true }, settings: byNames },
      ending: { presence: 'present', outcome: 'converged', reason: 'kept' },
    },
    {
      reason: 'is left to them, and waits for what it lies in as any other does',
      link: there,
      options: { path: { segments: ['Army', 'Navy'], wanted: true }, settings: byNames },
      ending: { presence: 'present', outcome: 'waiting', reason: 'parent' },
    },
    {
      reason: 'is left to them, and waits to be something else',
      link: there,
      options: {
        inside: true,
        path: { segments: ['Navy'], wanted: true },
        settings: { ...byNames, groups: { as: 'roles' } },
      },
      ending: { presence: 'present', outcome: 'waiting', reason: 'empty', dueInMs: 600_000 },
    },
    {
      reason: 'waits until its people have gone',
      link: there,
      options: { occupied: true },
      ending: { presence: 'leaving', outcome: 'waiting', reason: 'empty' },
    },
    {
      reason: 'has time to come back',
      link: there,
      options: { policy: { graceSeconds: 60 } },
      ending: { presence: 'present', outcome: 'waiting', reason: 'grace', dueInMs: 60_000 },
    },
    {
      reason: 'stays where nothing is to happen',
      link: there,
      options: { policy: { action: 'nothing' } },
      ending: { presence: 'present', outcome: 'converged', reason: 'kept' },
    },
    {
      reason: 'is looked for first where nobody knows whether it is there',
      link: { presence: 'creating', applied: { name: 'Navy', parentId: 1 } },
      change: { kind: 'findDepartment' },
      ending: { presence: 'present', outcome: 'converged' },
    },
    {
      reason: 'whose Group is deleted goes at once, whatever the policy',
      link: there,
      options: { group: null, policy: { action: 'nothing', graceSeconds: 60 } },
      change: { kind: 'deleteDepartment', departmentId: 7 },
      ending: { presence: 'gone', outcome: 'converged' },
    },
    {
      reason: 'is told as ignored where its Group is to have no part in DingTalk',
      link: { presence: 'none' },
      options: { inside: true, settings: { groups: { ignored: 'displayName sw "Na"' } } },
      ending: { presence: 'none', outcome: 'converged', reason: 'ignored' },
    },
    {
      reason: 'is told as ignored where the tree is not made of Groups',
      link: { presence: 'none' },
      options: { inside: true, settings: { departments: { kind: 'none' } } },
      ending: { presence: 'gone', outcome: 'converged', reason: 'ignored' },
    },
    {
      reason: 'goes when its Group is ignored from now on',
      link: there,
      options: { inside: true, settings: { groups: { as: 'ignored' } } },
      change: { kind: 'deleteDepartment', departmentId: 7 },
      ending: { presence: 'gone', outcome: 'converged', reason: 'ignored' },
    },
    {
      reason: 'is as any other inside the scope',
      link: there,
      options: { inside: true },
      ending: { presence: 'present', outcome: 'converged' },
    },
  ])('$reason', ({ link, options, change, ending }) => {
    const plan = planned(link, options);
    if (change) expect(plan.change).toMatchObject(change);
    else expect(plan.change).toBeUndefined();
    expect(plan.ending).toMatchObject(ending);
  });

  it('counts for nobody any more, unless it has time to come back', () => {
    expect(planned(there).outOfScope).toBe(true);
    expect(planned(there, { policy: { action: 'nothing' } }).outOfScope).toBe(true);
    expect(planned(there, { policy: { graceSeconds: 60 } }).outOfScope ?? false).toBe(false);
    expect(planned(there, { inside: true }).outOfScope ?? false).toBe(false);
  });

  it('goes on holding its name until it is deleted', () => {
    expect(planned(there, { policy: { graceSeconds: 60 } }).claims).toHaveLength(1);
    expect(planned(there, { policy: { action: 'nothing' } }).claims).toHaveLength(1);
    expect(planned(there).claims).toEqual([]);
  });
});
