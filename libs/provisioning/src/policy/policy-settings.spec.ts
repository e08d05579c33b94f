import { describe, expect, it } from '@jest/globals';
import { lineOf } from './limit.js';
import { policySchema } from './policy-settings.js';

const lines = (size: number, of: Readonly<Record<string, Parameters<typeof lineOf>[0]>>) =>
  Object.fromEntries(Object.entries(of).map(([kind, limit]) => [kind, lineOf(limit, size)]));

const none = Number.POSITIVE_INFINITY;

describe('a policy that nobody has touched', () => {
  const { dryRun, budgets, runs } = policySchema.parse({});

  it('writes', () => {
    expect(dryRun).toBe(false);
  });

  it.each([
    { size: 10, withoutDepartment: 100, leavers: 100, departmentDeletes: 50, roleRemovals: 100 },
    { size: 10_000, withoutDepartment: 500, leavers: 200, departmentDeletes: 1000, roleRemovals: 500 },
  ])('lets a day bring few removals to $size, and as much of all else as comes', ({ size, ...removals }) => {
    expect(lines(size, budgets)).toEqual({ creates: none, updates: none, moved: none, ...removals });
  });

  it.each([
    { size: 10, many: 100, withoutDepartment: 20, leavers: 20, departmentDeletes: 20, roleRemovals: 50 },
    {
      size: 10_000,
      many: 2000,
      withoutDepartment: 200,
      leavers: 200,
      departmentDeletes: 500,
      roleRemovals: 500,
    },
  ])('holds a run that changes much of $size', ({ size, many, ...removals }) => {
    expect(lines(size, runs)).toEqual({ creates: many, updates: many, moved: many, ...removals });
  });
});

describe('a policy', () => {
  it('replaces a limit as a whole, and leaves the others', () => {
    const { budgets } = policySchema.parse({ budgets: { leavers: { count: 3 }, departmentDeletes: null } });
    expect(budgets.leavers).toEqual({ count: 3, floor: 0 });
    expect(budgets.departmentDeletes).toBeNull();
    expect(budgets.withoutDepartment).toEqual({ floor: 100, percent: 5 });
  });

  it.each([
    { reason: 'a kind that nobody knows', budgets: { renamed: { count: 1 } } },
    { reason: 'less than none', budgets: { leavers: { count: -1 } } },
    { reason: 'a part of a change', budgets: { leavers: { count: 1.5 } } },
    { reason: 'a floor below the ground', budgets: { leavers: { floor: -1 } } },
    { reason: 'more than all', budgets: { leavers: { percent: 100.5 } } },
    { reason: 'less than nothing of all', budgets: { leavers: { percent: -1 } } },
    { reason: 'beyond all bounds', budgets: { leavers: { count: 10_000_001 } } },
    { reason: 'a floor beyond all bounds', budgets: { leavers: { floor: 10_000_001 } } },
    { reason: 'a word of its own', budgets: { leavers: { most: 1 } } },
  ])('takes no limit of $reason', ({ budgets }) => {
    expect(policySchema.safeParse({ budgets }).success).toBe(false);
  });

  it('takes a limit up to its bounds', () => {
    const limit = { count: 10_000_000, percent: 100, floor: 0 };
    expect(policySchema.parse({ runs: { leavers: limit } }).runs.leavers).toEqual(limit);
  });
});
