import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { seeded } from '../../../../test/support/seeded.js';
import type { Seeded } from '../../../../test/support/seeded.js';
import { claimKey } from '../identity.js';
import { mayMove } from '../link.js';
import type { Presence } from '../link.js';
import { settingsSchema } from '../settings.js';
import type { DepartmentFields, Plan } from './change.js';
import { planDepartment } from './department.js';
import type { DepartmentSource } from '../tree/source.js';
import type { DepartmentSituation, HeadReference, LinkView, Reference, StepReference } from './situation.js';

const navy: JsonObject = { displayName: 'Navy' };
const parent = (id: number): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'present',
  outcome: 'converged',
  externalId: String(id),
});
const pending = (id: number): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'none',
  outcome: 'retry',
});
const applied = (changes: Partial<DepartmentFields> = {}): DepartmentFields => ({
  name: 'Navy',
  parentId: 1,
  ...changes,
});
const present = (fields = applied(), changes: Partial<LinkView> = {}): LinkView => ({
  presence: 'present',
  externalId: '7',
  applied: { ...fields },
  ...changes,
});
const none: LinkView = { presence: 'none' };

interface Row {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly group?: JsonObject | null;
  readonly parents?: readonly Reference[];
  readonly cyclic?: boolean;
  readonly occupied?: boolean;
  readonly rootDepartmentId?: number;
  readonly source?: DepartmentSource;
  readonly path?: DepartmentSituation['path'];
  readonly steps?: readonly StepReference[];
  readonly heads?: readonly HeadReference[];
}

function situationOf(row: Row): DepartmentSituation {
  return {
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({
      rootDepartmentId: row.rootDepartmentId,
      departments: row.source,
    }),
    now: new Date('2026-01-01T12:00:00Z'),
    identity: { id: 'r', externalId: 'E' },
    link: row.link ?? none,
    ...(row.group === null ? {} : { group: row.group ?? navy }),
    parents: row.parents ?? [],
    steps: row.steps ?? [],
    heads: row.heads ?? [],
    yields: false,
    ...(row.path ? { path: row.path } : {}),
    cyclic: row.cyclic ?? false,
    occupied: row.occupied ?? false,
  };
}

const create = (fields = applied()) => ({ kind: 'createDepartment', sourceIdentifier: 's:E', fields });
const find = { kind: 'findDepartment', sourceIdentifier: 's:E', fields: applied() };
const remove = { kind: 'deleteDepartment', departmentId: 7 };
const update = (set: Partial<DepartmentFields>) => ({
  kind: 'updateDepartment',
  departmentId: 7,
  set,
  fields: applied(set),
});
const converged = (presence: Presence) => ({ presence, outcome: 'converged', settling: false });
const waiting = (presence: Presence, reason: string, waitingOn: string) => ({
  presence,
  outcome: 'waiting',
  reason,
  waitingOn,
  dueInMs: 600_000,
  settling: false,
});
const blocked = (presence: Presence, reason: string) => ({
  presence,
  outcome: 'blocked',
  reason,
  dueInMs: 86_400_000,
  settling: false,
});

