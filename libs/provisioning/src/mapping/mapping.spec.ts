import { describe, expect, it } from '@jest/globals';
import { accountFields } from './field.js';
import { mappingSchema } from './mapping.js';

const told = (mapping: object) =>
  mappingSchema
    .safeParse(mapping)
    .error?.issues.map(({ path, code, message }) => [path.join('.'), code === 'custom' ? message : code]);

const customFields = (n: number) =>
  Object.fromEntries(Array.from({ length: n }, (_, place) => [`f${String(place)}`, { sources: ['title'] }]));

describe('a mapping that is saved', () => {
  it('may name every field of the table, and no other', () => {
    expect(Object.keys(mappingSchema.shape)).toEqual(
      [...accountFields.map(({ name }) => name), 'extension'].sort(byTable),
    );
  });

  it.each<{ reason: string; mapping: object }>([
    { reason: 'nothing: all defaults', mapping: {} },
    { reason: 'a field that is left to DingTalk', mapping: { title: null } },
    { reason: 'a rule of which only one member is another', mapping: { title: { when: 'onlyOnCreate' } } },
    {
      reason: 'sources in order',
      mapping: { remark: { sources: ['title', 'nickName', { constant: 'x' }] } },
    },
    { reason: 'how the manager is kept', mapping: { manager_userid: { when: 'defaultIfEmpty' } } },
    { reason: 'custom fields', mapping: { extension: { 城市: { sources: ['addresses.locality'] } } } },
    { reason: 'as many custom fields as may be', mapping: { extension: customFields(100) } },
    {
      reason: 'members that say nothing',
      mapping: { title: { sources: undefined, when: 'onlyOnCreate' } },
    },
    { reason: 'flags for everybody', mapping: { hide_mobile: { sources: [{ constant: true }] } } },
  ])('is taken: $reason', ({ mapping }) => {
    expect(told(mapping)).toBeUndefined();
  });

  it.each<{ reason: string; mapping: object; issues: readonly (readonly [string, string])[] }>([
    {
      reason: 'an attribute that does not exist',
      mapping: { title: { sources: ['title', 'titel'] } },
      issues: [['title.sources.1', 'The path names no attribute of a User.']],
    },
    {
      reason: 'a complex attribute',
      mapping: { title: { sources: ['name'] } },
      issues: [['title.sources.0', 'The path names name, which has sub-attributes; name one of them.']],
    },
    {
      reason: 'parts of a name that do not exist',
      mapping: { name: { sources: [{ nameParts: ['name.givenName', 'name.surname'] }] } },
      issues: [['name.sources.0.nameParts.1', 'The path names no attribute of a User.']],
    },
    { reason: 'a field that does not exist', mapping: { titel: {} }, issues: [['', 'unrecognized_keys']] },
    {
      reason: 'a field that no account can do without',
      mapping: { mobile: null },
      issues: [['mobile', 'invalid_type']],
    },
    {
      reason: 'a member that does not exist',
      mapping: { title: { source: ['title'] } },
      issues: [['title', 'unrecognized_keys']],
    },
    {
      reason: 'a moment that does not exist',
      mapping: { title: { when: 'sometimes' } },
      issues: [['title.when', 'invalid_value']],
    },
    {
      reason: 'a mobile that would change later',
      mapping: { mobile: { when: 'onlyOnCreate' } },
      issues: [['mobile', 'unrecognized_keys']],
    },
    {
      reason: 'a manager from anywhere else',
      mapping: { manager_userid: { sources: ['nickName'] } },
      issues: [['manager_userid', 'unrecognized_keys']],
    },
    {
      reason: 'a field without default that comes from nothing',
      mapping: { org_email: { when: 'always' } },
      issues: [['org_email.sources', 'is needed: this field comes from nothing by default']],
    },
    {
      reason: 'no source at all',
      mapping: { title: { sources: [] } },
      issues: [['title.sources', 'too_small']],
    },
    {
      reason: 'a constant that the field does not take',
      mapping: { hide_mobile: { sources: [{ constant: 'perhaps' }] } },
      issues: [['hide_mobile.sources.0.constant', 'is not what hide_mobile takes (unreadable)']],
    },
    {
      reason: 'a constant that is too long',
      mapping: { login_email: { sources: [{ constant: `${'a'.repeat(70)}@x.org` }] } },
      issues: [['login_email.sources.0.constant', 'is not what login_email takes (tooLong)']],
    },
    {
      reason: 'a constant that a custom field cannot be',
      mapping: { extension: { Phone: { sources: [{ constant: 'none' }], transform: 'e164' } } },
      issues: [['extension.Phone.sources.0.constant', 'is not what extension.Phone takes (unreadable)']],
    },
    {
      reason: 'a custom field without name',
      mapping: { extension: { '': { sources: ['title'] } } },
      issues: [['extension.', 'invalid_key']],
    },
    {
      reason: 'a custom field of a name that is no text',
      mapping: { extension: { 'a\u0007b': { sources: ['title'] } } },
      issues: [['extension.a\u0007b', 'invalid_key']],
    },
    {
      reason: 'more custom fields than DingTalk could have',
      mapping: { extension: customFields(101) },
      issues: [['extension', 'has more than 100 custom fields']],
    },
    {
      reason: 'a custom field that comes from nothing',
      mapping: { extension: { 城市: {} } },
      issues: [['extension.城市.sources', 'invalid_type']],
    },
  ])('is refused, naming where: $reason', ({ mapping, issues }) => {
    expect(told(mapping)).toEqual(issues);
  });
});

const order = [...accountFields.map(({ name }): string => name), 'extension'];
const byTable = (a: string, b: string) => order.indexOf(a) - order.indexOf(b);
