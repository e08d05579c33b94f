import { describe, expect, it } from '@jest/globals';
import { fields, plannedRole, roleSituation } from '../../../../test/builders/role-situation.js';
import { claimKey } from '../identity.js';
import { planGroup } from './group.js';

describe('what a Group is in DingTalk', () => {
  it('is found first where nobody knows whether it was made, though it is to be something else', () => {
    const link = { presence: 'creating', applied: { name: 'Captain', parentId: 1 } } as const;
    for (const graceSeconds of [0, 60]) {
      const settings = { groups: { as: 'roles' }, leavers: { outOfScope: { graceSeconds } } };
      const { change, becomes, leaving } = plannedRole({ linkKind: 'department', link, settings });
      expect([change?.kind, becomes, leaving]).toEqual(['findDepartment', undefined, undefined]);
    }
  });

  it('is left alone where somebody had it left alone, though it was something else in between', () => {
    const link = { presence: 'gone', externalId: '7', unlinked: true } as const;
    const { change, ending, becomes } = plannedRole({ settings: {}, link });
    expect([change, ending.reason, becomes]).toEqual([undefined, 'unlinked', 'department']);
  });

  it('goes on holding its name below its parent, as long as a department has time to come back', () => {
    const link = { presence: 'present', externalId: '7', applied: { name: 'Captain', parentId: 1 } } as const;
    const settings = { groups: { as: 'ignored' }, leavers: { outOfScope: { graceSeconds: 60 } } };
    const { claims } = plannedRole({ linkKind: 'department', link, settings });
    expect(claims.map(({ key }) => key)).toEqual([claimKey('c', 'name', '1/Captain')]);
  });

  it.each([60, 0])(
    'goes on holding its name although another waits for it, in %s s of grace and kept',
    (graceSeconds) => {
      const link = {
        presence: 'present',
        externalId: '7',
        applied: { name: 'Captain', parentId: 1 },
      } as const;
      const leavers = { outOfScope: { action: 'nothing', graceSeconds } };
      const row = { linkKind: 'department', link, settings: { groups: { as: 'ignored' }, leavers } } as const;
      const { change, claims } = planGroup({ ...roleSituation(row), nameAwaited: true });
      expect([change, claims.map(({ key }) => key)]).toEqual([
        undefined,
        [claimKey('c', 'name', '1/Captain')],
      ]);
    },
  );

  it('bears the mark of its own Group, whatever it was before', () => {
    const link = { presence: 'gone', externalId: '7', mark: 'x:y', applied: { ...fields } } as const;
    expect(plannedRole({ settings: {}, link }).change).toMatchObject({
      kind: 'createDepartment',
      sourceIdentifier: 's:r',
    });
  });

  it('was deleted where its Group is, and is then nobody’s to hold', () => {
    expect(plannedRole({ group: null })).toMatchObject({ leaving: 'deleted', claims: [] });
  });

  it('is nothing where it is gone and the Group is synced no more', () => {
    const settings = { groups: { as: 'roles' }, scope: { groups: 'displayName eq "Other"' } };
    const plan = plannedRole({ settings, link: { presence: 'gone', externalId: '7' } });
    expect(plan).toEqual({
      ending: { presence: 'gone', outcome: 'converged', reason: 'outOfScope', settling: false },
      claims: [],
      leaving: 'outOfScope',
      outOfScope: true,
    });
  });
});

describe('a role whose Group is to have no part in DingTalk any more', () => {
  const ignored = (policy: object) => ({ groups: { as: 'ignored' }, leavers: { outOfScope: policy } });
  const key = claimKey('c', 'roleName', 'Captain');

  it.each([
    { reason: 'has time to come back', policy: { graceSeconds: 60 }, outcome: 'waiting', counts: true },
    { reason: 'is to stay', policy: { action: 'nothing' }, outcome: 'converged', counts: false },
  ])('goes on holding its name where it $reason', ({ policy, outcome, counts }) => {
    const plan = plannedRole({ settings: ignored(policy) });
    expect(plan.claims.map((claim) => claim.key)).toEqual([key]);
    expect([plan.change, plan.ending.outcome, plan.leaving]).toEqual([undefined, outcome, 'outOfScope']);
    expect(plan.outOfScope ?? false).toBe(!counts);
  });

  it('loses its people first, and is then told as ignored', () => {
    const settings = ignored({});
    const first = plannedRole({ settings, members: { placed: ['a'] } });
    expect(first).toMatchObject({ change: { kind: 'removeRoleMembers' }, ending: { presence: 'leaving' } });
    expect([first.leaving, first.outOfScope]).toEqual(['outOfScope', true]);
    expect(plannedRole({ settings }).ending).toMatchObject({
      presence: 'gone',
      outcome: 'converged',
      reason: 'ignored',
    });
  });
});
