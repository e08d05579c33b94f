import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../plan/change.js';
import { changeKinds } from '../policy/change-kind.js';
import { lineOf } from '../policy/limit.js';
import { policySchema } from '../policy/policy-settings.js';
import { minutesOf } from './estimate.js';
import { addTo, kindsOver, noTotals, wholeTotals } from './totals.js';
import type { Counted } from './totals.js';

const fields = { name: 'Ada', mobile: '+8613800000001', departmentIds: [1] };
const create: Change = { kind: 'createAccount', userIds: ['s-1'], fields };
const remove: Change = { kind: 'deleteAccount', userId: 's-1' };

type Told = Omit<NonNullable<Counted['change']>, 'units'> & { readonly units?: number };

const counted = (change?: Told): Counted => ({
  kind: 'account',
  there: true,
  ...(change ? { change: { units: 1, ...change } } : {}),
});

describe('what a run adds up to', () => {
  it('is the same in one batch and in many', () => {
    const all = [
      counted({ kind: 'creates', change: create }),
      counted({ kind: 'leavers', change: remove }),
      counted(),
    ];
    const whole = addTo(noTotals, all);
    expect(all.reduce((totals, one) => addTo(totals, [one]), noTotals)).toEqual(whole);
    expect(whole).toMatchObject({
      changes: { creates: 1, leavers: 1, updates: 0 },
      calls: { createUser: 1, deleteUser: 1 },
      texts: 1,
      people: 3,
    });
  });

  it('goes on with what a version counted that told fewer kinds apart', () => {
    const changes = { creates: 3 } as typeof noTotals.changes;
    const earlier = wholeTotals({ ...noTotals, changes });
    const one = counted({ kind: 'roleRemovals', change: remove });
    expect(addTo(earlier, [one]).changes).toEqual({ ...noTotals.changes, creates: 3, roleRemovals: 1 });
  });

  it.each<{
    set: Extract<Change, { kind: 'updateAccount' }>['set'];
    keepForeign: boolean;
    reads: number | undefined;
  }>([
    { set: { departmentIds: [1] }, keepForeign: true, reads: 1 },
    { set: { departmentTitles: { 1: 'Cook' } }, keepForeign: true, reads: 1 },
    { set: { title: 'Cook' }, keepForeign: true, reads: undefined },
    { set: { departmentIds: [1] }, keepForeign: false, reads: undefined },
  ])(
    'counts the look for departments of others, where they may be lost: $set',
    ({ set, keepForeign, reads }) => {
      const change = { kind: 'updateAccount', userId: 's-1', set, clear: [], fields, keepForeign } as const;
      const { calls } = addTo(noTotals, [counted({ kind: 'updates', change })]);
      expect(calls).toEqual({ updateUser: 1, ...(reads === undefined ? {} : { getUser: reads }) });
    },
  );

  it('is as many people as roles lose', () => {
    const out: Change = {
      kind: 'removeRoleMembers',
      roleId: 7,
      userIds: ['a'],
      fields: { name: 'Captain', roleGroup: 'SCIM' },
      people: 250,
    };
    const { changes, calls } = addTo(noTotals, [counted({ kind: 'roleRemovals', change: out, units: 250 })]);
    expect([changes.roleRemovals, calls]).toEqual([250, { removeRoles: 3 }]);
  });

  it('takes as long as the API that is called most, at the rate that is allowed', () => {
    expect(minutesOf({}, 20)).toBe(0);
    expect(minutesOf({ createUser: 1140, deleteUser: 2 }, 20)).toBe(1);
    expect(minutesOf({ createUser: 1 }, 20)).toBe(0.1);
  });

  it('holds the run where one kind is over its line, and only then', () => {
    const limit = fc.option(
      fc.record({
        count: fc.integer({ min: 0, max: 60 }),
        percent: fc.integer({ min: 0, max: 100 }),
        floor: fc.integer({ min: 0, max: 20 }),
      }),
    );
    const limits = fc.record(Object.fromEntries(changeKinds.map((kind) => [kind, limit])));
    const changes = fc.array(fc.constantFrom(...changeKinds), { maxLength: 80 });
    fc.assert(
      fc.property(limits, changes, fc.integer({ min: 0, max: 100 }), (runs, kinds, others) => {
        const policy = policySchema.parse({ runs });
        const rest = Array.from({ length: others }, () => counted());
        const totals = addTo(noTotals, [...kinds.map((kind) => counted({ kind, change: remove })), ...rest]);
        const over = changeKinds.filter((kind) => {
          const n = kinds.filter((one) => one === kind).length;
          const size = kind === 'departmentDeletes' ? 0 : kinds.length + others;
          return n > lineOf(policy.runs[kind], size);
        });
        expect(kindsOver(totals, policy)).toEqual(over);
      }),
    );
  });
});
