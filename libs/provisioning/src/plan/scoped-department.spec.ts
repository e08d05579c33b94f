import { describe, expect, it } from '@jest/globals';
import { claimKey, emptyKey } from '../identity.js';
import { settingsSchema } from '../settings.js';
import type { Plan } from './change.js';
import { planScopedDepartment } from './scoped-department.js';
import type { DepartmentSituation, LinkView } from './situation.js';

const now = new Date('2026-01-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const excluded = '11111111-1111-4111-8111-111111111111';
const fields = { name: 'Navy', parentId: 1 };
const claims = [{ key: claimKey('c', 'name', '1/Navy'), whenTaken: 'nameTaken' }];
const present: LinkView = { presence: 'present', externalId: '7', applied: fields };

interface Row {
  readonly link?: LinkView;
  readonly displayName?: string | null;
  readonly scopeGroups?: readonly string[];
  readonly policy?: { readonly action?: string; readonly graceSeconds?: number };
  readonly occupied?: boolean;
}

function situationOf(row: Row): DepartmentSituation {
  const { displayName = 'Navy' } = row;
  return {
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({
      scope: { groups: 'displayName ne "All"', excludedGroups: [excluded] },
      leavers: { outOfScope: row.policy ?? {} },
    }),
    now,
    identity: { id: 'r', externalId: 'E' },
    link: row.link ?? present,
    ...(displayName === null ? {} : { group: { displayName } }),
    ...(row.scopeGroups ? { scopeGroups: row.scopeGroups } : {}),
    parents: [],
    steps: [],
    heads: [],
    yields: false,
    cyclic: false,
    occupied: row.occupied ?? false,
  };
}

const out: Row = { displayName: 'All' };
const told = { leaving: 'outOfScope', outOfScope: true } as const;
const remove = { kind: 'deleteDepartment', departmentId: 7 } as const;
const ending = (presence: string, outcome: string, more: object = {}) => ({
  presence,
  outcome,
  settling: false,
  ...more,
});
const inGrace = (dueInMs: number) => ({
  ending: ending('present', 'waiting', { reason: 'grace', dueInMs }),
  claims,
  leaving: 'outOfScope',
});

describe('the plan for a department whose Group may be out of scope', () => {
  it.each<{ reason: string; row: Row; plan: object }>([
    {
      reason: 'is as ever for a Group that is synced',
      row: {},
      plan: { ending: ending('present', 'converged'), claims },
    },
    {
      reason: 'takes it down when the Group is deleted, for that cause',
      row: { displayName: null },
      plan: { change: remove, ending: ending('gone', 'converged'), claims: [], leaving: 'deleted' },
    },
    {
      reason: 'finds out first whether it was made',
      row: { ...out, link: { ...present, presence: 'creating' } },
      plan: {
        change: { kind: 'findDepartment', sourceIdentifier: 's:E', fields },
        ending: ending('present', 'converged'),
        claims,
      },
    },
    ...(['none', 'gone'] as const).map((presence) => ({
      reason: `never makes it: ${presence}`,
      row: { ...out, link: { presence } },
      plan: { ending: ending(presence, 'converged', { reason: 'outOfScope' }), claims: [], ...told },
    })),
    {
      reason: 'takes it down where the filter does not match',
      row: out,
      plan: {
        change: remove,
        ending: ending('gone', 'converged', { reason: 'outOfScope' }),
        claims: [],
        ...told,
      },
    },
    {
      reason: 'takes it down where a Group above is excluded',
      row: { scopeGroups: [excluded] },
      plan: {
        change: remove,
        ending: ending('gone', 'converged', { reason: 'outOfScope' }),
        claims: [],
        ...told,
      },
    },
    {
      reason: 'waits until nobody lies in it, and goes on holding its name',
      row: { ...out, occupied: true },
      plan: {
        ending: ending('leaving', 'waiting', {
          reason: 'empty',
          waitingOn: emptyKey(7),
          dueInMs: 600_000,
        }),
        claims,
        ...told,
      },
    },
    {
      reason: 'gives it the whole grace period from now',
      row: { ...out, policy: { graceSeconds: 600 } },
      plan: inGrace(600_000),
    },
    {
      reason: 'gives it what is left of the grace period',
      row: {
        ...out,
        policy: { graceSeconds: 600 },
        link: { ...present, leaving: { cause: 'outOfScope', since: minutesAgo(4) } },
      },
      plan: inGrace(360_000),
    },
    {
      reason: 'takes it down when the grace period has just ended',
      row: {
        ...out,
        policy: { graceSeconds: 600 },
        link: { ...present, leaving: { cause: 'outOfScope', since: minutesAgo(10) } },
      },
      plan: {
        change: remove,
        ending: ending('gone', 'converged', { reason: 'outOfScope' }),
        claims: [],
        ...told,
      },
    },
    {
      reason: 'keeps it where nothing is to happen',
      row: { ...out, policy: { action: 'nothing' } },
      plan: { ending: ending('present', 'converged', { reason: 'kept' }), claims, ...told },
    },
  ])('$reason', ({ row, plan }) => {
    expect<Plan>(planScopedDepartment(situationOf(row))).toEqual(plan);
  });
});
