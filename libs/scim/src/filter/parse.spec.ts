import { describe, expect, it } from '@jest/globals';
import { pathLabel } from '../attribute-path.js';
import type { ResourceType } from '../resource-type.js';
import type { Filter } from './filter.js';
import { parseFilter } from './parse.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A filter as text with every group in brackets, so that a table can show how it was understood. */
function shown(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.filters.map(shown).join(` ${filter.kind} `)})`;
    case 'not':
      return `not ${shown(filter.filter)}`;
    case 'compare':
      return `${pathLabel(filter.attribute)} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'present':
      return `${pathLabel(filter.attribute)} pr`;
    case 'valuePath':
      return `${pathLabel(filter.attribute)}[${shown(filter.filter)}]`;
    case 'nothing':
      return 'nothing';
  }
}

const understood = (text: string, type: ResourceType = 'User'): string => shown(parseFilter(text, type));

describe('the filters of RFC 7644 Figure 2', () => {
  it.each([
    ['userName eq "bjensen"', 'userName eq "bjensen"'],
    ['name.familyName co "O\'Malley"', 'name.familyName co "O\'Malley"'],
    ['userName sw "J"', 'userName sw "J"'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"', 'userName sw "J"'],
    ['title pr', 'title pr'],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', 'meta.lastModified gt "2011-05-13T04:42:34Z"'],
    ['meta.lastModified le "2011-05-13T04:42:34Z"', 'meta.lastModified le "2011-05-13T04:42:34Z"'],
    ['title pr and userType eq "Employee"', '(title pr and userType eq "Employee")'],
    ['title pr or userType eq "Intern"', '(title pr or userType eq "Intern")'],
    [`schemas eq "${enterprise}"`, `schemas eq "${enterprise}"`],
    [
      'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
      '(userType eq "Employee" and (emails.value co "example.com" or emails.value co "example.org"))',
    ],
    [
      'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
      '(userType ne "Employee" and not (emails.value co "example.com" or emails.value co "example.org"))',
    ],
    [
      'userType eq "Employee" and (emails.type eq "work")',
      '(userType eq "Employee" and emails.type eq "work")',
    ],
    [
      'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
      '(userType eq "Employee" and emails[(type eq "work" and value co "@example.com")])',
    ],
    [
      'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
      '(emails[(type eq "work" and value co "@example.com")] or ims[(type eq "xmpp" and value co "@foo.com")])',
    ],
  ])('understands %s', (text, meaning) => {
    expect(understood(text)).toBe(meaning);
  });
});

describe('parseFilter', () => {
  it.each([
    {
      reason: '"and" binds before "or"',
      text: 'title pr or locale pr and active eq true',
      meaning: '(title pr or (locale pr and active eq true))',
    },
    {
      reason: '"not" binds before "and"',
      text: 'not (title pr) and locale pr',
      meaning: '(not title pr and locale pr)',
    },
    {
      reason: 'brackets bind first',
      text: '(title pr or locale pr) and active eq true',
      meaning: '((title pr or locale pr) and active eq true)',
    },
    {
      reason: 'operators and names have no case',
      text: 'USERNAME Eq "x" AND TITLE PR',
      meaning: '(userName eq "x" and title pr)',
    },
    {
      reason: 'blanks may be doubled or left out around strings and brackets',
      text: '  userName   eq"x"  and(title  pr) ',
      meaning: '(userName eq "x" and title pr)',
    },
    {
      reason: 'a URN holds dots and colons',
      text: `${enterprise}:manager.value eq "1"`,
      meaning: `${enterprise}:manager.value eq "1"`,
    },
    {
      reason: 'a URN has no case',
      text: `${enterprise.toUpperCase()}:Department pr`,
      meaning: `${enterprise}:department pr`,
    },
    {
      reason: 'a manager is compared by id',
      text: `${enterprise}:manager eq "1"`,
      meaning: `${enterprise}:manager.value eq "1"`,
    },
    {
      reason: 'strings have the escapes of JSON',
      text: 'title eq "a\\"b\\\\c\\u00e9 ] ) and"',
      meaning: `title eq ${JSON.stringify('a"b\\cé ] ) and')}`,
    },
    { reason: 'booleans are literals', text: 'active eq False', meaning: 'active eq false' },
    {
      reason: 'booleans come as text from some clients',
      text: 'active eq "True"',
      meaning: 'active eq true',
    },
    { reason: 'null asks for what is unassigned', text: 'title eq null', meaning: 'title eq null' },
    {
      reason: 'a condition behind the brackets joins them',
      text: 'emails[type eq "work"].value eq "x"',
      meaning: 'emails[(type eq "work" and value eq "x")]',
    },
    {
      reason: 'as does a presence',
      text: 'emails[type eq "work" or primary eq true].display pr and title pr',
      meaning: '(emails[((type eq "work" or primary eq true) and display pr)] and title pr)',
    },
    {
      reason: 'brackets nest inside a value path',
      text: 'emails[not (type eq "work" or (primary eq true))]',
      meaning: 'emails[not (type eq "work" or primary eq true)]',
    },
    {
      reason: 'common attributes are known',
      text: 'id eq "1" or externalId eq "2" or meta.resourceType eq "User"',
      meaning: '(id eq "1" or externalId eq "2" or meta.resourceType eq "User")',
    },
    { reason: '$ref is a name', text: 'groups.$ref pr', meaning: 'groups.$ref pr' },
  ])('knows that $reason', ({ text, meaning }) => {
    expect(understood(text)).toBe(meaning);
  });

  it('takes members by their id', () => {
    expect(understood('id eq "g" and members eq "u"', 'Group')).toBe('(id eq "g" and members.value eq "u")');
  });

  it.each([
    { reason: 'an unknown attribute', text: 'favouriteColour eq "green"' },
    { reason: 'an unknown sub-attribute', text: 'name.colour ne "green"' },
    { reason: 'an unknown schema', text: 'urn:example:2.0:User:colour pr' },
    { reason: "another resource type's attribute", text: 'members eq "u"' },
    { reason: 'an attribute of ours without its extension', text: 'syncState eq "1"' },
    { reason: 'an unknown attribute and a value without quotes', text: 'colour eq green' },
    { reason: 'a value path of an unknown attribute', text: 'colours[name eq "green"].value eq "x"' },
    { reason: 'a password, of which nothing may be learnt', text: 'password ne "x"' },
    { reason: 'names of the object prototype', text: 'constructor eq "x"' },
  ])('lets nothing match $reason', ({ text }) => {
    expect(understood(text)).toBe('nothing');
  });

  it('resolves the paths inside a value path against its sub-attributes', () => {
    const filter = parseFilter('emails[type eq "work"]', 'User');
    expect(filter).toMatchObject({
      kind: 'valuePath',
      attribute: { schema: 'urn:ietf:params:scim:schemas:core:2.0:User', attribute: { name: 'emails' } },
      filter: { kind: 'compare', attribute: { schema: '', attribute: { name: 'type' } }, value: 'work' },
    });
  });

  it.each([
    { reason: 'nothing at all', text: '' },
    { reason: 'no operator', text: 'userName' },
    { reason: 'no value', text: 'userName eq' },
    { reason: 'a value that begins in a single quote', text: "userName eq 'secret" },
    { reason: 'a value with a quote in it', text: "userName eq O'secret" },
    { reason: 'a word of the grammar for a value', text: 'title eq AND' },
    { reason: 'a word for a boolean', text: 'active eq secret' },
    { reason: 'two words without quotes', text: 'title eq very secret' },
    { reason: 'a string without end', text: 'userName eq "secret' },
    { reason: 'a bad escape', text: 'userName eq "secret\\x"' },
    { reason: 'a NUL', text: 'userName eq "secret\\u0000"' },
    { reason: 'half a surrogate pair', text: 'userName eq "secret\\ud800"' },
    { reason: 'an unknown operator', text: 'userName regex "secret"' },
    { reason: 'something behind the end', text: 'title pr title' },
    { reason: 'an "and" without an end', text: 'title pr and' },
    { reason: 'a bracket that is not closed', text: '(title pr' },
    { reason: 'a bracket too many', text: 'title pr)' },
    { reason: 'a value path that is not closed', text: 'emails[type eq "work"' },
    { reason: 'an empty value path', text: 'emails[]' },
    { reason: 'a value path in a value path', text: 'emails[type[value eq "x"]]' },
    { reason: 'a value path of a simple attribute', text: 'title[value eq "x"]' },
    { reason: 'a value path without a condition behind its dot', text: 'emails[type eq "work"].value' },
    { reason: '"not" without brackets', text: 'not title pr' },
    { reason: 'a malformed attribute name', text: '"title" eq "x"' },
    { reason: 'a malformed name behind a value path', text: 'emails[type eq "work"].1 eq "x"' },
    { reason: 'a name of odd characters', text: '__proto__ eq "x"' },
    { reason: 'order among booleans', text: 'active gt true' },
    { reason: 'a part of a boolean', text: 'active co true' },
    { reason: 'a text for a boolean', text: 'active eq "secret"' },
    { reason: 'a number for a text', text: 'userName eq 7' },
    { reason: 'a number beyond all numbers', text: 'userName eq 1e999' },
    { reason: 'a boolean for a text', text: 'userName eq true' },
    { reason: 'order among binaries', text: 'x509Certificates.value gt "secret"' },
    { reason: 'order with null', text: 'title gt null' },
    { reason: 'no dateTime for a dateTime', text: 'meta.created gt "secret"' },
    { reason: 'a part of a dateTime', text: 'meta.created sw "2011-05-13T04:42:34Z"' },
    { reason: 'a complex attribute without a value', text: 'name eq "secret"' },
    { reason: 'an extension by itself', text: `${enterprise} eq` },
  ])('answers $reason with 400 invalidFilter and does not repeat it', ({ text }) => {
    expect(() => parseFilter(text, 'User')).toThrow(
      expect.objectContaining({
        status: 400,
        scimType: 'invalidFilter',
        detail: expect.not.stringContaining('secret'),
      }),
    );
  });

  it.each([
    { reason: '20,000 parentheses', text: '('.repeat(20_000) },
    { reason: '8,000 nested parentheses', text: `${'('.repeat(8000)}title pr${')'.repeat(8000)}` },
    { reason: '4,000 nested nots', text: `${'not('.repeat(3200)}title pr${')'.repeat(3200)}` },
    { reason: 'a value path of 8,000 parentheses', text: `emails[${'('.repeat(8000)}` },
    { reason: '8,000 opening brackets', text: 'emails['.repeat(2000) },
    { reason: 'a megabyte', text: `title eq "${'x'.repeat(1_000_000)}"` },
  ])('answers $reason with 400 invalidFilter', ({ text }) => {
    expect(() => parseFilter(text, 'User')).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
    );
  });

  it('counts brackets side by side as one level', () => {
    const text = Array.from({ length: 200 }, () => '(title pr)').join(' and ');
    expect(parseFilter(text, 'User')).toMatchObject({ kind: 'and' });
  });

  it('takes many terms side by side without nesting them', () => {
    const filter = parseFilter(Array.from({ length: 1200 }, () => 'title pr').join(' or '), 'User');
    expect(filter).toMatchObject({ kind: 'or' });
  });
});
