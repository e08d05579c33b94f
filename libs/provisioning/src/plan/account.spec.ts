import { describe, expect, it } from '@jest/globals';
import {
  comingManager,
  department,
  find,
  minute,
  mobile,
  pending,
  remove,
  situationOf,
  stuck,
  table,
  update,
  withEmail,
} from '../../../../test/builders/account-plans.js';
import type { PlanRow } from '../../../../test/builders/account-plans.js';
import { ada, applied, minutesAgo, present } from '../../../../test/builders/account-situation.js';
import { blocked, converged } from '../../../../test/builders/endings.js';
import { claimKey } from '../identity.js';
import { planAccount } from './account.js';

describe('a person who is in DingTalk', () => {
  table([
    { reason: 'and in step is left alone', link: present(), ending: converged('present') },
    {
      reason: 'is changed in what differs, in one call',
      link: present({}, applied({ name: 'Augusta', title: 'Miss', jobNumber: '7', email: 'old@x.org' })),
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
      link: present({}, applied({ email: 'ada@x.org' })),
      change: update({}, applied(), ['email']),
      ending: converged('present'),
    },
    {
      reason: 'is not written again because departments were noted in another order',
      link: present({}, applied({ departmentIds: [9, 7] })),
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
      link: present({}, applied({ name: 'Augusta' })),
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
      link: present({ settleFrom: minutesAgo(45) }),
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
  const creating = present({ presence: 'creating' });
  const invited = present({ presence: 'invited' });
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
      reason: 'was invited, and has no mobile to be invited with anew: has he accepted?',
      link: invited,
      person: { ...ada, phoneNumbers: [] },
      change: {
        ...find(),
        kind: 'findInvited',
        whenAbsent: { ...blocked('invited', 'noMobile'), dueInMs: 600_000 },
      },
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
  const keys = (row: PlanRow) => planAccount(situationOf(row)).claims.map(({ key }) => key);
  const mobileKey = (value: string) => claimKey('c', 'mobile', `+86${value}`);
  const emailKey = (value: string) => claimKey('c', 'email', value);
  const left = { ...ada, active: false };
  it.each<PlanRow & { reason: string; claims: readonly string[] }>([
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
      link: present({}, applied({ email: 'ada@x.org' })),
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
      link: present({ presence: 'creating' }),
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
