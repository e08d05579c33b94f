import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada, applied } from '../../../../test/builders/account-situation.js';
import { planMapped, titled } from '../../../../test/builders/mapped-account.js';
import type { AccountFields } from './change.js';
import { previewAccount } from './preview.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('when a field is written', () => {
  const [onlyOnCreate, defaultIfEmpty, keep] = [
    { title: { when: 'onlyOnCreate' } },
    { title: { when: 'defaultIfEmpty' } },
    { title: { ifEmpty: 'keep' } },
  ];
  it.each<{
    reason: string;
    mapping: object;
    person: JsonObject;
    was?: AccountFields;
    title: string | undefined;
  }>([
    {
      reason: 'always: as SCIM says',
      mapping: {},
      person: titled('B'),
      was: applied({ title: 'A' }),
      title: 'B',
    },
    { reason: 'always: cleared', mapping: {}, person: ada, was: applied({ title: 'A' }), title: undefined },
    {
      reason: 'kept where SCIM has none',
      mapping: keep,
      person: ada,
      was: applied({ title: 'A' }),
      title: 'A',
    },
    { reason: 'only on create: then', mapping: onlyOnCreate, person: titled('B'), title: 'B' },
    {
      reason: 'only on create: not later',
      mapping: onlyOnCreate,
      person: titled('B'),
      was: applied({ title: 'A' }),
      title: 'A',
    },
    {
      reason: 'only on create: not later although there was none',
      mapping: onlyOnCreate,
      person: titled('B'),
      was: applied(),
      title: undefined,
    },
    { reason: 'default: on create', mapping: defaultIfEmpty, person: titled('B'), title: 'B' },
    {
      reason: 'default: where there is none',
      mapping: defaultIfEmpty,
      person: titled('B'),
      was: applied(),
      title: 'B',
    },
    {
      reason: 'default: not where there is one',
      mapping: defaultIfEmpty,
      person: titled('B'),
      was: applied({ title: 'A' }),
      title: 'A',
    },
    {
      reason: 'left to DingTalk: neither written',
      mapping: { title: null },
      person: titled('B'),
      title: undefined,
    },
    {
      reason: 'left to DingTalk: nor cleared',
      mapping: { title: null },
      person: ada,
      was: applied({ title: 'A' }),
      title: 'A',
    },
  ])('$reason', ({ mapping, person, was, title }) => {
    const { change, faults } = planMapped(mapping, person, was);
    const after = change && 'fields' in change ? (change.fields as AccountFields) : was;
    expect([after?.title, faults]).toEqual([title, []]);
    if (was && was.title === title) expect(change).toBeUndefined();
  });

  it('is not waited for where the manager is left to DingTalk', () => {
    const manager = {
      resourceId: 'm',
      presence: 'none',
      outcome: 'retry',
      onTheWay: true,
      cyclic: false,
    } as const;
    const person = { ...ada, [enterprise]: { manager: { value: 'm' } } };
    expect(planMapped({}, person, undefined, { manager }).ending.reason).toBe('manager');
    expect(planMapped({ manager_userid: null }, person, undefined, { manager })).toMatchObject({
      change: { kind: 'createAccount' },
      ending: { outcome: 'converged' },
    });
  });
});

describe('a field that cannot be brought in step', () => {
  const long = { ...titled('B'), emails: [{ value: `${'a'.repeat(50)}@x.org`, type: 'work' }] };
  it('holds nothing else up, and is told by name', () => {
    expect(planMapped({}, long)).toMatchObject({
      change: { kind: 'createAccount', fields: { ...applied(), title: 'B' } },
      ending: { outcome: 'converged' },
      faults: [{ field: 'email', fault: 'tooLong' }],
    });
  });

  it('stays as it is in DingTalk', () => {
    const was = applied({ title: 'B', email: 'old@x.org' });
    expect(planMapped({}, long, was)).toMatchObject({ faults: [{ field: 'email', fault: 'tooLong' }] });
    expect(planMapped({}, long, was).change).toBeUndefined();
  });

  it('is a date that SCIM took away: DingTalk cannot empty it', () => {
    const { change, faults } = planMapped(
      { hired_date: { sources: ['timezone'], ifEmpty: 'clear' } },
      ada,
      applied({ hiredDate: 5 }),
    );
    expect([change, faults]).toEqual([undefined, [{ field: 'hired_date', fault: 'notClearable' }]]);
  });

  it('is a flag that is emptied by being false', () => {
    const { change } = planMapped(
      { hide_mobile: { sources: ['active'], ifEmpty: 'clear' } },
      ada,
      applied({ hideMobile: true }),
    );
    expect(change).toMatchObject({ set: { hideMobile: false }, clear: [] });
  });
});

