import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada, applied } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { mapPerson } from '../mapping/account.js';
import type { AccountFields, TakenValue } from './change.js';
import { desiredAccount, faultsOf } from './desired.js';
import type { FieldTrace } from './desired.js';

const fixed = { mobile: '+8613800000001', departmentIds: [7] };

/** What an account should show that has, or is about to have, what `there` says. */
function desired({ person, ...row }: AccountRow & { readonly person: JsonObject }, there?: AccountFields) {
  const situation = accountSituation({ ...row, person: { ...ada, ...person } });
  return desiredAccount(situation, mapPerson({ ...ada, ...person }, situation.settings), fixed, there);
}
const traced = (row: AccountRow & { readonly person: JsonObject }, field: string, there?: AccountFields) =>
  desired(row, there).trace.find((trace) => trace.field === field);

const nick = { sources: ['nickName'] };
const boss = {
  resourceId: 'm',
  presence: 'present',
  outcome: 'converged',
  externalId: 'boss',
  onTheWay: false,
  cyclic: false,
} as const;

describe('why a field of an account is what it is', () => {
  it.each<{
    reason: string;
    mapping: object;
    person?: JsonObject;
    there?: AccountFields;
    field: string;
    trace: Omit<FieldTrace, 'field'>;
  }>([
    {
      reason: 'SCIM says so',
      mapping: {},
      person: { title: 'Countess' },
      there: applied({ title: 'Miss' }),
      field: 'title',
      trace: { value: 'Countess', source: 'title' },
    },
    {
      reason: 'it is emptied with SCIM',
      mapping: {},
      there: applied({ title: 'Miss' }),
      field: 'title',
      trace: {},
    },
    {
      reason: 'it stays though SCIM says nothing any more',
      mapping: { title: { ifEmpty: 'keep' } },
      there: applied({ title: 'Miss' }),
      field: 'title',
      trace: { value: 'Miss', kept: 'ifEmpty' },
    },
    {
      reason: 'neither side ever had one, and nothing is kept',
      mapping: { title: { ifEmpty: 'keep' } },
      there: applied(),
      field: 'title',
      trace: {},
    },
    {
      reason: 'a new account has none, and nothing is kept',
      mapping: { title: { ifEmpty: 'keep' } },
      field: 'title',
      trace: {},
    },
    {
      reason: 'it cannot be emptied',
      mapping: { hired_date: { ...nick, ifEmpty: 'clear' } },
      there: applied({ hiredDate: 86_400_000 }),
      field: 'hired_date',
      trace: { value: 86_400_000, kept: 'notClearable', fault: 'notClearable' },
    },
    {
      reason: 'it would have to be emptied, and is empty',
      mapping: { hired_date: { ...nick, ifEmpty: 'clear' } },
      there: applied(),
      field: 'hired_date',
      trace: {},
    },
    {
      reason: 'a flag that SCIM says nothing of any more is taken back',
      mapping: { hide_mobile: { ...nick, ifEmpty: 'clear' } },
      there: applied({ hideMobile: true }),
      field: 'hide_mobile',
      trace: { value: false },
    },
    {
      reason: 'it was written when the account was made',
      mapping: { title: { when: 'onlyOnCreate' } },
      person: { title: 'Countess' },
      there: applied({ title: 'Miss' }),
      field: 'title',
      trace: { value: 'Miss', kept: 'onlyOnCreate' },
    },
    {
      reason: 'DingTalk has one where we only fill a gap',
      mapping: { title: { when: 'defaultIfEmpty' } },
      person: { title: 'Countess' },
      there: applied({ title: 'Miss' }),
      field: 'title',
      trace: { value: 'Miss', kept: 'defaultIfEmpty' },
    },
    {
      reason: 'a gap is filled',
      mapping: { title: { when: 'defaultIfEmpty' } },
      person: { title: 'Countess' },
      there: applied(),
      field: 'title',
      trace: { value: 'Countess', source: 'title' },
    },
    {
      reason: 'it is left to DingTalk',
      mapping: { title: null },
      person: { title: 'Countess' },
      there: applied({ title: 'Miss' }),
      field: 'title',
      trace: { value: 'Miss', kept: 'notOurs' },
    },
    {
      reason: 'what SCIM says cannot be one',
      mapping: { login_email: nick },
      person: { nickName: 'nonsense' },
      there: applied({ loginEmail: 'a@x.org' }),
      field: 'login_email',
      trace: { value: 'a@x.org', kept: 'unreadable', source: 'nickName', fault: 'unreadable' },
    },
  ])('$reason', ({ mapping, person = {}, there, field, trace }) => {
    expect(traced({ settings: { mapping }, person }, field, there)).toEqual({ field, ...trace });
  });

  it.each<{ letGo: boolean; there: AccountFields | undefined; value: string | undefined }>([
    { letGo: false, there: applied({ email: 'old@x.org' }), value: 'old@x.org' },
    { letGo: true, there: applied({ email: 'old@x.org' }), value: undefined },
    { letGo: false, there: undefined, value: undefined },
  ])('somebody else has it: lets go $letGo, shows $value', ({ letGo, there, value }) => {
    const taken: readonly TakenValue[] = [{ field: 'email', key: 'k', letGo }];
    const row = { person: { emails: [{ value: 'new@x.org', type: 'work' }] }, more: { taken } };
    const trace = traced(row, 'email', there);
    const source = 'emails[type eq "work"].value';
    expect(trace).toEqual({ field: 'email', value, source, kept: 'taken', fault: 'taken' });
    expect(traced({ ...row, person: {} }, 'email', there)?.source).toBeUndefined();
    expect(faultsOf(desired(row, there).trace)).toEqual([{ field: 'email', fault: 'taken' }]);
  });
});

