import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { seeded } from '../../../../test/support/seeded.js';
import type { Seeded } from '../../../../test/support/seeded.js';
import { claimKey, userIdCandidates } from '../identity.js';
import { mayMove } from '../link.js';
import type { Presence } from '../link.js';
import { settingsSchema } from '../settings.js';
import type { Settings } from '../settings.js';
import { planAccount } from './account.js';
import type { AccountFields, Plan } from './change.js';
import type { AccountSituation, LinkView, ManagerReference, Reference } from './situation.js';

const now = new Date('2026-01-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const mobile = (value: string) => ({ phoneNumbers: [{ type: 'mobile', value }] });
const ada: JsonObject = { userName: 'ada', displayName: 'Ada', ...mobile('+86 138 0000 0001') };
const withEmail = (value: string): JsonObject => ({ ...ada, emails: [{ value, type: 'work' }] });
const settings = settingsSchema.parse({});

const department = (id: number, changes: Partial<Reference> = {}): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'present',
  outcome: 'converged',
  externalId: String(id),
  ...changes,
});
const pending = (id: number): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'none',
  outcome: 'retry',
});
const stuck = (id: number): Reference => ({ ...pending(id), outcome: 'blocked' });
const manager = (changes: Partial<ManagerReference> = {}): ManagerReference => ({
  resourceId: 'm',
  presence: 'present',
  outcome: 'converged',
  externalId: 'boss',
  onTheWay: false,
  cyclic: false,
  ...changes,
});
const comingManager = (changes: Partial<ManagerReference> = {}): ManagerReference => ({
  resourceId: 'm',
  presence: 'none',
  outcome: 'retry',
  onTheWay: true,
  cyclic: false,
  ...changes,
});

const applied = (changes: Partial<AccountFields> = {}): AccountFields => ({
  name: 'Ada',
  mobile: '+8613800000001',
  departmentIds: [7],
  ...changes,
});
const present = (fields = applied(), changes: Partial<LinkView> = {}): LinkView => ({
  presence: 'present',
  externalId: 'ada-1',
  applied: { ...fields },
  ...changes,
});
const none: LinkView = { presence: 'none' };

interface Row {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly person?: JsonObject | null;
  readonly departments?: readonly Reference[];
  readonly manager?: ManagerReference;
  readonly settings?: Partial<Settings>;
  /** null: not known. */
  readonly administrator?: boolean | null;
  readonly scopeGroups?: readonly string[];
}

function situationOf(row: Row): AccountSituation {
  return {
    connectionId: 'c',
    stamp: 's',
    settings: { ...settings, ...row.settings },
    now,
    identity: { id: 'r', externalId: 'E' },
    link: row.link ?? none,
    ...(row.person === null ? {} : { person: row.person ?? ada }),
    departments: row.departments ?? [department(7)],
    steps: [],
    ...(row.manager ? { manager: row.manager } : {}),
    ...(row.administrator === null ? {} : { administrator: row.administrator ?? false }),
    scopeGroups: row.scopeGroups ?? [],
  };
}

const userIds = userIdCandidates('s', { id: 'r', externalId: 'E' });
const create = (fields: AccountFields, ids = userIds) => ({ kind: 'createAccount', userIds: ids, fields });
const find = (fields = applied()) => ({ kind: 'findAccount', userId: 'ada-1', fields });
const update = (set: object, fields: AccountFields, clear: readonly string[] = []) => ({
  kind: 'updateAccount',
  keepForeign: false,
  userId: 'ada-1',
  set,
  clear,
  fields,
});
const remove = { kind: 'deleteAccount', userId: 'ada-1' };
const converged = (presence: Presence) => ({ presence, outcome: 'converged', settling: false });
const waiting = (presence: Presence, reason: string, waitingOn?: string) => ({
  presence,
  outcome: 'waiting',
  reason,
  ...(waitingOn === undefined ? {} : { waitingOn }),
  dueInMs: 10 * minute,
  settling: false,
});
const blocked = (presence: Presence, reason: string) => ({
  presence,
  outcome: 'blocked',
  reason,
  dueInMs: day,
  settling: false,
});
const settling = (presence: Presence, dueInMs: number) => ({
  ...waiting(presence, 'department'),
  dueInMs,
  settling: true,
});

