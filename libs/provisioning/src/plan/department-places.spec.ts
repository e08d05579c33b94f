import { describe, expect, it } from '@jest/globals';
import {
  applied,
  create,
  departmentSituation,
  none,
  pending,
  present,
} from '../../../../test/builders/department-situation.js';
import type { DepartmentRow } from '../../../../test/builders/department-situation.js';
import { claimKey } from '../identity.js';
import { planDepartment } from './department.js';

describe('a department that cannot be where it is wanted', () => {
  const way = { source: { kind: 'groupNames', separator: '/' }, group: { displayName: 'Sea/Navy' } } as const;
  const plan = (row: DepartmentRow, nameAwaited = false) =>
    planDepartment({ ...departmentSituation(row), nameAwaited });
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

  it.each<DepartmentRow & { reason: string; awaited?: boolean; change: object | undefined }>([
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
    expect(planDepartment(departmentSituation({ link })).change).toEqual(create());
  });

  it('is found and made by the mark it was made with', () => {
    const marked = { kind: 'createDepartment', sourceIdentifier: 's:old' };
    expect(planDepartment(departmentSituation({ link: { ...none, mark: 's:old' } })).change).toMatchObject(
      marked,
    );
    const link = present(applied(), { presence: 'creating', mark: 's:old' });
    expect(planDepartment(departmentSituation({ link })).change).toMatchObject({ sourceIdentifier: 's:old' });
  });

  it.each([
    { reason: 'it was never made', link: none },
    { reason: 'it has no id', link: { presence: 'present' } as const },
    { reason: 'it was only about to be', link: present(applied(), { presence: 'none' }) },
    { reason: 'it has gone', link: present(applied(), { presence: 'gone' }) },
  ])('is not deleted, and holds no name, where $reason', ({ link }) => {
    expect(planDepartment(departmentSituation({ link, group: null }))).toStrictEqual({
      ending: { presence: 'gone', outcome: 'converged', settling: false },
      claims: [],
    });
  });

  it('holds no name while another of its path is just being made', () => {
    expect(planDepartment({ ...departmentSituation({}), yields: true })).toStrictEqual({
      ending: { presence: 'none', outcome: 'retry', dueInMs: 1000, settling: false },
      claims: [],
    });
  });
});

describe('the name of a department below its parent', () => {
  const key = (parentId: number, name: string) => claimKey('c', 'name', `${String(parentId)}/${name}`);
  it.each<DepartmentRow & { reason: string; claims: readonly string[] }>([
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
    expect(planDepartment(departmentSituation(row)).claims).toEqual(
      row.claims.map((k) => ({ key: k, whenTaken: 'nameTaken' })),
    );
  });
});
