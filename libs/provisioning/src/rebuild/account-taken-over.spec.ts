import { describe, expect, it } from '@jest/globals';
import { ada } from '../../../../test/builders/account-situation.js';
import { settingsSchema } from '../settings.js';
import { accountTakenOver } from './account-taken-over.js';

describe('an account that is taken over and shows no personal field', () => {
  const person = {
    ...ada,
    emails: [{ value: 'ada@x.org', type: 'work' }],
    nickName: 'Al',
    title: 'Countess',
  };
  const listed = { name: 'Ada', mobile: '+8613800000001', title: 'Miss', departmentIds: [7] };
  const taken = (madeBy: 'us' | 'others', remark: object) => {
    const extension = { Nick: { sources: ['nickName'] } };
    const settings = settingsSchema.parse({
      mapping: { remark: { sources: ['nickName'], ...remark }, extension },
    });
    return accountTakenOver(settings, person, listed, madeBy);
  };

  it('is taken to have what SCIM says where an earlier store of ours made it', () => {
    expect(taken('us', {})).toMatchObject({
      title: 'Miss',
      email: 'ada@x.org',
      remark: 'Al',
      extension: { Nick: 'Al' },
    });
  });

  it('has what it shows and no more where others made it, so that all else is written', () => {
    expect(taken('others', {})).toEqual(listed);
  });

  it('keeps what is to be written only where there is nothing: nobody knows that there is nothing', () => {
    expect(taken('others', { when: 'defaultIfEmpty' })).toEqual({ ...listed, remark: 'Al' });
  });
});