const planned = (row: Row) => {
  const { change, ending } = planAccount(situationOf(row));
  return { ...(change ? { change } : {}), ending };
};
type Expected = Row & { readonly reason: string; readonly change?: object; readonly ending: object };
const table = (rows: readonly Expected[]) => {
  it.each(rows)('$reason', (row) => {
    const { change, ending } = row;
    expect(planned(row)).toEqual({ ...(change ? { change } : {}), ending });
  });
};

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
      link: present(applied(), { settleFrom: minutesAgo(61) }),
      departments: [],
      ending: { ...blocked('present', 'noDepartment'), settling: true },
    },
    {
      reason: 'is still renamed meanwhile',
      link: present(applied({ name: 'Augusta' })),
      departments: [],
      change: update({ name: 'Ada' }, applied()),
      ending: settling('present', hour),
    },
    {
      reason: 'moves when the default one becomes another',
      link: present(applied({ departmentIds: [5] })),
      departments: [],
      settings: { defaultDepartmentId: 6 },
      change: update({ departmentIds: [6] }, applied({ departmentIds: [6] })),
      ending: converged('present'),
    },
    {
      reason: 'keeps the default one when there is none any more',
      link: present(applied({ departmentIds: [5] })),
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
      link: present(applied({ departmentIds: [7, 8] })),
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
      link: present(named),
      manager: manager({ externalId: 'chief' }),
      change: update({ managerUserId: 'chief' }, applied({ managerUserId: 'chief' })),
      ending: converged('present'),
    },
    {
      reason: 'loses one who left, and gets him back when he returns',
      person,
      link: present(named),
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
      link: present(named),
      change: update({}, applied(), ['managerUserId']),
      ending: converged('present'),
    },
  ]);
});

describe('a person who is in DingTalk', () => {
  table([
    { reason: 'and in step is left alone', link: present(), ending: converged('present') },
    {
      reason: 'is changed in what differs, in one call',
      link: present(applied({ name: 'Augusta', title: 'Miss', jobNumber: '7', email: 'old@x.org' })),
      person: { ...withEmail('new@x.org'), title: 'Countess' },
      change: update(
        { name: 'Ada', title: 'Countess', email: 'new@x.org' },
        applied({ title: 'Countess', email: 'new@x.org' }),
        ['jobNumber'],
      ),
      ending: converged('present'),
    },
    {
      reason: 'loses an e-mail that SCIM took away',
      link: present(applied({ email: 'ada@x.org' })),
      change: update({}, applied(), ['email']),
      ending: converged('present'),
    },
    {
      reason: 'is not written again because departments were noted in another order',
      link: present(applied({ departmentIds: [9, 7] })),
      departments: [department(7), department(9)],
      ending: converged('present'),
    },
    {
      reason: 'keeps the mobile: no API changes it, so that is told',
      link: present(),
      person: { userName: 'ada', displayName: 'Ada', ...mobile('13800000002') },
      ending: blocked('present', 'mobileChange'),
    },
    {
      reason: 'is changed in all else while the mobile is wrong',
      link: present(applied({ name: 'Augusta' })),
      person: { userName: 'ada', displayName: 'Ada', ...mobile('13800000002') },
      change: update({ name: 'Ada' }, applied()),
      ending: blocked('present', 'mobileChange'),
    },
    {
      reason: 'keeps the mobile that SCIM took away',
      link: present(),
      person: { userName: 'ada', displayName: 'Ada' },
      ending: blocked('present', 'noMobile'),
    },
    {
      reason: 'with a wrong mobile is still woken by the department he waits for',
      link: present(),
      person: { userName: 'ada', displayName: 'Ada' },
      departments: [department(7), pending(8)],
      ending: { ...blocked('present', 'noMobile'), waitingOn: 'present:g8', dueInMs: 10 * minute },
    },
    {
      reason: 'with a wrong mobile is still woken by his manager',
      link: present(),
      person: { userName: 'ada', displayName: 'Ada', ...mobile('13800000002') },
      manager: comingManager(),
      ending: { ...blocked('present', 'mobileChange'), waitingOn: 'present:m', dueInMs: 10 * minute },
    },
    {
      reason: 'with a wrong mobile does not start the settle time anew at every look',
      link: present(applied(), { settleFrom: minutesAgo(45) }),
      person: { userName: 'ada', displayName: 'Ada' },
      departments: [],
      ending: { ...blocked('present', 'noMobile'), dueInMs: 15 * minute, settling: true },
    },
    {
      reason: 'leaves when deactivated',
      link: present(),
      person: { ...ada, active: false },
      change: remove,
      ending: converged('gone'),
    },
    {
      reason: 'leaves when deleted',
      link: present(),
      person: null,
      change: remove,
      ending: converged('gone'),
    },
    {
      reason: 'leaves whatever else is wrong',
      link: present(),
      person: { active: false },
      departments: [stuck(7)],
      change: remove,
      ending: converged('gone'),
    },
    {
      reason: 'is not removed twice',
      link: { presence: 'gone', externalId: 'ada-1' },
      person: null,
      ending: converged('gone'),
    },
  ]);
});