describe('what is told of an account', () => {
  it('is every field, in one order, custom fields last and by their names', () => {
    const extension = { Shoe: { sources: ['nickName'] }, City: { sources: ['locale'] } };
    const { trace } = desired({ settings: { mapping: { extension } }, person: {} });
    expect(trace.map(({ field }) => field)).toEqual([
      'title',
      'job_number',
      'email',
      'org_email',
      'telephone',
      'work_place',
      'remark',
      'hired_date',
      'hide_mobile',
      'senior_mode',
      'login_email',
      'manager_userid',
      'extension.City',
      'extension.Shoe',
    ]);
  });

  it('is a custom field that has no room beside the others, and where it came from', () => {
    const extension = { A: { sources: ['title'] }, B: { sources: ['nickName'] }, C: { sources: ['locale'] } };
    const { trace, fields } = desired({
      settings: { mapping: { extension } },
      person: { title: 'x'.repeat(1_500), nickName: 'y'.repeat(600), locale: 'z' },
    });
    expect(trace.filter(({ field }) => field.startsWith('extension.'))).toEqual([
      { field: 'extension.A', value: 'x'.repeat(1_500), source: 'title' },
      { field: 'extension.B', kept: 'tooLong', source: 'nickName', fault: 'tooLong' },
      { field: 'extension.C', value: 'z', source: 'locale' },
    ]);
    expect(Object.keys(fields.extension ?? {})).toEqual(['A', 'C']);
  });
});

describe('the manager of an account', () => {
  const written = (manager_userid: object | null, there?: AccountFields, manager: object = boss) =>
    desired(
      { settings: { mapping: { manager_userid } }, person: {}, more: { manager: { ...boss, ...manager } } },
      there,
    ).fields.managerUserId;

  it('is whom SCIM names, once he is there', () => {
    expect(written({})).toBe('boss');
    expect(written({}, undefined, { presence: 'creating' })).toBeUndefined();
    expect(written({}, applied({ managerUserId: 'before' }), { presence: 'gone' })).toBeUndefined();
  });

  it('is DingTalk’s own where he is left to it', () => {
    expect(written(null)).toBeUndefined();
    expect(written(null, applied({ managerUserId: 'before' }))).toBe('before');
  });

  it('stays where SCIM names nobody any more and he is to be kept', () => {
    const kept = desired(
      { settings: { mapping: { manager_userid: { ifEmpty: 'keep' } } }, person: {} },
      applied({ managerUserId: 'before' }),
    );
    expect(kept.fields.managerUserId).toBe('before');
  });
});

describe('titles of departments that nobody knows', () => {
  const doubted = applied({ departmentTitles: { 7: 'Cook' }, titlesInDoubt: true });

  it('stay in doubt as long as they are left to DingTalk, and no longer', () => {
    const left = desired({ person: { title: 'Cook' } }, doubted).fields;
    const ours = desired(
      { settings: { departmentTitles: { kind: 'title' } }, person: { title: 'Cook' } },
      doubted,
    ).fields;
    expect([left.titlesInDoubt, ours.titlesInDoubt]).toEqual([true, undefined]);
  });
});
