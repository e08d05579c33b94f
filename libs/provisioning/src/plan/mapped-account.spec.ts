import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonObject } from '#common';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { claimKey } from '../identity.js';
import { accountFields } from '../mapping/field.js';
import { mappingSchema } from '../mapping/mapping.js';
import type { Mapping } from '../mapping/mapping.js';
import { planAccount } from './account.js';
import type { AccountFields, TakenValue } from './change.js';
import { observe } from './observe.js';
import { readableOf } from './observed.js';
import { previewAccount } from './preview.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const plan = (mapping: object, person: JsonObject, fields?: AccountFields, more: AccountRow['more'] = {}) =>
  planAccount(
    accountSituation({
      settings: { mapping },
      person,
      ...(fields ? { link: present({}, fields) } : {}),
      more,
    }),
  );
const titled = (title: string): JsonObject => ({ ...ada, title });

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
    const { change, faults } = plan(mapping, person, was);
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
    expect(plan({}, person, undefined, { manager }).ending.reason).toBe('manager');
    expect(plan({ manager_userid: null }, person, undefined, { manager })).toMatchObject({
      change: { kind: 'createAccount' },
      ending: { outcome: 'converged' },
    });
  });
});

describe('a field that cannot be brought in step', () => {
  const long = { ...titled('B'), emails: [{ value: `${'a'.repeat(50)}@x.org`, type: 'work' }] };
  it('holds nothing else up, and is told by name', () => {
    expect(plan({}, long)).toMatchObject({
      change: { kind: 'createAccount', fields: { ...applied(), title: 'B' } },
      ending: { outcome: 'converged' },
      faults: [{ field: 'email', fault: 'tooLong' }],
    });
  });

  it('stays as it is in DingTalk', () => {
    const was = applied({ title: 'B', email: 'old@x.org' });
    expect(plan({}, long, was)).toMatchObject({ faults: [{ field: 'email', fault: 'tooLong' }] });
    expect(plan({}, long, was).change).toBeUndefined();
  });

  it('is a date that SCIM took away: DingTalk cannot empty it', () => {
    const { change, faults } = plan(
      { hired_date: { sources: ['timezone'], ifEmpty: 'clear' } },
      ada,
      applied({ hiredDate: 5 }),
    );
    expect([change, faults]).toEqual([undefined, [{ field: 'hired_date', fault: 'notClearable' }]]);
  });

  it('is a flag that is emptied by being false', () => {
    const { change } = plan(
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
    const { change } = plan(mapping, { ...ada, locale: 'Beijing' }, was);
    expect(change).toMatchObject({ set: { extension: { City: 'Beijing', Cost: '' } } });
    expect((change as { fields: AccountFields }).fields.extension).toEqual({ City: 'Beijing', Old: 'x' });
  });

  it('are written as far as there is room, the same ones at every look', () => {
    const person = { ...titled('c'.repeat(1_500)), locale: 'l'.repeat(1_500) };
    const first = plan(mapping, person);
    expect(first.faults).toEqual([{ field: 'extension.Cost', fault: 'tooLong' }]);
    const { fields } = first.change as { fields: AccountFields };
    expect(JSON.stringify(fields.extension).length).toBeLessThanOrEqual(2_000);
    expect(plan(mapping, person, fields).change).toBeUndefined();
  });
});

describe('the room for custom fields', () => {
  const mapping = {
    extension: { A: { sources: ['locale'] }, B: { sources: ['title'] }, C: { sources: ['nickName'] } },
  };
  // {"A":"…","B":"…"} with 985 and 1,000 characters: 2,000 with all that stands around them.
  const full = { ...titled('b'.repeat(1_000)), locale: 'a'.repeat(985) };

  it('is used to the last character', () => {
    const { change, faults } = plan(mapping, full);
    expect(faults).toEqual([]);
    expect(JSON.stringify((change as { fields: AccountFields }).fields.extension)).toHaveLength(2_000);
  });

  it('ends there: one character more is told by name, with where it came from', () => {
    const person = { ...titled('b'.repeat(1_001)), locale: 'a'.repeat(985), nickName: 'c' };
    const { change, faults } = plan(mapping, person);
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
    expect(plan(mapping, person).faults).toEqual([]);
  });
});

describe('a field that is written on create only', () => {
  const mapping = { login_email: { sources: ['nickName'], when: 'onlyOnCreate' } };
  const faultsWith = (nickName: string, was: AccountFields) =>
    plan(mapping, { ...ada, nickName }, was).faults;

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

describe('a unique value that somebody else has', () => {
  const mapping = { telephone: { sources: ['nickName'] } };
  const person = { ...titled('B'), nickName: '6123', emails: [{ value: 'b@x.org', type: 'work' }] };
  const taken = (field: TakenValue['field'], letGo = false) => ({ taken: [{ field, key: 'k', letGo }] });
  it.each([
    { reason: 'is let be while all else is written', letGo: false, set: { title: 'B' }, clear: [] },
    { reason: 'is let go of where that moves a ring', letGo: true, set: { title: 'B' }, clear: ['email'] },
  ])('$reason', ({ letGo, set, clear }) => {
    const was = applied({ email: 'a@x.org' });
    expect(plan({}, person, was, taken('email', letGo))).toMatchObject({
      change: { set, clear },
      ending: { presence: 'present', outcome: 'blocked', reason: 'emailTaken', waitingOn: 'k' },
      faults: [{ field: 'email', fault: 'taken' }],
    });
  });

  it('keeps nobody from being made where it is a desk phone', () => {
    const made = plan(mapping, person, undefined, taken('telephone'));
    expect(made).toMatchObject({ change: { kind: 'createAccount' }, ending: { reason: 'telephoneTaken' } });
    expect((made.change as { fields: AccountFields }).fields.telephone).toBeUndefined();
  });

  it('can be done without by who is there; a new person is not made with half an identity', () => {
    const spared = (was?: AccountFields) =>
      plan(mapping, person, was).claims.map(({ whenTaken, spares }) => [whenTaken, spares]);
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

describe('any person under any mapping', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '13800000001',
      '+86 138 0000 0001',
      'a@x.org',
      '2020-01-01',
      'true',
      '[a](b)',
      '张',
      '  ',
    ),
  );
  const value: fc.Arbitrary<Json> = fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(null));
  const element = fc.dictionary(fc.constantFrom('value', 'type', 'primary', 'locality'), value);
  const anything = fc.oneof(value, fc.array(fc.oneof(element, value), { maxLength: 4 }), element);
  const names = [
    'displayName',
    'userName',
    'title',
    'nickName',
    'name',
    'emails',
    'phoneNumbers',
    'addresses',
    enterprise,
  ];
  const body = fc.dictionary(fc.constantFrom(...names), anything) as fc.Arbitrary<JsonObject>;
  const source = fc.constantFrom<string | object>(
    'title',
    'nickName',
    'name.givenName',
    'emails.value',
    'phoneNumbers[type eq "work"].value',
    `${enterprise}:costCenter`,
    { constant: 'fixed' },
    { nameParts: ['nickName', 'title'] },
  );
  const rule = fc.record(
    {
      sources: fc.array(source, { minLength: 1, maxLength: 3 }),
      when: fc.constantFrom('always', 'onlyOnCreate', 'defaultIfEmpty'),
      ifEmpty: fc.constantFrom('clear', 'keep'),
      transform: fc.constantFrom('asIs', 'lower', 'upper', 'e164', 'dingTalkPhone'),
    },
    { requiredKeys: ['sources'] },
  );
  const own = fc.option(rule, { nil: null });
  const fieldNames = ['title', 'job_number', 'email', 'org_email', 'telephone', 'work_place', 'remark'];
  const mapping = fc
    .record({
      fields: fc.dictionary(fc.constantFrom(...fieldNames), own),
      extension: fc.dictionary(fc.constantFrom('City', '城市', 'toString'), rule),
    })
    .map(({ fields, extension }) => ({ ...fields, extension }))
    .map((written) => mappingSchema.safeParse(written))
    .filter(({ success }) => success)
    .map(({ data }) => data as Mapping);
  const person = body.map((changes) => ({ ...ada, ...changes, phoneNumbers: ada.phoneNumbers ?? [] }));

  it('is planned the same way twice, within all limits of DingTalk', () => {
    fc.assert(
      fc.property(mapping, body, (rules, changes) => {
        const first = plan(rules, changes);
        expect(plan(rules, changes)).toEqual(first);
        if (first.change?.kind !== 'createAccount') return;
        const { fields } = first.change;
        for (const { key, limit } of accountFields) {
          const length = Array.from(String(fields[key] ?? '')).length;
          if (limit) expect(length).toBeLessThanOrEqual(limit.characters);
        }
        expect(JSON.stringify(fields.extension ?? {}).length).toBeLessThanOrEqual(2_000);
      }),
      { numRuns: 500 },
    );
  });

  it('is in step once it was mapped, applied and read back, whatever the app may read', () => {
    fc.assert(
      fc.property(mapping, person, fc.boolean(), fc.boolean(), (rules, changes, mobiles, personal) => {
        const made = plan(rules, changes);
        if (made.change?.kind !== 'createAccount') return;
        const { fields } = made.change;
        const seen = {
          ...fields,
          ...(mobiles ? {} : { mobile: undefined }),
          ...(personal
            ? {}
            : { email: undefined, workPlace: undefined, remark: undefined, extension: undefined }),
          loginEmail: undefined,
        };
        const read = observe(fields, {}, seen, readableOf(seen), { wasWritten: true });
        expect(read).toEqual({ fields, repairs: {}, differing: [] });
        const next = plan(rules, changes, read.fields);
        expect([next.change, next.ending, next.faults]).toEqual([undefined, made.ending, made.faults]);
      }),
      { numRuns: 500 },
    );
  });

  it('is shown beforehand as it is planned', () => {
    fc.assert(
      fc.property(mapping, person, (rules, changes) => {
        const situation = accountSituation({ settings: { mapping: rules }, person: changes });
        const { change } = planAccount(situation);
        if (change?.kind !== 'createAccount') return;
        const shown = new Map(previewAccount(situation).map(({ field, value }) => [field, value]));
        for (const { name, key } of accountFields) {
          if (key !== 'mobile') expect(shown.get(name)).toEqual(change.fields[key]);
        }
        for (const [key, value] of Object.entries(change.fields.extension ?? {})) {
          expect(shown.get(`extension.${key}`)).toBe(value);
        }
      }),
    );
  });
});
