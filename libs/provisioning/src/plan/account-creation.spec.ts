import { describe } from '@jest/globals';
import {
  create,
  department,
  enterprise,
  hour,
  manager,
  minute,
  mobile,
  pending,
  settling,
  stuck,
  table,
  update,
  withEmail,
} from '../../../../test/builders/account-plans.js';
import { ada, applied, minutesAgo, present } from '../../../../test/builders/account-situation.js';
import { blocked, converged, waiting } from '../../../../test/builders/endings.js';

describe('a person who is not in DingTalk yet', () => {
  table([
    { reason: 'is made, in one call', change: create(applied()), ending: converged('present') },
    {
      reason: 'is made with all there is to say, departments ascending',
      person: {
        ...withEmail('ada@x.org'),
        title: 'Countess',
        [enterprise]: { employeeNumber: '7', manager: { value: 'm' } },
      },
      departments: [department(9), department(7)],
      manager: manager(),
      change: create({
        ...applied({ departmentIds: [7, 9] }),
        title: 'Countess',
        jobNumber: '7',
        email: 'ada@x.org',
        managerUserId: 'boss',
      }),
      ending: converged('present'),
    },
    { reason: 'is not made while inactive', person: { ...ada, active: false }, ending: converged('gone') },
    { reason: 'and deleted before that never was', person: null, ending: converged('gone') },
    { reason: 'without a name is blocked', person: mobile('13800000001'), ending: blocked('none', 'noName') },
    {
      reason: 'without a mobile is blocked',
      person: { userName: 'ada' },
      ending: blocked('none', 'noMobile'),
    },
    {
      reason: 'with what is no mobile is blocked',
      person: { userName: 'ada', ...mobile('12345') },
      ending: blocked('none', 'mobileInvalid'),
    },
    {
      reason: 'without a mobile is told so first, before departments',
      person: { userName: 'ada' },
      departments: [],
      ending: blocked('none', 'noMobile'),
    },
    {
      reason: 'keeps the userid of an earlier try',
      link: { presence: 'none', externalId: 'ada-1' },
      change: create(applied(), ['ada-1']),
      ending: converged('present'),
    },
    {
      reason: 'who comes back is made again under the same userid',
      link: { presence: 'gone', externalId: 'ada-1' },
      change: create(applied(), ['ada-1']),
      ending: converged('present'),
    },
    {
      reason: 'who comes back without a mobile is still gone',
      link: { presence: 'gone', externalId: 'ada-1' },
      person: { userName: 'ada' },
      ending: blocked('gone', 'noMobile'),
    },
  ]);
});

describe('a person without department', () => {
  table([
    {
      reason: 'waits for one: people come before groups',
      departments: [],
      ending: settling('none', hour),
    },
    {
      reason: 'waits for what is left of the time',
      link: { presence: 'none', settleFrom: minutesAgo(45) },
      departments: [],
      ending: settling('none', 15 * minute),
    },
    {
      reason: 'is blocked when the time is over',
      link: { presence: 'none', settleFrom: minutesAgo(60) },
      departments: [],
      ending: { ...blocked('none', 'noDepartment'), settling: true },
    },
    {
      reason: 'is blocked at once where no time is given',
      departments: [],
      settings: { settleSeconds: 0 },
      ending: { ...blocked('none', 'noDepartment'), settling: true },
    },
    {
      reason: 'goes into the default one without waiting',
      departments: [],
      settings: { defaultDepartmentId: 5 },
      change: create(applied({ departmentIds: [5] })),
      ending: converged('present'),
    },
    {
      reason: 'who had one keeps it meanwhile: people are moved by remove, then add',
      link: present(),
      departments: [],
      ending: settling('present', hour),
    },
    {
      reason: 'who had one keeps it also when the time is over, and it is told',
      link: present({ settleFrom: minutesAgo(61) }),
      departments: [],
      ending: { ...blocked('present', 'noDepartment'), settling: true },
    },
    {
      reason: 'is still renamed meanwhile',
      link: present({}, applied({ name: 'Augusta' })),
      departments: [],
      change: update({ name: 'Ada' }, applied()),
      ending: settling('present', hour),
    },
    {
      reason: 'moves when the default one becomes another',
      link: present({}, applied({ departmentIds: [5] })),
      departments: [],
      settings: { defaultDepartmentId: 6 },
      change: update({ departmentIds: [6] }, applied({ departmentIds: [6] })),
      ending: converged('present'),
    },
    {
      reason: 'keeps the default one when there is none any more',
      link: present({}, applied({ departmentIds: [5] })),
      departments: [],
      ending: settling('present', hour),
    },
  ]);
});

describe('a person whose department is not there yet', () => {
  table([
    {
      reason: 'waits for it before being made',
      departments: [pending(7)],
      ending: waiting('none', 'departmentPending', 'present:g7'),
    },
    {
      reason: 'waits for all that are on their way: one call instead of two',
      departments: [department(8), pending(7)],
      ending: waiting('none', 'departmentPending', 'present:g7'),
    },
    {
      reason: 'does not wait for a blocked one where there is another',
      departments: [department(8), stuck(7)],
      change: create(applied({ departmentIds: [8] })),
      ending: waiting('present', 'departmentPending', 'present:g7'),
    },
    {
      reason: 'waits for a blocked one where there is no other, default or not',
      departments: [stuck(7)],
      settings: { defaultDepartmentId: 5 },
      ending: waiting('none', 'departmentPending', 'present:g7'),
    },
    {
      reason: 'waits for the one on its way rather than for the blocked one',
      departments: [stuck(7), pending(8)],
      ending: waiting('none', 'departmentPending', 'present:g8'),
    },
    {
      reason: 'a department that is being removed is no place to be',
      departments: [department(7, { presence: 'leaving' }), department(8)],
      link: present({}, applied({ departmentIds: [7, 8] })),
      change: update({ departmentIds: [8] }, applied({ departmentIds: [8] })),
      ending: waiting('present', 'departmentPending', 'present:g7'),
    },
    {
      reason: 'who is there already stays where he is until it comes',
      link: present(),
      departments: [pending(8)],
      ending: waiting('present', 'departmentPending', 'present:g8'),
    },
    {
      reason: 'who is there already goes where he can meanwhile',
      link: present(),
      departments: [pending(8), department(9)],
      change: update({ departmentIds: [9] }, applied({ departmentIds: [9] })),
      ending: waiting('present', 'departmentPending', 'present:g8'),
    },
    {
      reason: 'a department that is there counts, whatever else is wrong with it',
      departments: [department(7, { outcome: 'blocked' })],
      change: create(applied()),
      ending: converged('present'),
    },
  ]);
});