describe('the plan for a department', () => {
  it.each<Row & { reason: string; change?: object; ending: object }>([
    { reason: 'makes it below the root', change: create(), ending: converged('present') },
    {
      reason: 'makes it below the root of its own',
      rootDepartmentId: 4,
      change: create(applied({ parentId: 4 })),
      ending: converged('present'),
    },
    {
      reason: 'makes it below its parent',
      parents: [parent(3)],
      change: create(applied({ parentId: 3 })),
      ending: converged('present'),
    },
    {
      reason: 'makes it below the first of several parents',
      parents: [parent(9), parent(3)],
      change: create(applied({ parentId: 9 })),
      ending: converged('present'),
    },
    {
      reason: 'waits for its parent',
      parents: [pending(3)],
      ending: waiting('none', 'parent', 'present:g3'),
    },
    {
      reason: 'waits for the first parent, not for whichever comes: the tree must not depend on luck',
      parents: [pending(3), parent(9)],
      ending: waiting('none', 'parent', 'present:g3'),
    },
    {
      reason: 'leaves it where it is until a new parent comes',
      link: present(),
      parents: [pending(3)],
      ending: waiting('present', 'parent', 'present:g3'),
    },
    { reason: 'leaves it alone when in step', link: present(), ending: converged('present') },
    {
      reason: 'renames and moves it in one call',
      link: present(applied({ name: 'Fleet', parentId: 2 })),
      parents: [parent(3)],
      change: update({ name: 'Navy', parentId: 3 }),
      ending: converged('present'),
    },
    {
      reason: 'renames it by the name DingTalk can take',
      link: present(),
      group: { displayName: 'Navy-Blue' },
      change: update({ name: 'Navy–Blue' }),
      ending: converged('present'),
    },
    {
      reason: 'moves it to the root when its parent is gone',
      link: present(applied({ parentId: 3 })),
      change: update({ parentId: 1 }),
      ending: converged('present'),
    },
    { reason: 'tells that it has no name', group: { displayName: ' ' }, ending: blocked('none', 'noName') },
    {
      reason: 'tells that it has no name any more, and leaves the old one',
      link: present(),
      group: {},
      ending: blocked('present', 'noName'),
    },
    { reason: 'tells that it lies in itself', cyclic: true, ending: blocked('none', 'departmentCycle') },
    {
      reason: 'tells that it lies in itself, and leaves it where it was',
      link: present(),
      cyclic: true,
      parents: [parent(3)],
      ending: blocked('present', 'departmentCycle'),
    },
    {
      reason: 'looks for it when nobody knows whether it was made',
      link: { presence: 'creating', applied: { ...applied() } },
      group: { displayName: 'Fleet' },
      change: find,
      ending: converged('present'),
    },
    {
      reason: 'looks for it although it is deleted: else it would stay for ever',
      link: { presence: 'creating', applied: { ...applied() } },
      group: null,
      change: find,
      ending: converged('present'),
    },
    {
      reason: 'makes it again when somebody removed it in DingTalk',
      link: { presence: 'gone', externalId: '7' },
      change: create(),
      ending: converged('present'),
    },
    {
      reason: 'removes it when it is empty',
      link: present(),
      group: null,
      change: remove,
      ending: converged('gone'),
    },
    {
      reason: 'waits until people and departments have left it',
      link: present(),
      group: null,
      occupied: true,
      ending: waiting('leaving', 'empty', 'empty:7'),
    },
    {
      reason: 'removes it when the last has left',
      link: present(applied(), { presence: 'leaving' }),
      group: null,
      change: remove,
      ending: converged('gone'),
    },
    {
      reason: 'keeps one that was leaving and is wanted again: it is still there',
      link: present(applied({ name: 'Fleet' }), { presence: 'leaving' }),
      change: update({ name: 'Navy' }),
      ending: converged('present'),
    },
    { reason: 'forgets what was never made', group: null, ending: converged('gone') },
    {
      reason: 'forgets what is gone already, occupied or not',
      link: { presence: 'gone', externalId: '7' },
      group: null,
      occupied: true,
      ending: converged('gone'),
    },
  ])('$reason', (row) => {
    const plan = planDepartment(situationOf(row));
    expect({ change: plan.change, ending: plan.ending }).toEqual({ change: row.change, ending: row.ending });
  });
});

describe('a department that cannot be where it is wanted', () => {
  const way = { source: { kind: 'groupNames', separator: '/' }, group: { displayName: 'Sea/Navy' } } as const;
  const plan = (row: Row, nameAwaited = false) => planDepartment({ ...situationOf(row), nameAwaited });
  const aside = { kind: 'updateDepartment', departmentId: 7, set: { name: 'Navy 7' } };

  it('waits for whichever comes where nobody knows yet what is above it', () => {
    expect(plan(way).ending).toStrictEqual({
      presence: 'none',
      outcome: 'waiting',
      reason: 'parent',
      dueInMs: 600_000,
      settling: false,
    });
  });

  it.each<Row & { reason: string; awaited?: boolean; change: object | undefined }>([
    { reason: 'somebody waits for it', link: present(), parents: [pending(3)], change: aside },
    {
      reason: 'nobody waits for it',
      link: present(),
      parents: [pending(3)],
      awaited: false,
      change: undefined,
    },
    { reason: 'it is above itself', link: present(), cyclic: true, change: undefined },
    {
      reason: 'it is leaving',
      link: present(applied(), { presence: 'leaving' }),
      parents: [pending(3)],
      change: undefined,
    },
    { reason: 'there is none yet', link: none, parents: [pending(3)], change: undefined },
  ])('gives its name away or keeps it, where $reason', ({ awaited = true, change, ...row }) => {
    const is = plan(row, awaited).change;
    if (change) expect(is).toMatchObject(change);
    else expect(is).toBeUndefined();
  });
});

