import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '#common';
import { accountSituation, minutesAgo } from '../../../../test/builders/account-situation.js';
import { leaverActions } from '../leaver-settings.js';
import { mayMove } from '../link.js';
import { planAccount } from './account.js';
import type { AccountFields, Plan } from './change.js';
import type { AccountSituation, LinkView } from './situation.js';

// Whatever a person and the settings are: the changes that the plan asks for lead to what is desired, one after the
// other, each of them once, and then there is nothing left to plan.

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const text = fc.constantFrom('A', 'B', 'Navy=A;Yard=B', ' ', 'x'.repeat(300));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const people: fc.Arbitrary<JsonObject> = fc
  .record({
    userName: fc.constant('ada'),
    active: maybe(fc.boolean()),
    displayName: maybe(text),
    title: maybe(text),
    mobile: maybe(fc.constantFrom('13800000001', '13800000001', '+852-51234567', 'none')),
    email: maybe(fc.constantFrom('a@example.test', 'B@example.test', 'no e-mail')),
    division: maybe(text),
  })
  .map(({ mobile, email, division, ...body }) => ({
    ...(JSON.parse(JSON.stringify(body)) as JsonObject),
    ...(mobile === undefined ? {} : { phoneNumbers: [{ type: 'mobile', value: mobile }] }),
    ...(email === undefined ? {} : { emails: [{ type: 'work', value: email }] }),
    ...(division === undefined ? {} : { [enterprise]: { division, employeeNumber: division } }),
  }));

const policy = fc.record({
  action: fc.constantFrom(...leaverActions),
  graceSeconds: fc.constantFrom(0, 3600),
});
const rule = maybe(
  fc.record({
    when: fc.constantFrom('always', 'onlyOnCreate', 'defaultIfEmpty'),
    ifEmpty: fc.constantFrom('clear', 'keep'),
  }),
);

const settings = fc.record({
  holdingDepartmentId: fc.constant(99),
  settleSeconds: fc.constantFrom(0, 3600),
  withoutDepartment: fc.constantFrom('blocked', 'holding'),
  defaultDepartmentId: maybe(fc.constant(1)),
  leavers: fc.record({ deactivated: policy, deleted: policy, outOfScope: policy }),
  scope: fc.constantFrom({}, { users: 'title pr' }),
  mapping: fc.record({ title: rule, email: rule, manager_userid: rule }),
  departmentTitles: fc.constantFrom(
    { kind: 'none' },
    { kind: 'title' },
    { kind: 'listed', attribute: `${enterprise}:division` },
  ),
});

const departments = fc.subarray([
  { resourceId: 'g7', presence: 'present', outcome: 'converged', externalId: '7', name: 'Navy' },
  { resourceId: 'g8', presence: 'present', outcome: 'converged', externalId: '8', name: 'Yard' },
] as const);

const manager = maybe(
  fc.record({
    resourceId: fc.constant('m'),
    presence: fc.constantFrom('present', 'none'),
    outcome: fc.constant('retry'),
    externalId: fc.constant('boss-1'),
    onTheWay: fc.boolean(),
    cyclic: fc.boolean(),
  } as const),
);

/** What one moment of SCIM's and the settings' is. */
const moments = fc.record({
  person: fc.option(people),
  settings,
  departments,
  manager,
  administrator: fc.boolean(),
});
type Moment = typeof moments extends fc.Arbitrary<infer T> ? T : never;

const situationOf = (moment: Moment, link: LinkView): AccountSituation => {
  const { manager: above, administrator, person } = moment;
  return accountSituation({
    link,
    person,
    settings: JSON.parse(JSON.stringify(moment.settings)) as Readonly<Record<string, unknown>>,
    administrator,
    more: { departments: moment.departments, ...(above ? { manager: above } : {}) },
  });
};

