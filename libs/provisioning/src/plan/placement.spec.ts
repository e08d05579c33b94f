import { describe, expect, it } from '@jest/globals';
import { accountSituation, minutesAgo } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { settingsSchema } from '../settings.js';
import { placePerson } from './placement.js';
import type { StepReference } from './situation.js';

const step = (pathKey: string, more: Partial<StepReference> = {}): StepReference => ({
  pathKey,
  resourceId: pathKey,
  presence: 'present',
  outcome: 'converged',
  ...more,
});
const byPath = { departments: { kind: 'userPath' } };
const long = { presence: 'none', settleFrom: minutesAgo(61) } as const;
const inOnly = (...departmentIds: readonly number[]) => ({
  kind: 'complete',
  departmentIds,
  settling: false,
});
const placed = (row: AccountRow) => placePerson(accountSituation(row));

describe('where a person belongs', () => {
  it.each<AccountRow & { reason: string; placement: object }>([
    {
      reason: 'the department at the end of his path, and none that lies on the way',
      settings: byPath,
      more: {
        steps: [
          step('A', { externalId: '3' }),
          step('A/B', { externalId: '5' }),
          step('A/B/C', { externalId: '9' }),
        ],
      },
      placement: inOnly(9),
    },
    {
      reason: 'no department of his Groups where a path decides',
      settings: { ...byPath, defaultDepartmentId: 1 },
      departments: [7],
      placement: inOnly(1),
    },
    {
      reason: 'the default one, where no department is made of anything',
      settings: { departments: { kind: 'none' }, defaultDepartmentId: 1 },
      departments: [7],
      more: { steps: [step('A', { externalId: '3' })] },
      placement: inOnly(1),
    },
    {
      reason: 'the departments of his Groups, in the order of their numbers',
      departments: [10, 9],
      placement: inOnly(9, 10),
    },
    {
      reason: 'the department of his Group whose name is a path, not those above it',
      settings: { departments: { kind: 'groupNames' } },
      departments: [7],
      more: { steps: [step('A', { externalId: '3' })] },
      placement: inOnly(7),
    },
    {
      reason: 'those that are there, while the one that soon will be is awaited',
      more: {
        departments: [
          { resourceId: 'g7', presence: 'present', outcome: 'converged', externalId: '7' },
          { resourceId: 'g8', presence: 'none', outcome: 'blocked' },
          { resourceId: 'g9', presence: 'creating', outcome: 'retry' },
        ],
      },
      placement: { kind: 'partly', departmentIds: [7], awaits: 'present:g9', onItsWay: true },
    },
    {
      reason: 'those that are there, and none that is blocked is waited for before',
      more: {
        departments: [
          { resourceId: 'g7', presence: 'present', outcome: 'converged', externalId: '7' },
          { resourceId: 'g8', presence: 'none', outcome: 'blocked' },
        ],
      },
      placement: { kind: 'partly', departmentIds: [7], awaits: 'present:g8', onItsWay: false },
    },
  ])('is $reason', ({ placement, ...row }) => {
    expect(placed(row)).toEqual(placement);
  });
});

describe('who has been in no department for long', () => {
  const nowhere = {
    kind: 'nowhere',
    ending: { outcome: 'blocked', reason: 'noDepartment', settling: true },
  };

  it('is told, though there is a holding department for others', () => {
    const row = { departments: [], link: long, settings: { holdingDepartmentId: 99 } };
    expect(placed(row)).toMatchObject(nowhere);
  });

  it('goes to the holding department where he is to', () => {
    const settings = { holdingDepartmentId: 99, withoutDepartment: 'holding' };
    expect(placed({ departments: [], link: long, settings })).toEqual({ ...inOnly(99), settling: true });
  });

  it('is told where he is to go to one that nobody has named', () => {
    const named = { holdingDepartmentId: 99, withoutDepartment: 'holding' };
    const settings = { ...settingsSchema.parse(named), holdingDepartmentId: undefined };
    expect(placed({ departments: [], link: long, more: { settings } })).toMatchObject(nowhere);
  });

  it.each([
    { minutes: 59, dueInMs: 60_000 },
    { minutes: 0, dueInMs: 3_600_000 },
  ])('has an hour to settle: after $minutes minutes', ({ minutes, dueInMs }) => {
    const link = { presence: 'none', settleFrom: minutesAgo(minutes) } as const;
    const ending = { outcome: 'waiting', reason: 'department', dueInMs, settling: true };
    expect(placed({ departments: [], link })).toMatchObject({ kind: 'nowhere', ending });
    if (minutes === 0) expect(placed({ departments: [] })).toMatchObject({ kind: 'nowhere', ending });
  });

  it('has had it when it is over to the moment', () => {
    const link = { presence: 'none', settleFrom: minutesAgo(60) } as const;
    expect(placed({ departments: [], link })).toMatchObject(nowhere);
  });
});
