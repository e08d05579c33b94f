import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ResourceId } from '#common';
import { parseFilter, readUser } from '#scim';
import type { StoredResource, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { dingTalk, enterprise, group, person } from '../builders/population.js';
import { baseUrl, everything, listOf, PopulatedStore } from '../support/populated-store.js';
import { RandomFilters } from '../support/random-filters.js';
import { seeded } from '../support/seeded.js';
import { keysOf } from '../support/stored-resource.js';
import { withStore } from '../support/with-store.js';

type Type = StoredResource['type'];
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

let population: PopulatedStore;
let store: Store;
withStore(async (opened) => {
  store = opened;
  population = await PopulatedStore.of(opened);
});

describe('a filtered list has exactly the Resources that match', () => {
  it.each<{ reason: string; type?: Type; filter: string }>([
    { reason: 'userName in another case', filter: 'userName eq "ADA@example.COM"' },
    { reason: 'userName in another width', filter: 'userName eq "FULL"' },
    { reason: 'userName in another composition', filter: 'userName eq "E\u0301MILE"' },
    { reason: 'the beginning of userName', filter: 'userName sw "ORDER"' },
    { reason: 'what differs from a userName', filter: 'userName ne "plain"' },
    { reason: 'externalId in its own case only', filter: 'externalId eq "E-1"' },
    { reason: 'another externalId, or none', filter: 'externalId ne "E-1"' },
    { reason: 'no externalId', filter: 'externalId eq null' },
    { reason: 'an id', filter: `id eq "${person(3)}"` },
    { reason: 'every id but one', filter: `id ne "${person(3)}"` },
    { reason: 'every id but one that cannot be', filter: 'id ne "no id"' },
    { reason: 'the order of ids', filter: `id gt "${person(3)}" and id le "${person(6)}"` },
    { reason: 'a part of an id', filter: 'id ew "0012"' },
    { reason: 'an accent in another case', filter: 'displayName eq "émile zola"' },
    { reason: 'a name in another case', filter: 'name.familyName eq "zola"' },
    { reason: 'a decomposed accent', filter: 'name.givenName eq "ÉMILE"' },
    {
      reason: 'a value of one complex attribute',
      filter: 'name[familyName eq "Ärlig" and givenName sw "bj"]',
    },
    { reason: 'a complex value without a part', filter: 'name[familyName eq null]' },
    { reason: 'what one complex value is not', filter: 'name[not (familyName eq "zola")]' },
    { reason: 'a name at all', filter: 'name pr' },
    { reason: 'a flag', filter: 'active eq true' },
    { reason: 'a flag that is not set', filter: 'active ne true' },
    { reason: 'a flag that is there', filter: 'active pr' },
    { reason: 'a flag that is not there', filter: 'active eq null' },
    { reason: 'an address, whatever its type', filter: 'emails eq "ADA@example.com"' },
    { reason: 'an accented address', filter: 'emails.value eq "BJÖRN@example.com"' },
    { reason: 'a part of an address', filter: 'emails co "EXAMPLE"' },
    { reason: 'an address of a type', filter: 'emails[type eq "work"].value eq "ada@example.com"' },
    { reason: 'an address of another type', filter: 'emails[type ne "work" and value eq "ada@example.com"]' },
    { reason: 'an address or a type', filter: 'emails[value eq "ada@home.org" or type eq "OTHER"]' },
    { reason: 'an address without type', filter: 'emails[type eq null]' },
    { reason: 'a typed element without address', filter: 'emails[not (value pr)]' },
    { reason: 'people without that address', filter: 'not (emails eq "ada@example.com")' },
    { reason: 'some other address, or none', filter: 'emails ne "ada@example.com"' },
    { reason: 'no address', filter: 'not (emails pr)' },
    { reason: 'no typed address', filter: 'emails.type eq null' },
    { reason: 'the preferred address', filter: 'emails[primary eq true and value sw "ADA"]' },
    { reason: 'a flag in a list', filter: 'emails.primary eq false' },
    { reason: 'a number by its type', filter: 'phoneNumbers[type eq "mobile"]' },
    { reason: 'a role by its accented label', filter: 'roles.display eq "WRÎTER"' },
    { reason: 'a place', filter: 'addresses.locality eq "århus"' },
    { reason: 'a reference in its own case only', filter: 'photos.value ew "A.jpg"' },
    { reason: 'a link in its own case', filter: 'profileUrl co "Zola"' },
    { reason: 'a certificate', filter: 'x509Certificates eq "TWlh"' },
    { reason: 'a department', filter: `${enterprise}:department eq "engines"` },
    { reason: 'a manager, written in lower case', filter: `${enterprise}:manager eq "${person(0)}"` },
    {
      reason: 'a manager, written in upper case',
      filter: `${enterprise}:manager.value eq "${person(0).toUpperCase()}"`,
    },
    { reason: 'a manager who is no UUID', filter: `${enterprise}:manager[value eq "no uuid"]` },
    { reason: 'a manager at all', filter: `${enterprise}:manager pr` },
    { reason: "a manager's name", filter: `${enterprise}:manager.displayName co "A"` },
    {
      reason: 'a field of the organisation',
      filter: `${dingTalk}:extension[type eq "Hobby" and value sw "C"]`,
    },
    { reason: 'a dateTime that is stored', filter: `${dingTalk}:hiredDate eq "2015-03-01T00:00:00.500Z"` },
    { reason: 'a dateTime after another', filter: `${dingTalk}:hiredDate gt "0001-01-01T00:00:00.0000000Z"` },
    {
      reason: 'a dateTime before another',
      filter: `${dingTalk}:hiredDate lt "2015-03-01T00:00:00.5000001Z"`,
    },
    { reason: 'no dateTime', filter: `not (${dingTalk}:hiredDate pr)` },
    { reason: 'a boolean of an extension', filter: `${dingTalk}:hideMobile eq true` },
    { reason: "a manager's address", filter: `${enterprise}:manager.$ref pr` },
    { reason: 'everybody by the core schema', filter: `schemas eq "${core}"` },
    { reason: 'the extension', filter: `schemas eq "${enterprise}"` },
    { reason: 'some other schema', filter: `schemas ne "${core}"` },
    { reason: 'the type', filter: 'meta.resourceType eq "User"' },
    { reason: 'an instant as it is shown', filter: 'meta.created eq "2011-05-13T04:42:34.123Z"' },
    { reason: 'another zone', filter: 'meta.created eq "2011-05-13T06:42:34.1230000+02:00"' },
    { reason: 'other instants', filter: 'meta.created ne "2011-05-13T04:42:34.123Z"' },
    { reason: 'a ten-millionth later', filter: 'meta.created gt "2011-05-13T04:42:34.1230001Z"' },
    { reason: 'a ten-millionth earlier', filter: 'meta.created ge "2011-05-13T04:42:34.1229999Z"' },
    { reason: 'up to a ten-millionth later', filter: 'meta.created le "2011-05-13T04:42:34.1230001Z"' },
    { reason: 'from a ten-millionth later', filter: 'meta.created ge "2011-05-13T04:42:34.1230001Z"' },
    { reason: 'before a ten-millionth later', filter: 'meta.created lt "2011-05-13T04:42:34.1230001Z"' },
    { reason: 'up to an instant', filter: 'meta.created le "2011-05-13T04:42:34.123Z"' },
    { reason: 'before 1970', filter: 'meta.created le "1969-12-31T23:59:59.9990000Z"' },
    { reason: 'before 1970, between milliseconds', filter: 'meta.created lt "1969-12-31T23:59:59.9995Z"' },
    { reason: 'the year 0001', filter: 'meta.lastModified ge "0001-01-01T00:00:00.0000000Z"' },
    { reason: 'the year 0000', filter: 'meta.lastModified gt "0000-01-01T00:00:00+14:00"' },
    { reason: 'the year 9999', filter: 'meta.lastModified lt "9999-12-31T23:59:59-14:00"' },
    { reason: 'an instant that is no millisecond', filter: 'meta.created ne "2011-05-13T04:42:34.1234567Z"' },
    { reason: 'an address of a resource', filter: `meta.location eq "${baseUrl}/Users/${person(2)}"` },
    { reason: 'a version', filter: 'meta.version eq "W/\\"1\\""' },
    { reason: 'metadata as a value path', filter: 'meta[version ne "W/\\"1\\"" and resourceType eq "User"]' },
    { reason: 'a Group, directly or not', filter: `groups eq "${group(0)}"` },
    { reason: 'a Group around Groups', filter: `groups.value eq "${group(2)}"` },
    { reason: 'a Group in a circle', filter: `groups.value eq "${group(4)}"` },
    { reason: 'a Group by direct membership', filter: `groups[value eq "${group(1)}" and type eq "direct"]` },
    { reason: 'a Group through another', filter: `groups[value eq "${group(1)}" and type eq "INDIRECT"]` },
    { reason: 'a Group by its name', filter: 'groups.display eq "ÉMIGRÉS"' },
    { reason: 'a Group by its address', filter: `groups.$ref eq "${baseUrl}/Groups/${group(6)}"` },
    { reason: 'some other Group, or none', filter: `groups ne "${group(0)}"` },
    { reason: 'no Group', filter: 'groups eq null' },
    { reason: 'a Group at all', filter: 'groups pr' },
    { reason: 'the order of texts by code point', filter: 'title gt "\uffee"' },
    { reason: 'the order of texts by key', filter: 'title le "COUNTESS"' },
    { reason: 'a language tag', filter: 'locale eq "de-de"' },
    { reason: 'negation of two', filter: 'not (active eq true or title pr)' },
    { reason: 'negation twice', filter: 'not (not (title eq "countess"))' },
    { reason: 'one part nobody knows', filter: 'colour eq "green" or userName eq "plain"' },
    { reason: 'the opposite of what nobody knows', filter: 'not (colour eq "green")' },
    { reason: 'a final sigma', filter: 'nickName eq "ΟΔΥΣΣΕΥΣ"' },
    { reason: 'a final sigma that is none', filter: 'nickName eq "οδυσσευσ"' },
    { reason: 'a cased script that is young', filter: 'nickName eq "თბილისი"' },
    { reason: 'a dotted capital I', filter: 'nickName eq "İSTANBUL"' },
    { reason: 'the Kelvin sign', filter: 'nickName eq "K"' },
    { reason: 'an accent in both forms', filter: 'nickName eq "é"' },
    { reason: 'an umlaut', filter: 'nickName sw "Üb"' },
    { reason: 'fullwidth letters', filter: 'nickName eq "ＡＢＣ"' },
    { reason: 'a percent sign as such', filter: 'displayName co "0%"' },
    { reason: 'an underscore as such', filter: 'title eq "A_B" or title co "_"' },
    { reason: 'a backslash as such', filter: String.raw`nickName co "K\\S"` },
    { reason: 'a quotation mark', filter: 'userName ew "\\"HERE\\""' },
    { reason: 'what anything contains', filter: 'displayName co ""' },
    { reason: 'a Group by name', type: 'Group', filter: 'displayName eq "engineering"' },
    { reason: 'a Group by accented name', type: 'Group', filter: 'displayName eq "émigrÉs"' },
    { reason: 'a Group by a final sigma', type: 'Group', filter: 'displayName ew "ος"' },
    { reason: 'Groups by externalId', type: 'Group', filter: 'externalId eq "g-1"' },
    { reason: 'a member', type: 'Group', filter: `members eq "${person(1)}"` },
    {
      reason: 'a member of one Group',
      type: 'Group',
      filter: `id eq "${group(0)}" and members eq "${person(1)}"`,
    },
    { reason: 'a member that is a Group', type: 'Group', filter: 'members.type eq "GROUP"' },
    { reason: 'members that are no Users', type: 'Group', filter: 'members[not (type eq "User")]' },
    { reason: 'a member by name', type: 'Group', filter: 'members.display eq "BJÖRN ÄRLIG"' },
    { reason: 'a member without name', type: 'Group', filter: 'members[display eq null]' },
    {
      reason: 'a member by address',
      type: 'Group',
      filter: `members.$ref eq "${baseUrl}/Groups/${group(0)}"`,
    },
    { reason: 'some other member, or none', type: 'Group', filter: `members ne "${person(8)}"` },
    { reason: 'no members', type: 'Group', filter: 'members eq null' },
    { reason: 'a part of a member id', type: 'Group', filter: 'members.value sw "c0"' },
    { reason: 'the type of Groups', type: 'Group', filter: 'meta[resourceType eq "Group"]' },
  ])('by $reason: $filter', async ({ type = 'User', filter }) => {
    const expected = population.matchedBy(type, filter);
    expect(expected).not.toEqual([]);
    expect(await population.selectedBy(type, filter)).toEqual(expected);
  });

  it.each<{ reason: string; type?: Type; filter: string }>([
    { reason: 'an unknown attribute', filter: 'colour ne "green"' },
    { reason: 'a password, which is not kept', filter: 'password pr or password ne "x"' },
    { reason: 'an id in upper case', filter: `id eq "${person(3).toUpperCase()}"` },
    { reason: 'an id of a Group among Users', filter: `id eq "${group(0)}"` },
    { reason: 'a percent sign for anything', filter: 'userName co "a%a" or displayName sw "%"' },
    { reason: 'an underscore for any character', filter: 'userName eq "plai_" or userName sw "pla_n"' },
    { reason: 'an instant that is no millisecond', filter: 'meta.created eq "2011-05-13T04:42:34.1234560Z"' },
    {
      reason: 'conditions met by different values',
      filter: 'emails[type eq "home" and value eq "ada@example.com"]',
    },
    { reason: 'an instant before 1970', filter: 'meta.lastModified lt "1969-12-31T23:59:59.9995Z"' },
    { reason: 'a Group that is none', filter: 'groups.value eq "Engineering"' },
    { reason: 'a member in upper case', type: 'Group', filter: `members eq "${person(1).toUpperCase()}"` },
    { reason: 'another type', type: 'Group', filter: 'meta.resourceType eq "User"' },
  ])('and so nobody by $reason: $filter', async ({ type = 'User', filter }) => {
    expect(population.matchedBy(type, filter)).toEqual([]);
    expect(await population.selectedBy(type, filter)).toEqual([]);
  });

  it('whatever the filter', async () => {
    const random = seeded(7644);
    const filters = new RandomFilters(random, population.shown);
    const wrong: string[] = [];
    let telling = 0;
    for (let n = 0; n < 400; n += 1) {
      const type: Type = random.roll() < 0.75 ? 'User' : 'Group';
      const filter = filters.filter(type, 3);
      const expected = population.matchedBy(type, filter);
      if (expected.length > 0 && expected.length < population.shown[type].length) telling += 1;
      if (String(await population.selectedBy(type, filter)) !== String(expected))
        wrong.push(`${type}: ${filter}`);
    }
    expect(wrong).toEqual([]);
    expect(telling).toBeGreaterThan(150);
  });

  it('and knows what was written last', async () => {
    const other = await createConnection(store);
    const { resources: theirs } = store.of(other.id);
    const state = (mail: string, nickName: string) => {
      const { body } = readUser({ userName: 'moving', nickName, emails: [{ value: mail }] });
      return { body, keys: keysOf(body), lane: 'people' as const };
    };
    const created = await theirs.createUser(randomUUID() as ResourceId, state('Old@x.org', 'plain'), []);
    await theirs.updateUser(created, state('New@x.org', 'ÉLAN'));
    const found = async (filter: string) =>
      (await listOf(theirs, { ...everything, type: 'User', filter: parseFilter(filter, 'User') }))
        .totalResults;
    expect(await found('emails eq "old@x.org"')).toBe(0);
    expect(await found('emails eq "new@x.org" and nickName eq "élan"')).toBe(1);
  });
});
