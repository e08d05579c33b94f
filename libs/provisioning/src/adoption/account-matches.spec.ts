import { describe, expect, it } from '@jest/globals';
import { mapPerson } from '../mapping/account.js';
import { settingsSchema } from '../settings.js';
import { AccountMatches, isStillMatched } from './account-matches.js';
import type { ExistingAccount } from './account-matches.js';
import type { AdoptionKey } from './adoption-settings.js';

const settings = settingsSchema.parse({});
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const bodyOf = (mobile: string, more: object = {}) => ({
  displayName: 'Ada',
  phoneNumbers: [{ type: 'mobile', value: mobile }],
  ...more,
});
const ada = bodyOf('13800000001', {
  userName: 'ada@example.test',
  externalId: '0042',
  emails: [{ type: 'work', value: 'Ada@example.test' }],
  [enterprise]: { employeeNumber: 'E1' },
});

function matched(account: ExistingAccount, ...bodies: readonly ReturnType<typeof bodyOf>[]) {
  const matches = new AccountMatches('c');
  bodies.forEach((body, place) => {
    matches.know(`r${String(place)}`, body, mapPerson(body, settings));
  });
  return matches.of(account);
}

describe('whose an account may be', () => {
  it.each<{ reason: string; account: ExistingAccount; keys: readonly AdoptionKey[] }>([
    { reason: 'the mobile', account: { userId: 'x', mobile: '+8613800000001' }, keys: ['mobile'] },
    {
      reason: 'the e-mail in any case',
      account: { userId: 'x', email: 'ADA@example.test' },
      keys: ['email'],
    },
    { reason: 'the job number', account: { userId: 'x', jobNumber: 'E1' }, keys: ['job_number'] },
    { reason: 'the externalId', account: { userId: '0042' }, keys: ['userid'] },
    { reason: 'the userName', account: { userId: 'ada@example.test' }, keys: ['userid'] },
    {
      reason: 'several at once, what tells most first',
      account: { userId: '0042', mobile: '+8613800000001', jobNumber: 'E1' },
      keys: ['mobile', 'job_number', 'userid'],
    },
  ])('is told by $reason', ({ account, keys }) => {
    expect(matched(account, ada)).toEqual([{ resourceId: 'r0', keys }]);
    expect(isStillMatched(keys, ada, mapPerson(ada, settings), account)).toBe(true);
  });

  it('is nobody’s by what is empty, or by an e-mail in place of a number', () => {
    expect(matched({ userId: 'x', email: '', jobNumber: '' }, ada, bodyOf('13800000002'))).toEqual([]);
    expect(matched({ userId: 'E1', jobNumber: '0042' }, ada)).toEqual([]);
  });

  it('may be that of two people', () => {
    const account = { userId: 'x', mobile: '+8613800000002', jobNumber: 'E1' };
    expect(matched(account, ada, bodyOf('13800000002'), bodyOf('13800000002'))).toEqual([
      { resourceId: 'r1', keys: ['mobile'] },
      { resourceId: 'r2', keys: ['mobile'] },
      { resourceId: 'r0', keys: ['job_number'] },
    ]);
  });

  it('is his no more once one of the keys says otherwise', () => {
    const account = { userId: 'x', mobile: '+8613800000001', jobNumber: 'E2' };
    expect(isStillMatched(['mobile', 'job_number'], ada, mapPerson(ada, settings), account)).toBe(false);
    expect(isStillMatched(['mobile'], ada, mapPerson(ada, settings), { userId: 'x' })).toBe(false);
  });

  it('goes by capitals, save in an e-mail', () => {
    expect(matched({ userId: 'ADA@EXAMPLE.TEST', jobNumber: 'e1' }, ada)).toEqual([]);
    const still = (key: AdoptionKey, account: Partial<ExistingAccount>) =>
      isStillMatched([key], ada, mapPerson(ada, settings), { userId: 'x', ...account });
    expect([still('job_number', { jobNumber: 'e1' }), still('job_number', { jobNumber: 'E1' })]).toEqual([
      false,
      true,
    ]);
    expect([
      still('email', { email: 'ADA@example.test' }),
      still('email', { email: 'eve@example.test' }),
    ]).toEqual([true, false]);
    expect(still('email', {})).toBe(false);
    // Where a department stands is looked at elsewhere.
    expect(still('path', {})).toBe(true);
  });

  it('is not told by what is empty on both sides, nor by a field that is left to DingTalk', () => {
    const left = settingsSchema.parse({ mapping: { email: null, job_number: null } });
    const matches = new AccountMatches('c');
    const body = { ...ada, userName: '', externalId: '' };
    matches.know('r', body, mapPerson(body, left));
    expect(matches.of({ userId: '', email: 'ada@example.test', jobNumber: 'E1' })).toEqual([]);
  });
});
