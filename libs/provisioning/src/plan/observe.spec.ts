import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import { planAccount } from './account.js';
import type { AccountFields } from './change.js';
import { observe } from './observe.js';
import { readableOf } from './observed.js';
import type { ObservedFields } from './observed.js';
import type { Repairs } from './repair.js';

const written = applied({
  title: 'Countess',
  email: 'Ada@x.org',
  remark: 'r',
  extension: { City: 'Hangzhou' },
});
const look = (changes: Partial<ObservedFields>, repairs: Repairs = {}, wasWritten = true) => {
  const observed: ObservedFields = { ...written, ...changes };
  return observe(written, repairs, observed, readableOf(observed), { wasWritten });
};

describe('what a read shows of an account', () => {
  it.each<{ reason: string; seen: Partial<ObservedFields> }>([
    { reason: 'as it was written', seen: {} },
    { reason: 'an e-mail in another case', seen: { email: 'ada@X.org' } },
    { reason: 'flags that nobody ever set', seen: { hideMobile: false, senior: false } },
    { reason: 'custom fields of others', seen: { extension: { City: 'Hangzhou', Hobby: 'maths' } } },
    {
      reason: 'no personal field at all: they are hidden',
      seen: { email: undefined, remark: undefined, extension: undefined },
    },
    { reason: 'no mobile: it is hidden', seen: { mobile: undefined } },
    { reason: 'no name: nobody is without one', seen: { name: undefined } },
  ])('is in step: $reason', ({ seen }) => {
    expect(look(seen)).toEqual({ fields: written, repairs: {}, differing: [] });
  });

  it.each<{ reason: string; seen: Partial<ObservedFields>; field: string; value: unknown }>([
    { reason: 'another title', seen: { title: 'Miss' }, field: 'title', value: 'Miss' },
    {
      reason: 'no title: titles are never hidden',
      seen: { title: undefined },
      field: 'title',
      value: undefined,
    },
    {
      reason: 'no e-mail where other personal fields are shown',
      seen: { email: undefined },
      field: 'email',
      value: undefined,
    },
    {
      reason: 'a manager that nobody here set',
      seen: { managerUserId: 'boss' },
      field: 'manager_userid',
      value: 'boss',
    },
    { reason: 'another name', seen: { name: 'Eve' }, field: 'name', value: 'Eve' },
    { reason: 'a title in other capitals', seen: { title: 'COUNTESS' }, field: 'title', value: 'COUNTESS' },
    { reason: 'a flag that nobody here set', seen: { hideMobile: true }, field: 'hide_mobile', value: true },
    {
      reason: 'an address that is shown at last, though most are hidden',
      seen: { organisationEmail: 'a@x.org' },
      field: 'org_email',
      value: 'a@x.org',
    },
    {
      reason: 'no custom field where other personal fields are shown',
      seen: { extension: undefined },
      field: 'extension.City',
      value: undefined,
    },
    {
      reason: 'another custom field',
      seen: { extension: { City: 'Beijing' } },
      field: 'extension.City',
      value: 'Beijing',
    },
  ])('is taken as it is, to be repaired: $reason', ({ seen, field, value }) => {
    const { fields, repairs, differing } = look(seen);
    expect(differing).toEqual([field]);
    expect(repairs[field]?.times).toBe(1);
    const shown: Readonly<Record<string, unknown>> = {
      name: fields.name,
      hide_mobile: fields.hideMobile,
      org_email: fields.organisationEmail,
      title: fields.title,
      email: fields.email,
      manager_userid: fields.managerUserId,
      'extension.City': fields.extension?.City,
    };
    expect(shown[field]).toBe(value);
  });

  it('counts for nothing where somebody before us made the account', () => {
    const { fields, repairs, differing } = look({ title: 'Miss' }, {}, false);
    expect([fields.title, repairs, differing]).toEqual(['Miss', {}, []]);
  });

  it('is not known where nothing is presumed and nobody can tell empty from hidden', () => {
    const hidden = { email: undefined, remark: undefined, extension: undefined };
    const observed: ObservedFields = { ...written, ...hidden };
    const { fields } = observe(written, {}, observed, readableOf(observed), {
      wasWritten: false,
      isPresumed: (name) => name === 'remark',
    });
    expect([fields.title, fields.email, fields.remark, fields.extension]).toEqual([
      'Countess',
      undefined,
      'r',
      undefined,
    ]);
    expect(look(hidden, {}, false).fields).toMatchObject({ email: 'Ada@x.org', remark: 'r' });
  });

  it('is another mobile: DingTalk knows it better', () => {
    const { fields, differing } = look({ mobile: '+8613800000009' });
    expect([fields.mobile, differing]).toEqual(['+8613800000009', []]);
  });

  it('is its departments in the order of their numbers', () => {
    expect(look({ departmentIds: [10, 9] }).fields.departmentIds).toEqual([9, 10]);
  });

  it('is an enterprise account once it was seen to be one', () => {
    expect(look({ enterprise: true }).fields.enterprise).toBe(true);
    expect(look({}).fields).not.toHaveProperty('enterprise');
  });

  it('tells nothing of custom fields or titles where none were ever ours', () => {
    const bare = applied();
    const seen = observe(bare, {}, bare, readableOf(bare), { wasWritten: true });
    expect(seen.fields).toStrictEqual(bare);
    expect(look({ title: 'Miss' }).fields).not.toHaveProperty('titlesInDoubt');
  });
});

