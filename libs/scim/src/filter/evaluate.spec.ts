import { describe, expect, it } from '@jest/globals';
import { compareCodePoints } from './code-points.js';
import { matches } from './evaluate.js';
import { parseFilter } from './parse.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  id: 'abc',
  externalId: 'Ext',
  userName: 'BJensen@example.com',
  name: { familyName: "O'Malley" },
  active: false,
  addresses: ['Oslo'],
  emails: [
    { value: 'Work@Example.com', type: 'work', primary: true },
    { value: 'babs@home.org', type: 'home' },
  ],
  [enterprise]: { department: 'Tour', manager: { value: 'm1' } },
  meta: {
    resourceType: 'User',
    created: '2011-05-13T04:42:34.1234567Z',
    lastModified: '2011-05-13T04:42:34Z',
  },
};

describe('matches', () => {
  it.each([
    { reason: 'userName in another case', filter: 'userName eq "bjensen@EXAMPLE.com"' },
    { reason: 'userName in fullwidth letters', filter: 'userName sw "ｂｊｅｎ"' },
    { reason: 'a part in another case', filter: 'name.familyName co "o\'mal"' },
    { reason: 'an ending', filter: 'emails ew ".COM"' },
    { reason: 'false is present', filter: 'active pr' },
    { reason: 'a boolean', filter: 'active eq false' },
    { reason: 'another boolean', filter: 'active ne true' },
    { reason: 'one of many values', filter: 'emails.type eq "home"' },
    { reason: 'another of many values', filter: 'emails.type ne "home"' },
    { reason: 'both conditions on one value', filter: 'emails[type eq "work" and value co "example"]' },
    { reason: 'an extension', filter: `${enterprise}:department eq "tour"` },
    { reason: 'a manager by id', filter: `${enterprise}:manager eq "m1"` },
    { reason: 'a schema that is carried', filter: `schemas eq "${enterprise}"` },
    { reason: 'seven fractional digits', filter: 'meta.created gt "2011-05-13T04:42:34.1234566Z"' },
    {
      reason: 'an instant in another zone',
      filter: 'meta.lastModified eq "2011-05-13T06:42:34.0000000+02:00"',
    },
    { reason: 'the year 0001', filter: 'meta.lastModified ge "0001-01-01T00:00:00Z"' },
    { reason: 'order of texts', filter: 'name.familyName gt "N" and name.familyName le "o\'malley"' },
    { reason: 'what is unassigned is null', filter: 'title eq null' },
    { reason: 'what is unassigned differs from any value', filter: 'title ne "Boss"' },
    { reason: 'what is assigned is not null', filter: 'userName ne null' },
    { reason: 'the opposite of what matches nothing', filter: 'not (colour eq "green")' },
    { reason: 'either of two', filter: 'title pr or active eq false' },
  ])('matches $reason: $filter', ({ filter }) => {
    expect(matches(parseFilter(filter, 'User'), user)).toBe(true);
  });

  it.each([
    { reason: 'a case-exact id in another case', filter: 'id eq "ABC"' },
    { reason: 'a case-exact externalId in another case', filter: 'externalId eq "ext"' },
    { reason: 'conditions met by different values', filter: 'emails[type eq "home" and value co "example"]' },
    { reason: 'an unknown attribute', filter: 'colour ne "green"' },
    { reason: 'what is unassigned', filter: 'title pr' },
    { reason: 'what is unassigned, in order', filter: 'title ge ""' },
    { reason: 'an instant a ten-millionth later', filter: 'meta.created ge "2011-05-13T04:42:34.1234568Z"' },
    { reason: 'only one of two', filter: 'active eq false and title pr' },
    { reason: 'names of the object prototype', filter: 'constructor pr or toString pr' },
    { reason: 'an extension that is not carried', filter: `${dingTalk}:remark pr` },
    { reason: 'a part of what has no parts', filter: 'addresses.locality pr or addresses[locality pr]' },
  ])('does not match $reason: $filter', ({ filter }) => {
    expect(matches(parseFilter(filter, 'User'), user)).toBe(false);
  });
});

describe('the order of texts', () => {
  it('is the order of their code points, as a database has it', () => {
    expect(compareCodePoints('\uffee', '😀')).toBeLessThan(0);
    expect(compareCodePoints('😀', '\uffee')).toBeGreaterThan(0);
    expect(compareCodePoints('😀', '😁')).toBeLessThan(0);
    expect(compareCodePoints('\ud7ff', '😀')).toBeLessThan(0);
    expect(compareCodePoints('\ue000', '😀')).toBeLessThan(0);
    expect(compareCodePoints('a', '\ue000')).toBeLessThan(0);
    expect(compareCodePoints('\ud800\udc00', '\uffee')).toBeGreaterThan(0);
    expect(compareCodePoints('\ud800\udfff', '\ud800\udffe')).toBeGreaterThan(0);
    expect(compareCodePoints('a', 'ab')).toBeLessThan(0);
    expect(compareCodePoints('b', 'ab')).toBeGreaterThan(0);
    expect(compareCodePoints('ab', 'ab')).toBe(0);
  });
});