/** How the Link stands when DingTalk has carried the plan out and shows all of it. */
function carriedOut(link: LinkView, { change, ending, leaving }: Plan): LinkView {
  const { outcome, presence, reason } = ending;
  const { applied, externalId, disabled, foreignDepartmentIds } = link;
  const since = leaving && link.leaving?.cause === leaving ? link.leaving.since : minutesAgo(0);
  const is = {
    presence,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    changed: false,
    foreignDepartmentIds: foreignDepartmentIds ?? [],
    ...(externalId === undefined ? {} : { externalId }),
    ...(applied === undefined || presence === 'gone' || presence === 'none' ? {} : { applied }),
    ...(disabled === undefined || presence === 'gone' ? {} : { disabled }),
    ...(leaving ? { leaving: { cause: leaving, since } } : {}),
    ...(leaving && link.observedAt ? { observedAt: link.observedAt } : {}),
  };
  switch (change?.kind) {
    case undefined:
    case 'deleteAccount':
      return is;
    case 'createAccount':
      return { ...is, externalId: change.userIds[0] ?? '', applied: { ...change.fields } };
    case 'updateAccount':
      return { ...is, applied: { ...change.fields } };
    case 'findAccount':
      // It is as it was written; a look says when.
      return { ...is, presence: link.presence, applied: { ...change.fields }, observedAt: minutesAgo(0) };
    case 'disableAccount':
    case 'enableAccount':
      return { ...is, disabled: change.kind === 'disableAccount' };
    case 'readMobile':
      return { ...is, presence: 'present' };
    default:
      throw new Error(`nobody expects ${change?.kind ?? ''}`);
  }
}

const writes = new Set([
  'createAccount',
  'updateAccount',
  'deleteAccount',
  'disableAccount',
  'enableAccount',
]);

/** Carries out what is planned until nothing is. @returns the changes, and the Link at the end */
function settled(moment: Moment, start: LinkView) {
  const changes: NonNullable<Plan['change']>[] = [];
  let link = start;
  for (let looks = 0; looks < 6; looks += 1) {
    const plan = planAccount(situationOf(moment, link));
    const { change } = plan;
    if (!mayMove(link.presence, plan.ending.presence) && change?.kind !== 'createAccount') {
      throw new Error(`${link.presence} to ${plan.ending.presence}`);
    }
    if (!change || change.kind === 'readMobile') return { changes, link: carriedOut(link, plan) };
    changes.push(change);
    link = carriedOut(link, plan);
  }
  throw new Error(`no end of changes: ${changes.map(({ kind }) => kind).join(', ')}`);
}

const none: LinkView = { presence: 'none' };
const numRuns = 200;

describe('the plan of an account, whatever SCIM and the settings say', () => {
  it('comes to an end, and what was just brought in step is planned as nothing', () => {
    fc.assert(
      fc.property(moments, moments, (first, second) => {
        const before = settled(first, none);
        const { link } = settled(second, before.link);
        expect(settled(second, link).changes).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('writes each person once at the most, save who is enabled or comes back from where he was held', () => {
    fc.assert(
      fc.property(moments, moments, (first, second) => {
        const before = settled(first, none);
        const kinds = settled(second, before.link).changes.map(({ kind }) => kind);
        const written = kinds.filter((kind) => writes.has(kind) && kind !== 'enableAccount');
        expect(written.length).toBeLessThanOrEqual(1);
      }),
      { numRuns },
    );
  });

  it('leads to what a new account would show, where nothing is left to DingTalk', () => {
    const plain = { leavers: {}, mapping: {}, scope: {}, holdingDepartmentId: 99, defaultDepartmentId: 1 };
    fc.assert(
      fc.property(moments, people, (first, person) => {
        const here = { ...first, person, settings: { ...first.settings, ...plain } } as unknown as Moment;
        const start = settled(first, none).link;
        fc.pre(start.presence === 'present' && here.person?.active !== false);
        const [anew, after] = [settled(here, none), settled(here, start)];
        fc.pre(anew.link.presence === 'present');
        expect(sound(after.link)).toEqual(sound(anew.link));
      }),
      { numRuns },
    );
  });
});

/** A field that could not be written keeps what it had: only those are compared of which everything can be. */
function sound({ applied }: LinkView): readonly unknown[] {
  const { name, title, departmentIds, managerUserId } = applied as unknown as AccountFields;
  return [name, title, departmentIds, managerUserId];
}
