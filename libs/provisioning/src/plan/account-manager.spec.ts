import { describe } from '@jest/globals';
import {
  comingManager,
  create,
  enterprise,
  manager,
  pending,
  table,
  update,
} from '../../../../test/builders/account-plans.js';
import { ada, applied, present } from '../../../../test/builders/account-situation.js';
import { converged, waiting } from '../../../../test/builders/endings.js';

describe('a person with a manager', () => {
  const person = { ...ada, [enterprise]: { manager: { value: 'm' } } };
  const named = applied({ managerUserId: 'boss' });
  table([
    {
      reason: 'is made under him',
      person,
      manager: manager(),
      change: create(named),
      ending: converged('present'),
    },
    {
      reason: 'waits for him while he is on the way: one call instead of two',
      person,
      manager: comingManager(),
      ending: waiting('none', 'manager', 'present:m'),
    },
    {
      reason: 'is made without him where nothing brings him soon',
      person,
      manager: comingManager({ onTheWay: false, outcome: 'blocked' }),
      change: create(applied()),
      ending: waiting('present', 'manager', 'present:m'),
    },
    {
      reason: 'is made without him where he waits for this person in turn',
      person,
      manager: comingManager({ cyclic: true }),
      change: create(applied()),
      ending: waiting('present', 'manager', 'present:m'),
    },
    {
      reason: 'who is his own manager is made, and told afterwards',
      person,
      manager: comingManager({ resourceId: 'r', cyclic: true }),
      change: create(applied()),
      ending: waiting('present', 'manager', 'present:r'),
    },
    {
      reason: 'waits for the department first',
      person,
      manager: comingManager(),
      departments: [pending(7)],
      ending: waiting('none', 'departmentPending', 'present:g7'),
    },
    {
      reason: 'gets him by a second change',
      person,
      link: present(),
      manager: manager(),
      change: update({ managerUserId: 'boss' }, named),
      ending: converged('present'),
    },
    {
      reason: 'gets another',
      person,
      link: present({}, named),
      manager: manager({ externalId: 'chief' }),
      change: update({ managerUserId: 'chief' }, applied({ managerUserId: 'chief' })),
      ending: converged('present'),
    },
    {
      reason: 'loses one who left, and gets him back when he returns',
      person,
      link: present({}, named),
      manager: manager({ presence: 'gone' }),
      change: update({}, applied(), ['managerUserId']),
      ending: waiting('present', 'manager', 'present:m'),
    },
    {
      reason: 'an invited manager has no account yet',
      person,
      link: present(),
      manager: manager({ presence: 'invited', outcome: 'waiting' }),
      ending: waiting('present', 'manager', 'present:m'),
    },
    {
      reason: 'without manager any more is without',
      link: present({}, named),
      change: update({}, applied(), ['managerUserId']),
      ending: converged('present'),
    },
  ]);
});
