import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { pathFrom } from '../tree/path.js';
import type { DepartmentSource } from '../tree/source.js';
import { planDepartment } from './department.js';
import type { DepartmentSituation, HeadReference, LinkView, StepReference } from './situation.js';

const userPath: DepartmentSource = { kind: 'userPath', attribute: 'title', separator: '/' };
const groupNames: DepartmentSource = { kind: 'groupNames', separator: '/' };
const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
const step = (
  segments: string[],
  presence: StepReference['presence'],
  externalId?: string,
): StepReference => ({
  pathKey: pathFrom(segments).key,
  resourceId: segments.join('-'),
  presence,
  outcome: presence === 'present' ? 'converged' : 'retry',
  ...(externalId === undefined ? {} : { externalId }),
});
const present: LinkView = { presence: 'present', externalId: '7', applied: { name: 'B', parentId: 3 } };

interface Row {
  readonly source: DepartmentSource;
  readonly link?: LinkView;
  readonly group?: JsonObject;
  readonly path?: DepartmentSituation['path'];
  readonly steps?: readonly StepReference[];
  readonly heads?: readonly HeadReference[];
  readonly occupied?: boolean;
  readonly yields?: boolean;
  readonly nameAwaited?: boolean;
}

const plan = ({ source, link, group, path, steps, heads, occupied, yields, nameAwaited }: Row) =>
  planDepartment({
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({ departments: source }),
    now: new Date(0),
    identity: { id: 'r' },
    link: link ?? { presence: 'none' },
    ...(group ? { group } : {}),
    ...(path ? { path } : {}),
    steps: steps ?? [],
    heads: heads ?? [],
    yields: yields ?? false,
    parents: [],
    cyclic: false,
    occupied: occupied ?? false,
    nameAwaited: nameAwaited ?? false,
  });

describe('a department that stands for a path', () => {
  const path = { segments: ['A', 'B'], wanted: true };

  it('is made below the step above it, marked by its path', () => {
    const { change } = plan({ source: userPath, path, steps: [step(['A'], 'present', '3')] });
    expect(change).toEqual({
      kind: 'createDepartment',
      sourceIdentifier: `s:path:${pathFrom(['A', 'B']).key}`,
      fields: { name: 'B', parentId: 3 },
    });
  });

  it('waits for the step above it', () => {
    const { change, ending } = plan({ source: userPath, path, steps: [step(['A'], 'creating')] });
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ outcome: 'waiting', reason: 'parent', waitingOn: 'present:A' });
  });

  it('never moves to the root because the step above it is not known', () => {
    const { change, ending } = plan({ source: userPath, link: present, path });
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ presence: 'present', outcome: 'waiting', reason: 'parent' });
  });

  it('lies below the root where its path is one name', () => {
    const { change } = plan({ source: userPath, path: { segments: ['A'], wanted: true } });
    expect(change).toMatchObject({ fields: { name: 'A', parentId: 1 } });
  });

  it('goes when nobody asks for it any more, once it is empty', () => {
    const gone = { segments: ['A', 'B'], wanted: false };
    expect(plan({ source: userPath, link: present, path: gone }).change).toEqual({
      kind: 'deleteDepartment',
      departmentId: 7,
    });
    expect(plan({ source: userPath, link: present, path: gone, occupied: true }).ending).toMatchObject({
      presence: 'leaving',
      reason: 'empty',
    });
  });
});

describe('a department that is to go and cannot yet', () => {
  it('gives its name away to one that waits for it', () => {
    const situation: DepartmentSituation = {
      connectionId: 'c',
      stamp: 's',
      settings: settingsSchema.parse({}),
      now: new Date(0),
      identity: { id: 'r' },
      link: present,
      steps: [],
      heads: [],
      yields: false,
      parents: [],
      cyclic: false,
      occupied: true,
    };
    expect(planDepartment(situation).change).toBeUndefined();
    const awaited = planDepartment({ ...situation, nameAwaited: true });
    expect(awaited.change).toMatchObject({ kind: 'updateDepartment', set: { name: 'B 7' } });
    expect(awaited.ending).toMatchObject({ outcome: 'waiting', reason: 'empty', waitingOn: 'empty:7' });
    const renamed = { ...present, applied: { name: 'B 7', parentId: 3 } };
    expect(planDepartment({ ...situation, link: renamed, nameAwaited: true }).change).toBeUndefined();
  });
});

describe('a department that is to go below one that waits for its name', () => {
  // The Group B is B/C by now: first there must be a B for it to lie in.
  const row = { source: groupNames, link: present, group: { displayName: 'B/C' } };

  it('gives it away, and waits on', () => {
    const { change, ending } = plan({ ...row, steps: [step(['B'], 'none')], nameAwaited: true });
    expect(change).toMatchObject({ kind: 'updateDepartment', set: { name: 'B 7' } });
    expect(ending).toMatchObject({ presence: 'present', outcome: 'waiting', reason: 'parent' });
  });

  it('keeps it as long as nobody wants it, and where it is not there itself', () => {
    expect(plan({ ...row, steps: [step(['B'], 'none')] }).change).toBeUndefined();
    const none = { ...row, link: { presence: 'none' } as const };
    expect(plan({ ...none, steps: [step(['B'], 'none')], nameAwaited: true }).change).toBeUndefined();
  });
});

