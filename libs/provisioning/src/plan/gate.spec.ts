import { describe, expect, it } from '@jest/globals';
import { applied } from '../../../../test/builders/account-situation.js';
import type { Change } from './change.js';
import { atGate, gateOf } from './gate.js';
import type { Gate } from './gate.js';

const crew = { name: 'Crew', parentId: 1 };

describe('a full headcount, or too many departments', () => {
  it.each<{ reason: string; change: Change | undefined; gate: Gate | undefined }>([
    {
      reason: 'new people',
      change: { kind: 'createAccount', userIds: ['u'], fields: applied() },
      gate: 'createAccount',
    },
    {
      reason: 'new departments',
      change: { kind: 'createDepartment', sourceIdentifier: 's:g', fields: crew },
      gate: 'createDepartment',
    },
    {
      reason: 'no new roles',
      change: { kind: 'createRole', groupId: 3, fields: { name: 'Crew', roleGroup: 'SCIM' }, people: 1 },
      gate: undefined,
    },
    { reason: 'no leavers', change: { kind: 'deleteAccount', userId: 'u' }, gate: undefined },
    {
      reason: 'no department that is there',
      change: { kind: 'updateDepartment', departmentId: 7, set: { name: 'Crew' }, fields: crew },
      gate: undefined,
    },
    { reason: 'nothing where nothing is to be done', change: undefined, gate: undefined },
  ])('stops $reason', ({ change, gate }) => {
    expect(gateOf(change)).toBe(gate);
  });

  it.each([
    { gate: 'createAccount', presence: 'none', reason: 'headcount' },
    { gate: 'createDepartment', presence: 'gone', reason: 'departmentCount' },
  ] as const)('has whoever is stopped wait for $reason, by its key', ({ gate, presence, reason }) => {
    expect(atGate(gate, presence)).toEqual({
      presence,
      outcome: 'waiting',
      reason,
      waitingOn: `gate:${gate}`,
      dueInMs: 600_000,
      settling: false,
    });
  });
});
