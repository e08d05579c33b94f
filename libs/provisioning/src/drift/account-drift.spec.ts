import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import type { ObservedFields } from '../plan/observed.js';
import { settingsSchema } from '../settings.js';
import { accountDrift } from './account-drift.js';
import { departmentDrift } from './department-drift.js';

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
const rules = settingsSchema.parse({ mapping: { job_number: { when: 'onlyOnCreate' } } });
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
});

describe('departmentDrift', () => {
  const applied = { name: 'Sales', parentId: 1, order: 3 };
  const listed = { name: 'Sales', parentId: 1, headIds: ['ada'] };

  it('has none where heads were never ours to set, and a list tells no order', () => {
    const { fields, differing } = departmentDrift(applied, listed);
    expect(differing).toEqual([]);
    expect(fields).toEqual(applied);
  });

  it('tells name, parent and heads', () => {
    const { differing } = departmentDrift(
      { ...applied, headIds: ['eve'] },
      { ...listed, name: 'Selling', parentId: 2 },
    );
    expect(differing.map(({ field }) => field)).toEqual(['name', 'parent_id', 'dept_manager_userid_list']);
  });
});