describe('a department that was there once', () => {
  it('is made again, whatever it was', () => {
    const link = present(applied({ name: 'Fleet' }), { presence: 'gone' });
    expect(planDepartment(situationOf({ link })).change).toEqual(create());
  });

  it('is found and made by the mark it was made with', () => {
    const marked = { kind: 'createDepartment', sourceIdentifier: 's:old' };
    expect(planDepartment(situationOf({ link: { ...none, mark: 's:old' } })).change).toMatchObject(marked);
    const link = present(applied(), { presence: 'creating', mark: 's:old' });
    expect(planDepartment(situationOf({ link })).change).toMatchObject({ sourceIdentifier: 's:old' });
  });

  it.each([
    { reason: 'it was never made', link: none },
    { reason: 'it has no id', link: { presence: 'present' } as const },
    { reason: 'it was only about to be', link: present(applied(), { presence: 'none' }) },
    { reason: 'it has gone', link: present(applied(), { presence: 'gone' }) },
  ])('is not deleted, and holds no name, where $reason', ({ link }) => {
    expect(planDepartment(situationOf({ link, group: null }))).toStrictEqual({
      ending: { presence: 'gone', outcome: 'converged', settling: false },
      claims: [],
    });
  });

  it('holds no name while another of its path is just being made', () => {
    expect(planDepartment({ ...situationOf({}), yields: true })).toStrictEqual({
      ending: { presence: 'none', outcome: 'retry', dueInMs: 1000, settling: false },
      claims: [],
    });
  });
});

describe('the name of a department below its parent', () => {
  const key = (parentId: number, name: string) => claimKey('c', 'name', `${String(parentId)}/${name}`);
  it.each<Row & { reason: string; claims: readonly string[] }>([
    { reason: 'is held by whoever is made', claims: [key(1, 'Navy')] },
    {
      reason: 'is the new one when renamed',
      link: present(applied({ name: 'Fleet' })),
      claims: [key(1, 'Navy')],
    },
    {
      reason: 'is still the old one while waiting for a new parent',
      link: present(),
      parents: [pending(3)],
      claims: [key(1, 'Navy')],
    },
    {
      reason: 'is kept while people are still in it',
      link: present(),
      group: null,
      occupied: true,
      claims: [key(1, 'Navy')],
    },
    { reason: 'is given back when it is removed', link: present(), group: null, claims: [] },
    { reason: 'is not held while waiting to be made', parents: [pending(3)], claims: [] },
  ])('$reason', (row) => {
    expect(planDepartment(situationOf(row)).claims).toEqual(
      row.claims.map((k) => ({ key: k, whenTaken: 'nameTaken' })),
    );
  });
});

describe('any situation of a department', () => {
  const each = (check: (row: Row) => void) => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      try {
        check(anyRow(seeded(seed)));
      } catch (error) {
        throw new Error(`seed ${String(seed)}: ${error instanceof Error ? error.message : ''}`, {
          cause: error,
        });
      }
    }
  };

  it('is in step once its plan is carried out: the next plan changes nothing and ends the same way', () => {
    each((row) => {
      const plan = planDepartment(situationOf(row));
      if (plan.change?.kind === 'findDepartment') return;
      const next = planDepartment(situationOf({ ...row, link: afterwards(row.link ?? none, plan) }));
      expect(next).toEqual({ ending: plan.ending, claims: plan.claims });
    });
  });

  it('never moves presence but along its table', () => {
    each((row) => {
      const from = (row.link ?? none).presence;
      const { change, ending } = planDepartment(situationOf(row));
      const begun = change?.kind === 'createDepartment' ? 'creating' : from;
      expect([from, begun, mayMove(from, begun)]).toEqual([from, begun, true]);
      expect([begun, ending.presence, mayMove(begun, ending.presence)]).toEqual([
        begun,
        ending.presence,
        true,
      ]);
    });
  });
});

function afterwards(link: LinkView, { change, ending }: Plan): LinkView {
  const { presence } = ending;
  switch (change?.kind) {
    case 'createDepartment':
      return { presence, externalId: '7', applied: { ...change.fields } };
    case 'updateDepartment':
      return { presence, externalId: '7', applied: { ...change.fields } };
    case 'deleteDepartment':
      return { presence, externalId: '7' };
    default:
      return { ...link, presence };
  }
}

function anyRow(any: Seeded): Row {
  const fields = applied({ name: any.one(['Navy', 'Fleet']), parentId: any.one([1, 2, 3]) });
  return {
    link: any.one<LinkView>([
      none,
      { presence: 'gone', externalId: '7' },
      { presence: 'creating', applied: { ...fields } },
      present(fields),
      present(fields),
      present(fields, { presence: 'leaving' }),
    ]),
    group: any.one<JsonObject | null>([null, navy, navy, { displayName: 'A-B, C' }, {}]),
    parents: any.some([parent(3), pending(4), parent(9)]),
    cyclic: any.below(5) === 0,
    occupied: any.below(2) === 0,
    rootDepartmentId: any.one([1, 2]),
  };
}