describe('a person of whom it is not known whether he is in DingTalk', () => {
  const creating = present(applied(), { presence: 'creating' });
  const invited = present(applied(), { presence: 'invited' });
  table([
    { reason: 'is looked for', link: creating, change: find(), ending: converged('present') },
    {
      reason: 'is looked for as he was about to be made, not as he should be by now',
      link: creating,
      person: { ...ada, displayName: 'Augusta' },
      change: find(),
      ending: converged('present'),
    },
    {
      reason: 'is looked for although he is deleted',
      link: creating,
      person: null,
      change: find(),
      ending: converged('present'),
    },
    {
      reason: 'is looked for although he is deactivated',
      link: creating,
      person: { ...ada, active: false },
      change: find(),
      ending: converged('present'),
    },
    {
      reason: 'was invited: has he accepted?',
      link: invited,
      change: { ...find(), kind: 'findInvited', whenAbsent: 'wait' },
      ending: converged('present'),
    },
    {
      reason: 'was invited and deactivated: whoever accepted meanwhile goes',
      link: invited,
      person: { ...ada, active: false },
      change: remove,
      ending: converged('gone'),
    },
    {
      reason: 'was invited and deleted: whoever accepted meanwhile goes',
      link: invited,
      person: null,
      change: remove,
      ending: converged('gone'),
    },
  ]);
});

describe('the unique values of a person', () => {
  const keys = (row: Row) => planAccount(situationOf(row)).claims.map(({ key }) => key);
  const mobileKey = (value: string) => claimKey('c', 'mobile', `+86${value}`);
  const emailKey = (value: string) => claimKey('c', 'email', value);
  const left = { ...ada, active: false };
  it.each<Row & { reason: string; claims: readonly string[] }>([
    { reason: 'are held by whoever is made', claims: [mobileKey('13800000001')] },
    {
      reason: 'are e-mails whatever their case',
      person: withEmail('Ada@X.org'),
      claims: [mobileKey('13800000001'), emailKey('ada@x.org')],
    },
    {
      reason: 'are those the account has, not those SCIM says',
      link: present(),
      person: { ...withEmail('ada@x.org'), ...mobile('13800000002') },
      claims: [mobileKey('13800000001'), emailKey('ada@x.org')],
    },
    {
      reason: 'are given back with an e-mail that is cleared',
      link: present(applied({ email: 'ada@x.org' })),
      claims: [mobileKey('13800000001')],
    },
    { reason: 'are not held while nothing can be made', person: { ...ada, phoneNumbers: [] }, claims: [] },
    { reason: 'are not held while waiting', departments: [], claims: [] },
    {
      reason: 'are given back by whoever leaves, so that another can have them',
      link: present(),
      person: left,
      claims: [],
    },
    { reason: 'are given back by whoever is deleted', link: present(), person: null, claims: [] },
    {
      reason: 'are not held by who has left',
      link: { presence: 'gone', externalId: 'ada-1' },
      person: left,
      claims: [],
    },
    {
      reason: 'are held while nobody knows whether the account is there',
      link: present(applied(), { presence: 'creating' }),
      person: null,
      claims: [mobileKey('13800000001')],
    },
  ])('$reason', (row) => {
    expect(keys(row)).toEqual(row.claims);
  });

  it('say what is wrong when somebody else has them', () => {
    const { claims } = planAccount(situationOf({ person: withEmail('ada@x.org') }));
    expect(claims.map(({ whenTaken }) => whenTaken)).toEqual(['mobileTaken', 'emailTaken']);
  });
});

