import { describe, expect, it } from '@jest/globals';
import {
  applied,
  create,
  departmentSituation,
  find,
  parent,
  pending,
  present,
  remove,
  update,
} from '../../../../test/builders/department-situation.js';
import type { DepartmentRow } from '../../../../test/builders/department-situation.js';
import { blocked, converged, waiting } from '../../../../test/builders/endings.js';
import { planDepartment } from './department.js';

describe('the plan for a department', () => {
  it.each<DepartmentRow & { reason: string; change?: object; ending: object }>([
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
    const plan = planDepartment(departmentSituation(row));
    expect({ change: plan.change, ending: plan.ending }).toEqual({ change: row.change, ending: row.ending });
  });
});
