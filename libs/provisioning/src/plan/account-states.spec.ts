import { describe, expect, it } from '@jest/globals';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { claimKey } from '../identity.js';
import { planAccount } from './account.js';
import type { ManagerReference } from './situation.js';

const plan = (row: AccountRow) => planAccount(accountSituation(row));
const boss: ManagerReference = {
  resourceId: 'm',
  presence: 'present',
  outcome: 'retry',
  externalId: 'boss',
  onTheWay: true,
  cyclic: false,
};

describe('an account that was there once', () => {
  it('is made again under the userid it had', () => {
    const { change } = plan({ link: present({ presence: 'gone' }) });
    expect(change).toMatchObject({ kind: 'createAccount', userIds: ['ada-1'] });
  });
});

describe('who cannot be made', () => {
  it.each<AccountRow & { reason: string; ending: object }>([
    {
      reason: 'who has no mobile',
      person: { userName: 'ada', displayName: 'Ada' },
      ending: { presence: 'none', outcome: 'blocked', reason: 'noMobile' },
    },
    {
      reason: 'who was there and has no mobile any more',
      link: present({ presence: 'gone' }),
      person: { userName: 'ada', displayName: 'Ada' },
      ending: { presence: 'gone', outcome: 'blocked', reason: 'noMobile' },
    },
    {
      reason: 'who is in no department',
      departments: [],
      ending: { outcome: 'waiting', reason: 'department' },
    },
  ])('keeps nothing from others: $reason', ({ ending, ...row }) => {
    const { change, claims, faults, ending: is } = plan(row);
    expect(is).toMatchObject(ending);
    expect({ change, claims, faults }).toEqual({ change: undefined, claims: [], faults: [] });
  });
});

describe('who has no name', () => {
  it('is told so, and holds what his account has, if he has one', () => {
    const person = { phoneNumbers: [{ type: 'mobile', value: '13800000001' }] };
    const told = (row: AccountRow) => {
      const { change, ending, claims } = plan({ person, ...row });
      return [change, ending.outcome, ending.reason, claims.length];
    };
    expect(told({})).toEqual([undefined, 'blocked', 'noName', 0]);
    expect(told({ link: present() })).toEqual([undefined, 'blocked', 'noName', 1]);
  });
});

describe('a manager whose account is there, and has something else to come', () => {
  it('is not waited for', () => {
    expect(plan({ more: { manager: boss } }).change).toMatchObject({
      kind: 'createAccount',
      fields: { managerUserId: 'boss' },
    });
  });

  it('is waited for while it is not', () => {
    const coming: ManagerReference = { ...boss, presence: 'none' };
    expect(plan({ more: { manager: coming } }).ending).toMatchObject({
      outcome: 'waiting',
      reason: 'manager',
    });
  });
});

describe('a leaver', () => {
  const outOfScope = { scope: { users: 'userName eq "eve"' } };

  it.each<AccountRow & { reason: string; leaving: string; counts: boolean }>([
    { reason: 'who is deleted', person: null, leaving: 'deleted', counts: true },
    { reason: 'who is deactivated', person: { ...ada, active: false }, leaving: 'deactivated', counts: true },
    { reason: 'who leaves the scope', settings: outOfScope, leaving: 'outOfScope', counts: false },
    {
      reason: 'who leaves the scope and is kept',
      settings: { ...outOfScope, leavers: { outOfScope: { action: 'nothing' } } },
      leaving: 'outOfScope',
      counts: true,
    },
    {
      reason: 'who leaves the scope and has time to come back',
      settings: { ...outOfScope, leavers: { outOfScope: { graceSeconds: 60 } } },
      leaving: 'outOfScope',
      counts: true,
    },
  ])('$reason is told so, has no faults, and counts for others: $counts', ({ leaving, counts, ...row }) => {
    expect(plan({ link: present(), ...row })).toMatchObject({ leaving, outOfScope: !counts, faults: [] });
  });
});

describe('an account that is there, whose mobile SCIM does not say', () => {
  it.each([
    { reason: 'noMobile', phoneNumbers: [] },
    { reason: 'mobileInvalid', phoneNumbers: [{ type: 'mobile', value: '12' }] },
    { reason: 'mobileChange', phoneNumbers: [{ type: 'mobile', value: '13800000002' }] },
  ])('is told: $reason', ({ reason, phoneNumbers }) => {
    const { change, ending } = plan({ link: present(), person: { ...ada, phoneNumbers } });
    expect(change).toBeUndefined();
    expect(ending).toMatchObject({ presence: 'present', outcome: 'blocked', reason });
  });

  it('is not read again where something else was told of it', () => {
    const told = { outcome: 'blocked', reason: 'emailTaken', changed: false } as const;
    const person = { ...ada, phoneNumbers: [{ type: 'mobile', value: '13800000002' }] };
    expect(plan({ link: present(told), person }).change).toBeUndefined();
    expect(plan({ link: present({ ...told, reason: 'mobileChange' }), person }).change?.kind).toBe(
      'readMobile',
    );
  });

  it('holds each value once while it is made anew, the old ones and the new', () => {
    const person = {
      ...ada,
      phoneNumbers: [{ type: 'mobile', value: '13800000002' }],
      emails: [{ value: 'ada@x.org', type: 'work' }],
    };
    const link = present({ recreate: 'ordered' }, applied({ email: 'ada@x.org' }));
    const { change, claims } = plan({ link, person });
    expect(change?.kind).toBe('deleteAccount');
    expect(claims.map(({ key }) => key)).toEqual([
      claimKey('c', 'mobile', '+8613800000001'),
      claimKey('c', 'email', 'ada@x.org'),
      claimKey('c', 'mobile', '+8613800000002'),
    ]);
  });
});
