import { describe, expect, it } from '@jest/globals';
import { accountSituation } from '../../../../test/builders/account-situation.js';
import type { AccountSituation, GroupSituation, Reference } from '../plan/situation.js';
import { pathFrom } from '../tree/path.js';
import { projectedAccount, projectedGroup } from './projected.js';

const group = (resourceId: string, more: Partial<Reference> = {}): Reference => ({
  resourceId,
  presence: 'none',
  outcome: 'retry',
  ...more,
});
const [a, b] = [pathFrom(['A']), pathFrom(['A', 'B'])];
const nothing = { steps: [] };
const projected = (
  more: Partial<AccountSituation>,
  asked: { readonly steps: readonly (typeof a)[] } = nothing,
) => projectedAccount(accountSituation({ administrator: null, more }), asked);

describe('what a plan of many takes for granted of a person', () => {
  it('is that his departments are there, each under a number of its own, and nobody administers', () => {
    const departments = [group('g1'), group('g2', { presence: 'present', externalId: '7' }), group('g3')];
    const { departments: there, administrator } = projected({ departments });
    expect(there.map(({ presence, externalId }) => [presence, externalId])).toEqual([
      ['present', '-1'],
      ['present', '7'],
      ['present', '-3'],
    ]);
    expect(administrator).toBe(false);
    expect(projected({ administrator: true }).administrator).toBe(true);
  });

  it('is not that what is blocked is there', () => {
    const blocked = group('g1', { outcome: 'blocked' });
    expect(projected({ departments: [blocked] }).departments).toEqual([blocked]);
  });

  it.each([
    { reason: 'who is on his way is there', presence: 'none', outcome: 'retry', externalId: 'new:boss' },
    { reason: 'who is there has his own userid', presence: 'present', outcome: 'retry', externalId: 'u' },
    { reason: 'who is blocked stays away', presence: 'none', outcome: 'blocked', externalId: undefined },
  ] as const)('is of his manager: $reason', ({ presence, outcome, externalId }) => {
    const known = presence === 'present' ? { externalId: 'u' } : {};
    const manager = { resourceId: 'boss', presence, outcome, onTheWay: true, cyclic: false, ...known };
    const taken = projected({ manager }).manager;
    expect([taken?.presence, taken?.externalId]).toEqual([
      externalId === undefined ? 'none' : 'present',
      externalId,
    ]);
    expect(projected({}).manager).toBeUndefined();
  });

  it('is that every step of his path is there, also one that nobody has asked for yet', () => {
    const known = { ...group('link', { presence: 'present', externalId: '3' }), pathKey: a.key };
    const { steps } = projected({ steps: [known] }, { steps: [a, b] });
    expect(steps.map(({ pathKey, presence, externalId }) => [pathKey, presence, externalId])).toEqual([
      [a.key, 'present', '3'],
      [b.key, 'present', '-2'],
    ]);
  });
});

describe('what a plan of many takes for granted of a Group', () => {
  const situation = (more: Partial<GroupSituation> = {}): GroupSituation => ({
    ...accountSituation({}),
    linkKind: 'role',
    heads: [],
    parents: [],
    cyclic: false,
    yields: true,
    occupied: true,
    ...more,
  });

  it('is that its parents are there, that it is empty, and makes way for nothing', () => {
    const { parents, occupied, yields } = projectedGroup(situation({ parents: [group('up')] }), nothing);
    expect(parents).toEqual([group('up', { presence: 'present', externalId: '-1' })]);
    expect([occupied, yields]).toEqual([false, false]);
  });

  it('is that the role group is there, as it is or as it will be', () => {
    const known = { id: 3, others: ['Mate'] };
    const of = (roleGroup?: GroupSituation['roleGroup']) =>
      projectedGroup(situation(roleGroup ? { roleGroup } : {}), nothing).roleGroup;
    expect(of(known)).toEqual(known);
    expect(of({ id: null, others: [] })).toEqual({ id: -1, others: [] });
    expect(of()).toEqual({ id: -1, others: [] });
  });
});