describe('a field that reads back different', () => {
  /** Plans and carries out until nothing is left to do; `shown` is what DingTalk makes of what it is given. */
  function live(
    person: JsonObject,
    start: AccountFields,
    repairs: Repairs,
    shown: (given: AccountFields) => AccountFields,
  ) {
    let state: JsonObject = {
      ...start,
      ...(Object.keys(repairs).length > 0 ? { repairs: { ...repairs } as never } : {}),
    };
    const calls: string[] = [];
    for (;;) {
      const { change, ending, faults } = planAccount(
        accountSituation({ person, link: { ...present(), applied: state } }),
      );
      if (!change) return { calls, ending, faults, state };
      calls.push(change.kind);
      if (calls.length > 20) throw new Error('it goes round in circles');
      if (change.kind === 'updateAccount') {
        state = { ...change.fields, ...(change.repairs ? { repairs: change.repairs as never } : {}) };
      } else if (change.kind === 'findAccount') {
        const seen = shown(change.fields);
        const told = observe(change.fields, change.repairs ?? {}, seen, readableOf(seen), {
          wasWritten: true,
        });
        state = {
          ...told.fields,
          ...(Object.keys(told.repairs).length > 0 ? { repairs: told.repairs as never } : {}),
        };
      }
    }
  }
  const countess = { ...ada, title: 'Countess' };
  const refused = (given: AccountFields): AccountFields => ({ ...given, title: 'Miss' });
  const first = observe(applied({ title: 'Countess' }), {}, refused(applied()), new Set(), {
    wasWritten: true,
  });

  it('is written again and looked at, twice; then it is told and left alone', () => {
    const { calls, ending, faults } = live(countess, first.fields, first.repairs, refused);
    expect(calls).toEqual(['updateAccount', 'findAccount', 'updateAccount', 'findAccount']);
    expect(ending).toMatchObject({ presence: 'present', outcome: 'converged' });
    expect(faults).toEqual([{ field: 'title', fault: 'notSettable' }]);
  });

  it('is in step when a repair helps, without a trace', () => {
    const { calls, faults, state } = live(countess, first.fields, first.repairs, (given) => given);
    expect([calls, faults]).toEqual([['updateAccount', 'findAccount'], []]);
    expect(state.repairs).toBeUndefined();
  });

  it('is tried again when SCIM says something else, once and without a look', () => {
    const given = live(countess, first.fields, first.repairs, refused).state;
    const next = planAccount(
      accountSituation({ person: { ...ada, title: 'Lady' }, link: { ...present(), applied: given } }),
    );
    expect(next).toMatchObject({ change: { kind: 'updateAccount', set: { title: 'Lady' } }, faults: [] });
    expect(next.ending.outcome).toBe('converged');
    expect(next.change).not.toHaveProperty('repairs');
  });

  it('keeps nothing else from being written', () => {
    const given = live(countess, first.fields, first.repairs, refused).state;
    const next = planAccount(
      accountSituation({
        person: { ...countess, displayName: 'Augusta' },
        link: { ...present(), applied: given },
      }),
    );
    expect(next).toMatchObject({
      change: { set: { name: 'Augusta' } },
      faults: [{ field: 'title', fault: 'notSettable' }],
      ending: { outcome: 'converged' },
    });
  });
});
