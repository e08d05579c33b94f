import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { ada } from '../../../../test/builders/account-situation.js';
import type { ObservedFields } from '../plan/observed.js';
import { settingsSchema } from '../settings.js';
import { accountTakenOver } from './account-taken-over.js';

const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const settings = settingsSchema.parse({ mapping: { extension: { Shoe: { sources: ['nickName'] } } } });
const taken = (person: JsonObject, listed: ObservedFields) =>
  accountTakenOver(settings, person, listed, 'us');

describe('an account of our own that a Link takes over as a list shows it', () => {
  it('is what the list shows', () => {
    const listed = { name: 'Ada', mobile: '+8613800000009', title: 'Miss', departmentIds: [9, 7] };
    expect(taken({ ...ada, title: 'Countess' }, listed)).toEqual({ ...listed, departmentIds: [7, 9] });
  });

  it('has what may not be read as SCIM has it', () => {
    const person = { ...ada, emails: [{ value: 'ada@x.org', type: 'work' }], nickName: '41' };
    expect(taken(person, { departmentIds: [7] })).toEqual({
      name: 'Ada',
      mobile: '+8613800000001',
      email: 'ada@x.org',
      extension: { Shoe: '41' },
      departmentIds: [7],
    });
  });

  it('has none of what may be read and is not shown', () => {
    const person = { ...ada, emails: [{ value: 'ada@x.org', type: 'work' }], nickName: '41' };
    const { email, extension: custom } = taken(person, { remark: 'r', departmentIds: [7] });
    expect([email, custom]).toEqual([undefined, undefined]);
  });

  it('is not believed to be in the mode for seniors, which no list shows', () => {
    expect(taken({ ...ada, [extension]: { seniorMode: true } }, { departmentIds: [7] })).not.toHaveProperty(
      'senior',
    );
  });

  it('is somebody without name or mobile where neither side tells any', () => {
    expect(taken({}, { departmentIds: [7] })).toEqual({ name: '', mobile: '', departmentIds: [7] });
  });
});

describe('an account that is taken over and shows no personal field', () => {
  const person = {
    ...ada,
    emails: [{ value: 'ada@x.org', type: 'work' }],
    nickName: 'Al',
    title: 'Countess',
  };
  const listed = { name: 'Ada', mobile: '+8613800000001', title: 'Miss', departmentIds: [7] };
  const takenFrom = (madeBy: 'us' | 'others', remark: object) => {
    const custom = { Nick: { sources: ['nickName'] } };
    const mapped = settingsSchema.parse({
      mapping: { remark: { sources: ['nickName'], ...remark }, extension: custom },
    });
    return accountTakenOver(mapped, person, listed, madeBy);
  };

  it('is taken to have what SCIM says where an earlier store of ours made it', () => {
    expect(takenFrom('us', {})).toMatchObject({
      title: 'Miss',
      email: 'ada@x.org',
      remark: 'Al',
      extension: { Nick: 'Al' },
    });
  });

  it('has what it shows and no more where others made it, so that all else is written', () => {
    expect(takenFrom('others', {})).toEqual(listed);
  });

  it('keeps what is to be written only where there is nothing: nobody knows that there is nothing', () => {
    expect(takenFrom('others', { when: 'defaultIfEmpty' })).toEqual({ ...listed, remark: 'Al' });
  });
});
