import { describe, expect, it } from '@jest/globals';
import { accountSituation, applied, present } from '../../../../test/builders/account-situation.js';
import { planMapped, titled } from '../../../../test/builders/mapped-account.js';
import { claimKey } from '../identity.js';
import { planAccount } from './account.js';
import type { AccountFields, TakenValue } from './change.js';

describe('a unique value that somebody else has', () => {
  const mapping = { telephone: { sources: ['nickName'] } };
  const person = { ...titled('B'), nickName: '6123', emails: [{ value: 'b@x.org', type: 'work' }] };
  const taken = (field: TakenValue['field'], letGo = false) => ({ taken: [{ field, key: 'k', letGo }] });
  it.each([
    { reason: 'is let be while all else is written', letGo: false, set: { title: 'B' }, clear: [] },
    { reason: 'is let go of where that moves a ring', letGo: true, set: { title: 'B' }, clear: ['email'] },
  ])('$reason', ({ letGo, set, clear }) => {
    const was = applied({ email: 'a@x.org' });
    expect(planMapped({}, person, was, taken('email', letGo))).toMatchObject({
      change: { set, clear },
      ending: { presence: 'present', outcome: 'blocked', reason: 'emailTaken', waitingOn: 'k' },
      faults: [{ field: 'email', fault: 'taken' }],
    });
  });

  it('keeps nobody from being made where it is a desk phone', () => {
    const made = planMapped(mapping, person, undefined, taken('telephone'));
    expect(made).toMatchObject({ change: { kind: 'createAccount' }, ending: { reason: 'telephoneTaken' } });
    expect((made.change as { fields: AccountFields }).fields.telephone).toBeUndefined();
  });

  it('can be done without by who is there; a new person is not made with half an identity', () => {
    const spared = (was?: AccountFields) =>
      planMapped(mapping, person, was).claims.map(({ whenTaken, spares }) => [whenTaken, spares]);
    expect(spared(applied())).toEqual([
      ['mobileTaken', undefined],
      ['emailTaken', 'email'],
      ['telephoneTaken', 'telephone'],
    ]);
    expect(spared()).toEqual([
      ['mobileTaken', undefined],
      ['emailTaken', undefined],
      ['telephoneTaken', 'telephone'],
    ]);
  });

  it('is a mobile in E.164, so that another region is no other mobile', () => {
    for (const region of ['CN', 'HK']) {
      const { ending, claims } = planAccount(
        accountSituation({ settings: { region }, link: present({}, applied()) }),
      );
      expect([ending.outcome, claims[0]?.key]).toEqual([
        'converged',
        claimKey('c', 'mobile', '+8613800000001'),
      ]);
    }
  });
});
