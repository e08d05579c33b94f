import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { asResourceId } from '#common';
import type { JsonObject, ResourceId } from '#common';
import { caseIgnoreKey, matches, parseFilter, readGroup, readUser, representation, userNameKey } from '#scim';
import type { Filter } from '#scim';
import type { Connection, PlacedPage, ResourceKeys, Resources, StoredResource, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

type Type = StoredResource['type'];

const baseUrl = 'https://scim.example.com/v2';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const everything = { startIndex: 1, count: 1000 };

let store: Store;
let connection: Connection;
let resources: Resources;
/** What clients see of the population, in the order it was made. */
let shown: Readonly<Record<Type, readonly JsonObject[]>>;
withStore(async (opened) => {
  store = opened;
  connection = await createConnection(store);
  ({ resources } = store.of(connection.id));
  await populate();
  shown = {
    User: await represented('User', people.map(personId)),
    Group: await represented('Group', groupIds),
  };
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A page of the Resources of a type. */
const listOf = (
  of: Resources,
  { type, filter, startIndex, count }: PlacedPage & { readonly type: Type; readonly filter?: Filter },
) =>
  of.list(
    { parts: [{ type, ...(filter === undefined ? {} : { filter }) }], order: 'ascending', baseUrl },
    { startIndex, count },
  );

const idOf = (kind: string, n: number) =>
  `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}` as ResourceId;
const personId = (_: unknown, n: number) => idOf('a', n);
const person = (n: number) => idOf('a', n);
const group = (n: number) => idOf('c', n);

const address = (value: string, type?: string, primary?: boolean) => ({
  value,
  ...(type === undefined ? {} : { type }),
  ...(primary === undefined ? {} : { primary }),
});
const named = (userName: string, nickName: string) => ({ userName, nickName });

const people: readonly JsonObject[] = [
  {
    userName: 'Ada@Example.com',
    externalId: 'E-1',
    displayName: 'Ada Lovelace',
    name: { familyName: 'Lovelace', givenName: 'Ada' },
    active: true,
    title: 'Countess',
    emails: [address('Ada@Example.com', 'work', true), address('ada@home.org', 'home', false)],
    phoneNumbers: [address('+44 20 7946 0000', 'work'), address('+44 7700 900000', 'Mobile')],
    [enterprise]: { department: 'Engines', employeeNumber: '001' },
  },
  {
    userName: 'björn',
    externalId: 'e-1',
    displayName: 'Björn Ärlig',
    name: { familyName: 'Ärlig', givenName: 'Björn', formatted: 'Björn Ärlig' },
    active: false,
    emails: [address('Björn@Example.com', 'Work')],
    [enterprise]: { department: 'ENGINES', manager: { value: person(0) } },
    [dingTalk]: {
      hiredDate: '2015-03-01T08:00:00.5+08:00',
      remark: 'Früh_50%',
      hideMobile: true,
      extension: [{ type: 'Hobby', value: 'Chess' }],
    },
  },
  {
    userName: 'émile',
    displayName: 'Émile Zola',
    name: { familyName: 'ZOLA', givenName: 'E\u0301mile' },
    emails: [address('x@example.com', 'home'), address('ada@example.com', 'other')],
    profileUrl: 'https://example.com/Zola',
    [enterprise]: { manager: { value: person(0).toUpperCase() } },
  },
  {
    userName: 'percent%sign',
    displayName: '100%',
    title: 'a_b',
    nickName: String.raw`back\slash`,
    emails: [address('50%_off@example.com')],
    roles: [
      { value: 'Reader', primary: true },
      { value: 'writer', display: 'Wrîter' },
    ],
  },
  { userName: 'plain' },
  { userName: 'quote\'s "here"', displayName: "O'Malley", title: "'; drop table resource; --", active: true },
  { userName: 'dollar$1', displayName: '$1', externalId: '$2', nickName: '{"a":1}', active: true },
  {
    userName: 'ｆｕｌｌ',
    displayName: 'ＦＵＬＬ width',
    emails: [{ type: 'work' }, { value: 'full@example.com', display: 'Ｆｕｌｌ' }],
  },
  {
    userName: 'grace',
    name: { givenName: 'Grace' },
    active: true,
    [enterprise]: { manager: { value: 'no uuid' } },
  },
  { userName: 'linus', active: false, title: 'countess', addresses: [{ type: 'work', locality: 'Århus' }] },
  { userName: 'photo', photos: [{ value: 'https://example.com/A.jpg', type: 'photo' }] },
  { userName: 'cert', x509Certificates: [{ value: 'TWlh' }], entitlements: [{ value: 'Door' }] },
  { userName: 'order1', title: '\uffee', locale: 'de-DE', [enterprise]: { manager: { value: person(8) } } },
  { userName: 'order2', title: '😀', locale: 'DE-de', preferredLanguage: 'de' },
  named('sigma1', 'ΟΔΥΣΣΕΥΣ'),
  named('sigma2', 'οδυσσευς'),
  named('sigma3', 'οδυσσευσ'),
  named('georgian1', 'ᲗᲑᲘᲚᲘᲡᲘ'),
  named('georgian2', 'თბილისი'),
  named('istanbul1', 'İstanbul'),
  named('istanbul2', 'i\u0307stanbul'),
  named('istanbul3', 'istanbul'),
  named('kelvin1', '\u212a'),
  named('kelvin2', 'k'),
  named('e1', 'É'),
  named('e2', 'e\u0301'),
  named('u1', 'ÜBER'),
  named('u2', 'über'),
  named('wide1', 'ＡＢＣ'),
  named('wide2', 'ａｂｃ'),
];

const groups: readonly { readonly body: JsonObject; readonly members: readonly ResourceId[] }[] = [
  { body: { displayName: 'Engineering', externalId: 'G-1' }, members: [person(0), person(1), person(4)] },
  { body: { displayName: 'Émigrés' }, members: [person(1), person(2), group(0)] },
  { body: { displayName: 'ENGINEERING' }, members: [group(1)] },
  { body: { displayName: 'Empty' }, members: [] },
  { body: { displayName: 'Circle one' }, members: [person(8)] },
  { body: { displayName: 'Circle two', externalId: 'g-1' }, members: [group(4), person(9)] },
  { body: { displayName: '50%_of\\all' }, members: [person(3), person(5), person(6)] },
  { body: { displayName: 'ΣΊΣΥΦΟΣ' }, members: [person(4)] },
];
const groupIds = groups.map((_, n) => group(n));

/** When the nth of the population was made and changed, to the microsecond that Postgres keeps. */
const times = [
  ['2011-05-13T04:42:34.123456Z', '2011-05-13T04:42:34.123999Z'],
  ['2011-05-13T04:42:34.124Z', '2026-01-01T00:00:00Z'],
  ['1969-12-31T23:59:59.9995Z', '1970-01-01T00:00:00Z'],
] as const;

const textOf = (body: JsonObject, name: string) => (typeof body[name] === 'string' ? body[name] : undefined);

function keysOf(body: JsonObject): ResourceKeys {
  const [userName, displayName, externalId] = ['userName', 'displayName', 'externalId'].map((name) =>
    textOf(body, name),
  );
  const manager = (body[enterprise] as { manager?: { value: string } } | undefined)?.manager?.value;
  const managerId = manager === undefined ? undefined : asResourceId(manager);
  return {
    ...(userName === undefined ? {} : { userNameKey: userNameKey(userName) }),
    ...(displayName === undefined ? {} : { displayNameKey: caseIgnoreKey(displayName) }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(managerId === undefined ? {} : { managerId }),
  };
}

async function populate(): Promise<void> {
  for (const [n, sent] of people.entries()) {
    const { body } = readUser(sent);
    await resources.createUser(person(n), { body, keys: keysOf(body), lane: 'people' }, []);
  }
  for (const [n, { body: sent, members }] of groups.entries()) {
    const { body } = readGroup(sent);
    const state = { body, keys: keysOf(body), lane: 'departments' } as const;
    await resources.createGroup(group(n), state, { remove: [], add: members });
  }
  // No edit closes a circle of departments; a Group that is deleted may leave one.
  await store.database.orm.query(
    `insert into membership (connection_id, group_id, member_id, member_type) values ($1, $2, $3, 'Group')`,
    [connection.id, group(4), group(5)],
  );
  for (const [n, time] of times.entries()) {
    await store.database.orm.query(
      'update resource set created_at = $3, modified_at = $4 where connection_id = $1 and id in ($2, $5)',
      [connection.id, person(n), ...time, group(n)],
    );
  }
}

async function represented(type: Type, ids: readonly ResourceId[]): Promise<readonly JsonObject[]> {
  const [members, groupsOf] = [await resources.membersOf(ids), await resources.groupsOf(ids)];
  const managers = await store.of(connection.id).relations.managersOf(ids);
  return Promise.all(
    ids.map(async (id) => {
      const { body, generation, createdAt, modifiedAt } = (await resources.read(type, id))!;
      const moments = { created: createdAt, lastModified: modifiedAt };
      const belongings =
        type === 'User' ? { groups: groupsOf.get(id) ?? [] } : { members: members.get(id) ?? [] };
      const [manager] = [managers.get(id)].map((found) => (found ? { manager: found } : {}));
      return representation({ type, id, body, generation, ...moments, baseUrl, ...belongings, ...manager });
    }),
  );
}

const selectedBy = async (type: Type, filter: string) => {
  const page = await listOf(resources, { ...everything, type, filter: parseFilter(filter, type) });
  expect(page.totalResults).toBe(page.resources.length);
  return page.resources.map(({ id }) => id);
};
const matchedBy = (type: Type, filter: string) =>
  shown[type]
    .filter((resource) => matches(parseFilter(filter, type), resource))
    .map(({ id }) => id as string);

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
    const expected = matchedBy(type, filter);
    expect(expected).not.toEqual([]);
    expect(await selectedBy(type, filter)).toEqual(expected);
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
    expect(matchedBy(type, filter)).toEqual([]);
    expect(await selectedBy(type, filter)).toEqual([]);
  });

  it('whatever the filter', async () => {
    const random = randomFrom(7644);
    const wrong: string[] = [];
    let telling = 0;
    for (let n = 0; n < 400; n += 1) {
      const type: Type = random() < 0.75 ? 'User' : 'Group';
      const filter = randomFilter(random, type, 3);
      const expected = matchedBy(type, filter);
      if (expected.length > 0 && expected.length < shown[type].length) telling += 1;
      if (String(await selectedBy(type, filter)) !== String(expected)) wrong.push(`${type}: ${filter}`);
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

describe('a Resource', () => {
  it('keeps the comparison keys of those texts only that SQL cannot make', async () => {
    const keys = await store.database.run<{ keys: unknown }>(
      { text: 'select comparison_keys as keys from resource where connection_id = $1 order by seq limit 2' },
      [connection.id],
    );
    expect(keys).toEqual([{ keys: null }, { keys: { 'Björn Ärlig': 'björn ärlig', Ärlig: 'ärlig' } }]);
  });
});

describe('a filter', () => {
  it.each([
    { reason: 'ends the string', value: "x' or '1' = '1" },
    { reason: 'ends the statement', value: "'; drop table resource; --" },
    { reason: 'looks like a placeholder', value: '$1' },
    { reason: 'looks like JSON', value: '{"a":1}' },
    { reason: 'ends a dollar quote', value: '$$ or true --' },
    { reason: 'opens a comment', value: '/* x */ or true' },
    { reason: 'escapes', value: String.raw`\' or true --` },
  ])('keeps a value that $reason out of the SQL', async ({ value }) => {
    const run = jest.spyOn(store.database, 'run');
    const literal = JSON.stringify(value);
    const names = [
      'userName',
      'externalId',
      'title',
      'emails',
      'groups.display',
      'meta.location',
      'id',
      'schemas',
    ];
    for (const operator of ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'le']) {
      const filter = names.map((name) => `${name} ${operator} ${literal}`).join(' or ');
      expect(await selectedBy('User', filter)).toEqual(matchedBy('User', filter));
    }
    const texts = run.mock.calls.map(([statement]) => statement.text);
    expect(texts).toHaveLength(7);
    const without = (text: string) => text.replace(/\$\d+/g, '');
    for (const text of texts) expect(without(text)).not.toContain(value);
  });

  it('is not prepared: clients would fill the session with statements', async () => {
    const run = jest.spyOn(store.database, 'run');
    await selectedBy('User', 'title pr');
    expect(run.mock.calls.map(([{ name }]) => name)).toEqual([undefined]);
  });
});

describe('a page', () => {
  const ids = (found: { readonly resources: readonly StoredResource[] }) =>
    found.resources.map(({ id }) => id);
  const half = () => parseFilter('userName co "a"', 'User');

  it('is a part of one order, which an update does not change', async () => {
    const list = (startIndex: number) => listOf(resources, { type: 'User', startIndex, count: 7 });
    const before = await Promise.all([1, 8, 15, 22, 29].map(list));
    expect(before.flatMap(ids)).toEqual(shown.User.map(({ id }) => id));
    expect(new Set(before.map(({ totalResults }) => totalResults))).toEqual(new Set([people.length]));
    const moved = (await resources.read('User', person(4)))!;
    await resources.updateUser(moved, { body: moved.body, keys: keysOf(moved.body), lane: 'people' });
    expect((await Promise.all([1, 8, 15, 22, 29].map(list))).flatMap(ids)).toEqual(before.flatMap(ids));
  });

  it('of a filtered list is a part of the same order', async () => {
    const all = await selectedBy('User', 'userName co "a"');
    expect(all.length).toBeGreaterThan(6);
    for (let startIndex = 1; startIndex <= all.length; startIndex += 1) {
      const page = await listOf(resources, { type: 'User', filter: half(), startIndex, count: 3 });
      expect(page.totalResults).toBe(all.length);
      expect(ids(page)).toEqual(all.slice(startIndex - 1, startIndex + 2));
    }
  });

  it.each([
    { reason: 'a whole list', filtered: false },
    { reason: 'a filtered one', filtered: true },
  ])('past the end of $reason is empty, with the right total', async ({ filtered }) => {
    const total = filtered ? matchedBy('User', 'userName co "a"').length : people.length;
    const filter = filtered ? { filter: half() } : {};
    for (const startIndex of [total + 1, Number.MAX_SAFE_INTEGER]) {
      const page = await listOf(resources, { type: 'User', ...filter, startIndex, count: 10 });
      expect(page).toEqual({ totalResults: total, resources: [] });
    }
  });

  it.each([
    { reason: 'a whole list', filtered: false },
    { reason: 'a filtered one', filtered: true },
  ])('of no Resources of $reason is its total, for one statement', async ({ filtered }) => {
    const run = jest.spyOn(store.database, 'run');
    const page = await listOf(resources, {
      type: 'User',
      ...(filtered ? { filter: half() } : {}),
      startIndex: 1,
      count: 0,
    });
    const total = filtered ? matchedBy('User', 'userName co "a"').length : people.length;
    expect(page).toEqual({ totalResults: total, resources: [] });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('that is not full is not counted again', async () => {
    const run = jest.spyOn(store.database, 'run');
    const page = await listOf(resources, { ...everything, type: 'User', filter: half(), startIndex: 3 });
    expect(page.totalResults).toBe(matchedBy('User', 'userName co "a"').length);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('shows Resources as they are stored, of one connection and one type', async () => {
    const [first] = (await listOf(resources, { type: 'Group', startIndex: 1, count: 1 })).resources;
    expect(first).toEqual(await resources.read('Group', group(0)));
    const other = await createConnection(store);
    const empty = await listOf(store.of(other.id).resources, { ...everything, type: 'User' });
    expect(empty).toEqual({ totalResults: 0, resources: [] });
  });
});

describe('among thousands', () => {
  let crowd: Connection;

  beforeAll(async () => {
    crowd = await createConnection(store);
    const query = (text: string) => store.database.orm.query(text, [crowd.id]);
    await query(`
      insert into resource (connection_id, id, type, user_name_key, external_id, email_keys, body)
      select $1, ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'User', 'user' || n, 'e' || n,
        array['user' || n || '@example.com'],
        jsonb_build_object('userName', 'user' || n,
          'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'User' || n || '@example.com')))
      from generate_series(1, 6000) n`);
    await query(`
      insert into resource (connection_id, id, type, display_name_key, body)
      select $1, ('c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Group', 'group' || n,
        jsonb_build_object('displayName', 'Group' || n)
      from generate_series(1, 600) n`);
    await query(`
      insert into membership (connection_id, group_id, member_id, member_type)
      select $1, ('c0000000-0000-4000-8000-' || lpad((1 + n / 10)::text, 12, '0'))::uuid,
        ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'User'
      from generate_series(1, 5990) n`);
    await query(`
      insert into counter (connection_id, type, block, shard, n)
      select $1, type, seq >> 16, 0, count(*) from resource where connection_id = $1 group by 2, 3
      on conflict (connection_id, type, block, shard) do update set n = excluded.n`);
    await store.database.orm.query('vacuum analyze resource, membership');
  });

  /** How Postgres goes about the page of a list. */
  async function planOf(type: Type, count: number, filter?: string): Promise<string> {
    const run = jest.spyOn(store.database, 'run');
    const query = { type, startIndex: 1, count };
    const found = await listOf(store.of(crowd.id).resources, {
      ...query,
      ...(filter === undefined ? {} : { filter: parseFilter(filter, type) }),
    });
    expect(found.totalResults).toBeGreaterThan(0);
    const [{ text }, values] = run.mock.calls[0]!;
    const rows = await store.database.run<{ 'QUERY PLAN': string }>({ text: `explain ${text}` }, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  it.each<{ reason: string; type?: Type; filter: string; index: string }>([
    { reason: 'userName', filter: 'userName eq "USER4711"', index: 'resource_user_name' },
    { reason: 'the beginning of userName', filter: 'userName sw "USER471"', index: 'resource_user_name' },
    { reason: 'externalId', filter: 'externalId eq "e4711"', index: 'resource_external_id' },
    { reason: 'id', filter: `id eq "${person(4711)}"`, index: 'resource_pkey' },
    { reason: 'any address', filter: 'emails eq "USER4711@example.com"', index: 'resource_email' },
    {
      reason: 'the work address',
      filter: 'emails[type eq "work"].value eq "user4711@example.com"',
      index: 'resource_email',
    },
    {
      reason: 'one of several',
      filter: 'userName eq "user1" or externalId eq "e2" or emails eq "user3@example.com"',
      index: 'resource_email',
    },
    {
      reason: 'displayName',
      type: 'Group',
      filter: 'displayName eq "group47"',
      index: 'resource_display_name',
    },
    { reason: 'a member', type: 'Group', filter: `members eq "${person(4711)}"`, index: 'membership_member' },
    {
      reason: 'a member of a Group',
      type: 'Group',
      filter: `id eq "${group(48)}" and members eq "${person(471)}"`,
      index: 'resource_pkey',
    },
  ])('$reason is found by an index: $filter', async ({ type = 'User', filter, index }) => {
    const plan = await planOf(type, 100, filter);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan on resource');
    expect(plan).not.toContain('Seq Scan on membership');
  });

  it('an address is found by its index even for a short page of addresses unknown to the planner', async () => {
    await store.database.orm.query('alter table resource alter email_keys set statistics 0');
    await store.database.orm.query('delete from pg_statistic where starelid = $1::regclass', ['resource']);
    await store.database.orm.query('analyze resource');
    expect(await planOf('User', 1, 'emails eq "user4711@example.com"')).toContain('resource_email');
  });

  it('those below a Group are found by walking down from it', async () => {
    const plan = await planOf('User', 100, `groups eq "${group(47)}"`);
    expect(plan).toContain('Index Only Scan using membership_pkey');
    expect(plan).not.toContain('Seq Scan');
  });

  it('a page of all is found without looking at what comes before it', async () => {
    const plan = await planOf('User', 100);
    expect(plan).toContain('Index Only Scan using resource_seq');
    expect(plan).not.toContain('Seq Scan');
  });
});

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

const listSubs = ['value', 'type', 'display'];
const complexes: Readonly<Record<Type, Readonly<Record<string, readonly string[]>>>> = {
  User: {
    emails: listSubs,
    phoneNumbers: listSubs,
    roles: listSubs,
    addresses: ['locality', 'type'],
    photos: ['value', 'type'],
    name: ['familyName', 'givenName', 'formatted'],
    groups: ['value', 'display', 'type', '$ref'],
    [`${enterprise}:manager`]: ['value', '$ref', 'displayName'],
    [`${dingTalk}:extension`]: ['type', 'value'],
    meta: ['resourceType', 'version', 'location'],
  },
  Group: { members: ['value', 'type', 'display', '$ref'], meta: ['resourceType', 'version', 'location'] },
};
const simples: Readonly<Record<Type, readonly string[]>> = {
  User: [
    ...[
      'userName',
      'externalId',
      'id',
      'displayName',
      'title',
      'nickName',
      'locale',
      'profileUrl',
      'schemas',
    ],
    ...['department', 'employeeNumber'].map((name) => `${enterprise}:${name}`),
    ...[`${dingTalk}:remark`, `${dingTalk}:workPlace`],
    ...['colour', 'colour.tint', 'password'],
  ],
  Group: ['displayName', 'externalId', 'id', 'schemas', 'colour'],
};

function randomFilter(random: () => number, type: Type, depth: number): string {
  const roll = random();
  if (depth > 0 && roll < 0.3) {
    const parts = [randomFilter(random, type, depth - 1), randomFilter(random, type, depth - 1)];
    return `(${parts.join(pick(random, [' and ', ' or ']))})`;
  }
  if (depth > 0 && roll < 0.42) return `not (${randomFilter(random, type, depth - 1)})`;
  const [attribute, subs] = pick(random, Object.entries(complexes[type]));
  if (roll < 0.6) return `${attribute}[${randomConditions(random, type, subs, attribute)}]`;
  if (roll < 0.63) return `${attribute} pr`;
  if (roll < 0.75) return randomComparison(random, type, `${attribute}.${pick(random, subs)}`);
  if (roll < 0.8) return randomInstants(random, 'meta.');
  if (roll < 0.85 && type === 'User') return randomFlag(random, pick(random, ['active', 'emails.primary']));
  return randomComparison(random, type, pick(random, simples[type]));
}

function randomConditions(random: () => number, type: Type, subs: readonly string[], of: string): string {
  const one = (): string => {
    const roll = random();
    if (roll < 0.15) return `not (${one()})`;
    if (roll < 0.25 && of === 'meta') return randomInstants(random, '');
    if (roll < 0.25 && of === 'emails') return randomFlag(random, 'primary');
    return randomComparison(random, type, pick(random, subs), `${of}.`);
  };
  return random() < 0.5 ? one() : `${one()}${pick(random, [' and ', ' or '])}${one()}`;
}

function randomFlag(random: () => number, name: string): string {
  return `${name} ${pick(random, ['eq true', 'ne true', 'eq false', 'ne false', 'pr', 'eq null', 'ne null'])}`;
}

function randomInstants(random: () => number, prefix: string): string {
  const operator = pick(random, ['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
  const instant = pick(random, [
    ...times.flat(),
    ...['2011-05-13T04:42:34.1230000Z', '2011-05-13T04:42:34.1230001Z', '2011-05-13T05:42:34.124+01:00'],
    ...['1969-12-31T23:59:59.9990000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
  ]);
  return `${prefix}${pick(random, ['created', 'lastModified'])} ${operator} "${instant}"`;
}

/** Compares mostly with what somebody has there: whole, in part, in another case or composition. */
function randomComparison(random: () => number, type: Type, name: string, within = ''): string {
  const operator = pick(random, [
    'eq',
    'eq',
    'eq',
    'ne',
    'co',
    'sw',
    'ew',
    'gt',
    'ge',
    'lt',
    'le',
    'pr',
    'null',
  ]);
  if (operator === 'pr') return `${name} pr`;
  if (operator === 'null') return `${name} ${pick(random, ['eq', 'ne'])} null`;
  const texts = textsAt(type, `${within}${name}`);
  const odd = ['', '%', '_', '\\', "'", '"', 'ς', 'É', '$1', 'zzz', person(0), group(2)];
  const text = texts.length > 0 && random() < 0.85 ? pick(random, texts) : pick(random, odd);
  const points = Array.from(text);
  const start = Math.floor(random() * points.length);
  const part = points.slice(start, start + 1 + Math.floor(random() * 4)).join('');
  const whole = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(operator);
  const value = pick(random, [
    (same: string) => same,
    (upper: string) => upper.toUpperCase(),
    (lower: string) => lower.toLowerCase(),
    (decomposed: string) => decomposed.normalize('NFD'),
  ])(whole && random() < 0.8 ? text : part);
  return `${name} ${operator} ${JSON.stringify(value)}`;
}

function textsAt(type: Type, path: string): readonly string[] {
  const inExtension = path.startsWith(`${enterprise}:`);
  const [name = '', sub] = (inExtension ? path.slice(enterprise.length + 1) : path).split('.');
  return shown[type].flatMap((resource) => {
    const container = inExtension ? ((resource[enterprise] ?? {}) as JsonObject) : resource;
    const values = [container[name] ?? []].flat() as readonly (string | JsonObject)[];
    return values.flatMap((value) => {
      const text = typeof value === 'string' ? value : value[sub ?? 'value'];
      return typeof text === 'string' ? [text] : [];
    });
  });
}