describe('custom fields', () => {
  const mapping = { extension: { City: { sources: ['locale'] }, Cost: { sources: ['title'] } } };
  it('are written one by one; what others wrote is left alone', () => {
    const was = applied({ extension: { City: 'Hangzhou', Cost: '7', Old: 'x' } });
    const { change } = planMapped(mapping, { ...ada, locale: 'Beijing' }, was);
    expect(change).toMatchObject({ set: { extension: { City: 'Beijing', Cost: '' } } });
    expect((change as { fields: AccountFields }).fields.extension).toEqual({ City: 'Beijing', Old: 'x' });
  });

  it('are written as far as there is room, the same ones at every look', () => {
    const person = { ...titled('c'.repeat(1_500)), locale: 'l'.repeat(1_500) };
    const first = planMapped(mapping, person);
    expect(first.faults).toEqual([{ field: 'extension.Cost', fault: 'tooLong' }]);
    const { fields } = first.change as { fields: AccountFields };
    expect(JSON.stringify(fields.extension).length).toBeLessThanOrEqual(2_000);
    expect(planMapped(mapping, person, fields).change).toBeUndefined();
  });
});

describe('the room for custom fields', () => {
  const mapping = {
    extension: { A: { sources: ['locale'] }, B: { sources: ['title'] }, C: { sources: ['nickName'] } },
  };
  // {"A":"…","B":"…"} with 985 and 1,000 characters: 2,000 with all that stands around them.
  const full = { ...titled('b'.repeat(1_000)), locale: 'a'.repeat(985) };

  it('is used to the last character', () => {
    const { change, faults } = planMapped(mapping, full);
    expect(faults).toEqual([]);
    expect(JSON.stringify((change as { fields: AccountFields }).fields.extension)).toHaveLength(2_000);
  });

  it('ends there: one character more is told by name, with where it came from', () => {
    const person = { ...titled('b'.repeat(1_001)), locale: 'a'.repeat(985), nickName: 'c' };
    const { change, faults } = planMapped(mapping, person);
    expect(faults).toEqual([{ field: 'extension.B', fault: 'tooLong' }]);
    expect((change as { fields: AccountFields }).fields.extension).toEqual({ A: 'a'.repeat(985), C: 'c' });
    const situation = accountSituation({ settings: { mapping }, person });
    expect(previewAccount(situation).find(({ field }) => field === 'extension.B')).toEqual({
      field: 'extension.B',
      source: 'title',
      kept: 'tooLong',
      fault: 'tooLong',
    });
  });

  it('is not taken by what is not there', () => {
    const person = { ...titled('b'.repeat(1_000)), nickName: 'c'.repeat(985) };
    expect(planMapped(mapping, person).faults).toEqual([]);
  });
});

describe('a field that is written on create only', () => {
  const mapping = { login_email: { sources: ['nickName'], when: 'onlyOnCreate' } };
  const faultsWith = (nickName: string, was: AccountFields) =>
    planMapped(mapping, { ...ada, nickName }, was).faults;

  it.each([
    {
      reason: 'still missing where it could not be written then',
      nickName: 'nobody',
      was: applied(),
      missing: true,
    },
    {
      reason: 'settled where it could',
      nickName: 'nobody',
      was: applied({ loginEmail: 'a@x.org' }),
      missing: false,
    },
    { reason: 'settled where nobody asked for it then', nickName: 'a@x.org', was: applied(), missing: false },
  ])('is $reason', ({ nickName, was, missing }) => {
    expect(faultsWith(nickName, was)).toEqual(missing ? [{ field: 'login_email', fault: 'unreadable' }] : []);
  });
});
