import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonObject } from '#common';
import { accountSituation, ada } from '../../../../test/builders/account-situation.js';
import { planMapped } from '../../../../test/builders/mapped-account.js';
import { accountFields } from '../mapping/field.js';
import { mappingSchema } from '../mapping/mapping.js';
import type { Mapping } from '../mapping/mapping.js';
import { planAccount } from './account.js';
import { observe } from './observe.js';
import { readableOf } from './observed.js';
import { previewAccount } from './preview.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

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
        const first = planMapped(rules, changes);
        expect(planMapped(rules, changes)).toEqual(first);
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
        const made = planMapped(rules, changes);
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
        const next = planMapped(rules, changes, read.fields);
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