describe('a Group that is named by its path', () => {
  it('is called by its last name, below the department of the names before', () => {
    const group = { displayName: 'A/B' };
    const steps = [step(['A'], 'present', '3')];
    expect(plan({ source: groupNames, group, steps }).change).toEqual({
      kind: 'createDepartment',
      sourceIdentifier: 's:r',
      fields: { name: 'B', parentId: 3 },
    });
  });

  it('lets a department that is just being made on its path be made, and takes it over', () => {
    const group = { displayName: 'A' };
    const { change, ending } = plan({ source: groupNames, group, yields: true });
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ presence: 'none', outcome: 'retry', dueInMs: 1000 });
  });

  it('is moved and renamed in one call when its path changes', () => {
    const steps = [step(['X'], 'present', '9')];
    const { change } = plan({ source: groupNames, link: present, group: { displayName: 'X/Y' }, steps });
    expect(change).toMatchObject({ kind: 'updateDepartment', set: { name: 'Y', parentId: 9 } });
  });

  it('leaves a department without Group behind when others lie below it', () => {
    const { change, ending } = plan({
      source: groupNames,
      link: present,
      path: { segments: ['A', 'B'], wanted: true },
      steps: [step(['A'], 'present', '3')],
    });
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ presence: 'present', outcome: 'converged' });
  });
});

describe('a Group where Groups are no departments', () => {
  it.each<DepartmentSource>([userPath, { kind: 'none' }])(
    'makes none, and takes down what it made',
    (source) => {
      const group = { displayName: 'Navy' };
      expect(plan({ source, group })).toMatchObject({ ending: { presence: 'gone', outcome: 'converged' } });
      expect(plan({ source, group, link: present }).change).toMatchObject({ kind: 'deleteDepartment' });
    },
  );
});

describe('the heads of a department', () => {
  const head = (resourceId: string, state: Partial<HeadReference>): HeadReference => ({
    resourceId,
    presence: 'present',
    outcome: 'converged',
    externalId: `u-${resourceId}`,
    member: true,
    ...state,
  });
  const group = { displayName: 'B', [extension]: { managers: [{ value: 'x' }] } };
  const link: LinkView = { presence: 'present', externalId: '7', applied: { name: 'B', parentId: 1 } };
  const of = (heads: readonly HeadReference[], changes: Partial<Row> = {}) =>
    plan({ source: { kind: 'groups' }, group, link, heads, ...changes });

  it('are those who lie in it, in one order', () => {
    const { change, ending } = of([head('b', {}), head('a', {})]);
    expect(change).toMatchObject({ set: { headIds: ['u-a', 'u-b'] } });
    expect(ending).toMatchObject({ outcome: 'converged' });
  });

  it('are set as far as they can be, and awaited one after the other', () => {
    const { change, ending } = of([
      head('a', {}),
      head('b', { member: false }),
      head('c', { presence: 'none' }),
    ]);
    expect(change).toMatchObject({ set: { headIds: ['u-a'] } });
    expect(ending).toMatchObject({ outcome: 'waiting', reason: 'head', waitingOn: 'member:7:b' });
  });

  it('are awaited until they have an account', () => {
    const { change, ending } = of([head('c', { presence: 'creating' })]);
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ waitingOn: 'present:c' });
  });

  it('are looked at as soon as the department is made', () => {
    const { change, ending } = of([head('a', { member: false })], { link: { presence: 'none' } });
    expect(change).toMatchObject({ kind: 'createDepartment', fields: { name: 'B', parentId: 1 } });
    expect(ending).toMatchObject({ presence: 'present', outcome: 'retry', dueInMs: 0 });
  });

  it('are left alone by a Group that names none, unless they are ours', () => {
    const plain = { displayName: 'B' };
    expect(of([], { group: plain }).change).toBeUndefined();
    const ours = { ...link, applied: { name: 'B', parentId: 1, headIds: ['u-a'] } };
    expect(of([], { group: plain, link: ours }).change).toMatchObject({ set: { headIds: [] } });
    const cleared = { ...link, applied: { name: 'B', parentId: 1, headIds: [] } };
    expect(of([], { group: plain, link: cleared }).change).toBeUndefined();
  });

  it('an order is written where the Group has one', () => {
    const ordered = { displayName: 'B', [extension]: { order: 5 } };
    expect(of([], { group: ordered }).change).toMatchObject({ set: { order: 5 } });
    expect(of([], { group: { displayName: 'B', [extension]: { order: 0 } } }).change).toBeUndefined();
  });
});
