import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../settings.js';
import { planAccount } from './account.js';
import { planDepartment } from './department.js';
import type { AccountSituation, DepartmentSituation, LinkView } from './situation.js';

const person = {
  displayName: 'Ada',
  phoneNumbers: [{ type: 'mobile', value: '13800000001' }],
};
const common = {
  connectionId: 'c',
  stamp: 'stamp',
  settings: settingsSchema.parse({ defaultDepartmentId: 1 }),
  now: new Date(0),
  identity: { id: 'r' },
  steps: [],
  scopeGroups: [],
};
const account = (link: LinkView, changes: Partial<AccountSituation> = {}): AccountSituation => ({
  ...common,
  link,
  person,
  departments: [],
  ...changes,
});
const department = (link: LinkView): DepartmentSituation => ({
  ...common,
  link,
  group: { displayName: 'Sales' },
  yields: false,
  heads: [],
  parents: [],
  cyclic: false,
  occupied: false,
});
const adopting = { externalId: '7', keys: ['mobile', 'path'], asListed: true } as const;

describe('what somebody approved to take over', () => {
  it('is looked at before anything else is made, by what it was matched by', () => {
    const { change } = planAccount(account({ presence: 'none', adopting }));
    expect(change).toEqual({ kind: 'adoptAccount', userId: '7', keys: adopting.keys, person });
  });

  it('holds no value before it is: whoever has it there may be somebody else', () => {
    const plans = [true, false].map((asListed) =>
      planAccount(account({ presence: 'none', adopting: { ...adopting, asListed } })),
    );
    expect(plans.map(({ claims }) => claims)).toEqual([[], []]);
  });

  it('is taken over even where the person could not be made: he is there', () => {
    const settings = settingsSchema.parse({});
    const { change } = planAccount(account({ presence: 'none', adopting }, { settings }));
    expect(change?.kind).toBe('adoptAccount');
  });

  it('is taken over wherever its parent stands, under the name it was found by', () => {
    expect(planDepartment(department({ presence: 'none', adopting })).change).toEqual({
      kind: 'adoptDepartment',
      departmentId: 7,
      name: 'Sales',
    });
  });

  it('may be called anything where somebody named it by its number', () => {
    const byHand = { ...adopting, keys: [] };
    expect(planDepartment(department({ presence: 'none', adopting: byHand })).change).toEqual({
      kind: 'adoptDepartment',
      departmentId: 7,
    });
  });

  it.each<{ reason: string; link: LinkView }>([
    { reason: 'SCIM or the settings say something else by now', link: { presence: 'none' } },
    { reason: 'so, and it was unlinked before', link: { presence: 'none', unlinked: true } },
  ])('falls out where $reason', ({ link }) => {
    const { change, adoptionMoved, ending } = planAccount(
      account({ ...link, adopting: { ...adopting, asListed: false } }),
    );
    expect([change, adoptionMoved, ending.outcome]).toEqual([undefined, true, 'retry']);
  });

  it('is not taken over for somebody who is to leave', () => {
    const plan = planAccount(
      account({ presence: 'none', adopting }, { person: { ...person, active: false } }),
    );
    expect([plan.change, plan.ending.presence]).toEqual([undefined, 'gone']);
  });
});

describe('what was unlinked', () => {
  it('is not made, though SCIM has it, and holds no value', () => {
    for (const plan of [
      planAccount(account({ presence: 'none', unlinked: true })),
      planDepartment(department({ presence: 'none', unlinked: true })),
    ]) {
      expect([plan.change, plan.ending.outcome, plan.ending.reason, plan.claims]).toEqual([
        undefined,
        'blocked',
        'unlinked',
        [],
      ]);
    }
  });

  it('is made again where it was there since, and is gone', () => {
    const gone = { presence: 'gone', externalId: 'u', unlinked: true, adopting } as const;
    expect(planAccount(account(gone)).change).toMatchObject({ kind: 'createAccount', userIds: ['u'] });
  });

  it('is over and done with once SCIM has deleted it', () => {
    const { person: gone, ...rest } = account({ presence: 'none', unlinked: true });
    expect(gone).toBeDefined();
    expect(planAccount(rest).ending.presence).toBe('gone');
  });
});
