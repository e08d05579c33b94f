import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import { planAccount } from './account.js';
import { isUnverified, notSettable, readRepairs, repairsOf } from './repairs.js';

const title = (times: number, wanted: string | null = 'Countess') => ({ title: { wanted, times } });

describe('a field that was written again', () => {
  it.each([
    { times: 1, looked: true, told: false },
    { times: 2, looked: true, told: false },
    { times: 3, looked: false, told: true },
  ])('$times times is to be looked at: $looked, is told: $told', ({ times, looked, told }) => {
    expect(isUnverified(title(times))).toBe(looked);
    expect(notSettable(title(times))).toEqual(told ? [{ field: 'title', fault: 'notSettable' }] : []);
  });

  it('is told beside others that are still tried', () => {
    const both = { ...title(3), remark: { wanted: 'r', times: 1 } };
    expect(notSettable(both)).toEqual([{ field: 'title', fault: 'notSettable' }]);
    expect(isUnverified(both)).toBe(true);
  });

  it('counts for as long as the same is wanted', () => {
    const fields = applied({ title: 'Countess', extension: { City: 'Hangzhou' } });
    const repairs = {
      ...title(1),
      remark: { wanted: null, times: 1 },
      'extension.City': { wanted: 'Beijing', times: 1 },
      'extension.Shoe': { wanted: null, times: 1 },
      'extension.toString': { wanted: null, times: 1 },
    };
    expect(Object.keys(repairsOf(fields, repairs))).toEqual([
      'title',
      'remark',
      'extension.Shoe',
      'extension.toString',
    ]);
  });
});

describe('the repairs that a Link keeps', () => {
  it.each<{ reason: string; kept: JsonObject; read: object }>([
    { reason: 'none', kept: {}, read: {} },
    { reason: 'one', kept: { repairs: title(2) }, read: title(2) },
    { reason: 'one whose field is to be empty', kept: { repairs: title(1, null) }, read: title(1, null) },
    {
      reason: 'one whose field was to be empty in an earlier release',
      kept: { repairs: { title: { times: 1 } } },
      read: title(1, null),
    },
    { reason: 'nothing that could be one', kept: { repairs: 'title' }, read: {} },
    {
      reason: 'those alone that are one',
      kept: { repairs: { ...title(1), remark: 1, email: { wanted: 'x', times: 'often' } } },
      read: title(1),
    },
  ])('are $reason', ({ kept, read }) => {
    expect(readRepairs(kept)).toEqual(read);
  });

  it('are not forgotten over a look at the mobile', () => {
    const person = { ...ada, phoneNumbers: [{ type: 'mobile', value: '13800000002' }] };
    const looked = (more: JsonObject) =>
      planAccount(
        accountSituation({
          person,
          link: {
            ...present({ outcome: 'blocked', reason: 'mobileChange', changed: false }),
            applied: { ...applied(), ...more },
          },
        }),
      ).change;
    expect(looked({ repairs: title(1) })).toMatchObject({ kind: 'readMobile', repairs: title(1) });
    expect(looked({})).not.toHaveProperty('repairs');
  });
});
