import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import type { ObservedFields } from '../plan/observed.js';
import { settingsSchema } from '../settings.js';
import { accountDrift } from './account-drift.js';

const written: JsonObject = {
  name: 'Ada',
  mobile: '+8613800000001',
  email: 'ada@x.org',
  title: 'Engineer',
  managerUserId: 'boss',
  departmentIds: [7],
};
const asWritten: ObservedFields = {
  name: 'Ada',
  mobile: '+8613800000001',
  email: 'ada@x.org',
  title: 'Engineer',
  departmentIds: [7],
};
const mapping = {
  job_number: { when: 'onlyOnCreate' },
  telephone: { when: 'defaultIfEmpty', sources: ['nickName'] },
  work_place: { when: 'defaultIfEmpty' },
  extension: { City: { sources: ['locale'] } },
};
const rules = settingsSchema.parse({ mapping });
const driftOf = (listed: ObservedFields, applied = written) =>
  accountDrift(rules, applied, listed).differing.map(({ field, written: was, observed: is }) => [
    field,
    was,
    is,
  ]);

describe('accountDrift', () => {
  const rows: readonly {
    readonly reason: string;
    readonly listed: ObservedFields;
    readonly applied?: JsonObject;
    readonly drift: readonly unknown[];
  }[] = [
    {
      reason: 'what is as it was left has none, though a list leaves the manager out',
      listed: asWritten,
      drift: [],
    },
    {
      reason: 'every field that shows something else is told',
      listed: { ...asWritten, title: 'Queen', departmentIds: [] },
      drift: [
        ['title', 'Engineer', 'Queen'],
        ['dept_id_list', [7], []],
      ],
    },
    {
      reason: 'what was emptied is told',
      listed: { ...asWritten, title: undefined },
      drift: [['title', 'Engineer', null]],
    },
    {
      reason: 'a mobile that a person changed is told, one that may not be read is not',
      listed: { ...asWritten, mobile: '+8613800000002' },
      drift: [['mobile', '+8613800000001', '+8613800000002']],
    },
    {
      reason: 'personal fields of which none is shown may not be read',
      listed: { ...asWritten, mobile: undefined, email: undefined },
      drift: [],
    },
    {
      reason: 'what the mapping writes once, or leaves to DingTalk, may be anything',
      listed: { ...asWritten, jobNumber: '7', hideMobile: true, organisationEmail: 'a@corp.org' },
      drift: [],
    },
    {
      reason: 'what is only to fill a gap may be anything, and a gap is filled',
      listed: { ...asWritten, telephone: '6123', workPlace: undefined },
      applied: { ...written, telephone: '6124', workPlace: 'Hangzhou' },
      drift: [['work_place', 'Hangzhou', null]],
    },
    {
      reason: 'what is kept where SCIM says nothing may be anything, as long as we wrote none',
      listed: { ...asWritten, remark: 'r', hideMobile: true },
      drift: [],
    },
    {
      reason: 'what we wrote of it is told',
      listed: { ...asWritten, remark: 'r' },
      applied: { ...written, remark: 'ours' },
      drift: [['remark', 'ours', 'r']],
    },
    {
      reason: 'a custom field is told by its name, where it is ours',
      listed: { ...asWritten, extension: { City: 'Beijing', Hobby: 'maths' } },
      applied: { ...written, extension: { City: 'Hangzhou' } },
      drift: [['extension.City', 'Hangzhou', 'Beijing']],
    },
    {
      reason: 'what was written in vain is told as a fault already',
      listed: { ...asWritten, title: 'Queen' },
      applied: { ...written, repairs: { title: { wanted: 'Engineer', times: 3 } } },
      drift: [],
    },
  ];
  it.each(rows)('$reason', ({ listed, applied, drift }) => {
    expect(driftOf(listed, applied)).toEqual(drift);
  });

  it('takes what it does not see to be as written', () => {
    const { fields } = accountDrift(rules, written, { ...asWritten, email: undefined, title: 'Queen' });
    expect(fields).toMatchObject({ managerUserId: 'boss', email: 'ada@x.org', title: 'Queen' });
  });

  it('goes on with repairs of what lists leave out, and counts one more of what they show', () => {
    const manager = { wanted: 'boss', times: 1 };
    const title = { wanted: 'Engineer', times: 1 };
    const applied: JsonObject = { ...written, repairs: { manager_userid: manager, title } };
    const drift = accountDrift(rules, applied, { ...asWritten, title: 'Queen' });
    expect(drift.repairs).toEqual({ manager_userid: manager, title: { ...title, times: 2 } });
    expect(accountDrift(rules, applied, asWritten).repairs).toEqual({ manager_userid: manager });
  });

  it('lets a manager who is DingTalk’s be, and everything that no rule fills', () => {
    const none = settingsSchema.parse({ mapping: { manager_userid: null, title: null } });
    const listed = { ...asWritten, title: 'Queen' };
    expect(accountDrift(none, written, listed).differing).toEqual([]);
  });
});