describe('any situation of a person', () => {
  const seeds = Array.from({ length: 2_000 }, (_, seed) => seed + 1);
  const each = (check: (row: Row) => void) => {
    for (const seed of seeds) {
      try {
        check(anyRow(seeded(seed)));
      } catch (error) {
        throw new Error(`seed ${String(seed)}: ${error instanceof Error ? error.message : ''}`, {
          cause: error,
        });
      }
    }
  };

  it('is planned the same way twice', () => {
    each((row) => {
      expect(planAccount(situationOf(row))).toEqual(planAccount(situationOf(row)));
    });
  });

  it('is in step once its plan is carried out: the next plan changes nothing and ends the same way', () => {
    each((row) => {
      const plan = planAccount(situationOf(row));
      const next = planAccount(situationOf({ ...row, link: afterwards(row.link ?? none, plan) }));
      if (plan.change && looks.has(plan.change.kind)) return;
      expect(next.change).toBeUndefined();
      expect({ ...next.ending, dueInMs: 0 }).toEqual({ ...plan.ending, dueInMs: 0 });
      expect(next.claims.map(({ key }) => key)).toEqual(plan.claims.map(({ key }) => key));
    });
  });

  it('never moves presence but along its table', () => {
    each((row) => {
      const from = (row.link ?? none).presence;
      const { change, ending } = planAccount(situationOf(row));
      const begun = change?.kind === 'createAccount' ? 'creating' : from;
      expect([from, begun, mayMove(from, begun)]).toEqual([from, begun, true]);
      expect([begun, ending.presence, mayMove(begun, ending.presence)]).toEqual([
        begun,
        ending.presence,
        true,
      ]);
    });
  });

  it('never changes a mobile, never leaves a person without department, and looks again at all that is not done', () => {
    each((row) => {
      const { change, ending } = planAccount(situationOf(row));
      if (change && change.kind !== 'deleteAccount') {
        expect((change as { fields: AccountFields }).fields.departmentIds.length).toBeGreaterThan(0);
      }
      if (change?.kind === 'updateAccount') {
        expect(change.fields.mobile).toBe((row.link?.applied as unknown as AccountFields).mobile);
        expect('mobile' in change.set).toBe(false);
      }
      if (ending.outcome !== 'converged') expect(ending.dueInMs).toBeGreaterThan(0);
    });
  });
});

/** What such a change finds, no plan knows. */
const looks: ReadonlySet<string> = new Set([
  'findAccount',
  'findInvited',
  'readMobile',
  'readAdministrators',
]);

function afterwards(link: LinkView, { change, ending }: Plan): LinkView {
  const { presence } = ending;
  const settleFrom = ending.settling ? (link.settleFrom ?? now) : undefined;
  const kept = { presence, ...(settleFrom ? { settleFrom } : {}) };
  switch (change?.kind) {
    case 'createAccount':
      return {
        ...kept,
        externalId: change.userIds[0]!,
        applied: { ...change.fields },
      };
    case 'updateAccount':
      return { ...kept, externalId: change.userId, applied: { ...change.fields } };
    case 'deleteAccount':
      return { ...kept, externalId: change.userId };
    default:
      return {
        ...kept,
        ...(link.externalId === undefined ? {} : { externalId: link.externalId }),
        ...(link.applied === undefined ? {} : { applied: link.applied }),
      };
  }
}

function anyRow(any: Seeded): Row {
  const references = [
    department(7),
    department(9),
    pending(8),
    stuck(6),
    department(5, { presence: 'leaving' }),
  ];
  const managers = [
    undefined,
    manager(),
    manager({ presence: 'gone' }),
    comingManager(),
    comingManager({ cyclic: true }),
    comingManager({ onTheWay: false, outcome: 'blocked' }),
  ];
  const fields = applied({
    name: any.one(['Ada', 'Augusta']),
    departmentIds: any.one([[7], [9, 7], [7, 9], [3]]),
    ...(any.below(2) ? { email: 'old@x.org' } : {}),
    ...(any.below(2) ? { title: 'Miss' } : {}),
    ...(any.below(2) ? { managerUserId: 'boss' } : {}),
  });
  const link = any.one<LinkView>([
    none,
    { presence: 'none', settleFrom: minutesAgo(any.below(120)) },
    { presence: 'gone', externalId: 'ada-1' },
    present(fields),
    present(fields),
    present(fields, { settleFrom: minutesAgo(any.below(120)) }),
    present(fields, { presence: 'creating' }),
    present(fields, { presence: 'invited' }),
  ]);
  const chosen = any.one(managers);
  return {
    link,
    person: any.one<JsonObject | null>([
      null,
      ada,
      ada,
      { ...ada, active: false },
      { ...withEmail('Ada@X.org'), title: ' Countess ' },
      { ...ada, ...mobile('13800000002') },
      { ...ada, phoneNumbers: [] },
      { ...ada, ...mobile('12345') },
      mobile('13800000001'),
    ]),
    departments: any.some(references),
    ...(chosen ? { manager: chosen } : {}),
    settings: any.one<Partial<Settings>>([{}, { defaultDepartmentId: 5 }, { settleSeconds: 0 }]),
  };
}
