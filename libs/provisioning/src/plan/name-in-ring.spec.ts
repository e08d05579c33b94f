import { describe, expect, it } from '@jest/globals';
import {
  applied,
  departmentSituation,
  parent,
  present,
  update,
} from '../../../../test/builders/department-situation.js';
import { roleSituation } from '../../../../test/builders/role-situation.js';
import { claimKey } from '../identity.js';
import { planDepartment } from './department.js';
import { planRole } from './role.js';

const taken = [{ field: 'name', key: 'name:k', letGo: true }] as const;
const blocked = {
  presence: 'present',
  outcome: 'blocked',
  reason: 'nameTaken',
  waitingOn: 'name:k',
  dueInMs: 86_400_000,
  settling: false,
};

describe('what lets go of its name, so that others who wait for each other get theirs', () => {
  it('is, as a department, called by its name and id where it lies, and moves once it has its own', () => {
    const situation = departmentSituation({
      link: present(applied({ name: 'Fleet' })),
      parents: [parent(3)],
    });
    expect(planDepartment({ ...situation, taken })).toEqual({
      change: {
        ...update({ name: 'Fleet 7' }),
        fields: applied({ name: 'Fleet 7' }),
      },
      ending: blocked,
      claims: [{ key: claimKey('c', 'name', '1/Fleet 7'), whenTaken: 'nameTaken' }],
    });
  });

  it('goes on waiting where it is called so already', () => {
    const situation = departmentSituation({ link: present(applied({ name: 'Fleet 7' })) });
    expect(planDepartment({ ...situation, taken })).toEqual(planDepartment(situation));
  });

  it('is, as a role, called by its name and id, and asked for with all that follows', () => {
    const situation = roleSituation({ group: { displayName: 'Mate' }, members: { takenOut: 3 } });
    const fields = { name: 'Captain 7', roleGroup: 'SCIM' };
    expect(planRole({ ...situation, taken })).toEqual({
      change: { kind: 'updateRole', roleId: 7, fields, leaving: 3 },
      ending: blocked,
      claims: [{ key: claimKey('c', 'roleName', 'Captain 7'), whenTaken: 'nameTaken' }],
    });
  });
});
