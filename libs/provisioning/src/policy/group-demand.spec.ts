import { describe, expect, it } from '@jest/globals';
import { fields, none, roleSituation, there } from '../../../../test/builders/role-situation.js';
import type { RoleRow } from '../../../../test/builders/role-situation.js';
import { planGroup } from '../plan/group.js';
import type { GroupSituation } from '../plan/situation.js';
import { withGroupDemand } from './demanded.js';
import { departmentFingerprint, roleFingerprint } from './fingerprint.js';

const asked = (situation: GroupSituation) => withGroupDemand(situation, planGroup(situation)).demand;
const demandOf = (row: RoleRow) => asked(roleSituation(row));
const department = {
  linkKind: 'department',
  link: { presence: 'present', externalId: '7', applied: { name: 'Captain', parentId: 1 } },
} as const;

describe('what a Group asks of the policy', () => {
  it('stands for a department where it is one, for a role where it is, or becomes, one', () => {
    const renamed = roleSituation({ ...department, settings: {}, group: { displayName: 'Mate' } });
    const plan = planGroup(renamed);
    expect(asked(renamed)?.fingerprint).toBe(departmentFingerprint(renamed, plan));
    expect(asked(renamed)?.fingerprint).not.toBe(roleFingerprint(renamed, plan));
    const becoming = roleSituation({ linkKind: 'department', link: none });
    expect(asked(becoming)?.fingerprint).toBe(roleFingerprint(becoming, planGroup(becoming)));
  });

  it('is an update for another name of a department, whoever is taken out of its Group', () => {
    const group = { displayName: 'Mate' };
    const demand = demandOf({ ...department, settings: {}, group, members: { takenOut: 3 } });
    expect(demand).toMatchObject({ kind: 'updates', units: 1 });
  });

  it('is the same for a role that goes, be its Group deleted or ignored', () => {
    const ignored = demandOf({ settings: { groups: { as: 'ignored' } } });
    expect(ignored).toMatchObject({ kind: 'departmentDeletes', units: 1 });
    expect(demandOf({ group: null })?.fingerprint).toBe(ignored?.fingerprint);
    expect(demandOf({ link: { ...there, applied: { ...fields, name: 'Mate' } } })?.fingerprint).not.toBe(
      ignored?.fingerprint,
    );
  });

  it('is a creation for a role of whose people nothing is known yet', () => {
    const { members, ...unread } = roleSituation({ link: none });
    expect(members).toBeDefined();
    expect(asked(unread)).toMatchObject({ kind: 'creates', units: 1 });
  });
});
