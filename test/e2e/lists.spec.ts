import { beforeAll, describe, expect, it } from '@jest/globals';
import { cursorText } from '#scim';
import { sealingKeysSchema } from '#store';
import { person, team } from '../builders/scim.js';
import type { Bridge, Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import type { Answer, ScimDocument } from '../support/clients.js';
import { sealingKeys } from '../support/services.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time.

const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
const names = ['eve', 'Ada', 'dan', 'Bob', 'cleo'] as const;

let bridge: Bridge;
let tenant: Tenant;
/** Names differ from test to test, so that the tenants of others see none of them. */
const word = unique();
const users: string[] = [];
const groups: string[] = [];

const nameless = (changes: object) => person({ phoneNumbers: undefined, ...changes });

beforeAll(async () => {
  bridge = await sharedBridge();
  tenant = await bridge.connect({ settings: {} });
  for (const name of names) {
    const title = name === 'Ada' ? undefined : `title of ${name}`;
    users.push(
      await tenant.addUser(nameless({ userName: `${name}.${word}`, displayName: `P ${name}`, title })),
    );
  }
  for (const [n, name] of ['Red', 'blue'].entries()) {
    groups.push(await tenant.addGroup(team(`P ${name}`, users.slice(0, n + 1))));
  }
}, 90_000);

const search = (path: string, asked: object, of = tenant) =>
  of.scim.post(`${path}/.search`, { schemas: [searchRequest], ...asked });
const idsOf = ({ body }: Answer<ScimDocument>) => body.Resources.map(({ id }) => id);
const cursorOf = (value: unknown) => {
  if (typeof value !== 'string') throw new Error('no cursor');
  // RFC 9865 section 2: unreserved characters only.
  expect(value).toMatch(/^[\w.~-]+$/);
  return value;
};
const refused = ({ status, body }: Answer<ScimDocument>) => [
  status,
  body.status,
  body.schemas,
  body.scimType,
];
const told = (scimType: string) => [400, '400', [errorSchema], scimType];

describe('a walk by cursor', () => {
  it('goes through GET and .search alike, from page to page and back', async () => {
    const first = await tenant.scim.get('/Users?cursor&count=2');
    expect(Object.keys(first.body).sort()).toEqual(
      ['Resources', 'itemsPerPage', 'nextCursor', 'schemas', 'totalResults'].sort(),
    );
    expect([first.body.totalResults, first.body.itemsPerPage]).toEqual([5, 2]);
    const second = await search('/Users', { cursor: cursorOf(first.body.nextCursor), count: 2 });
    const last = await tenant.scim.get(`/Users?count=2&cursor=${cursorOf(second.body.nextCursor)}`);
    expect(last.body.nextCursor).toBeUndefined();
    expect([first, second, last].flatMap(idsOf)).toEqual(users);
    const back = await tenant.scim.get(`/Users?count=2&cursor=${cursorOf(last.body.previousCursor)}`);
    expect(idsOf(back)).toEqual(idsOf(second));
    const start = await tenant.scim.get(`/Users?cursor=${cursorOf(back.body.previousCursor)}`);
    expect([idsOf(start), start.body.previousCursor]).toEqual([idsOf(first), undefined]);
  });

  it('is of a filter and an order, and of both types at the root', async () => {
    const asked = { filter: 'displayName sw "p "', sortBy: 'displayName', sortOrder: 'descending', count: 3 };
    const first = await search('', { ...asked, cursor: '' });
    const second = await search('', { ...asked, cursor: cursorOf(first.body.nextCursor) });
    const last = await search('', { ...asked, cursor: cursorOf(second.body.nextCursor) });
    const shown = [first, second, last].flatMap(({ body }) => body.Resources.map((one) => one.displayName));
    expect(shown).toEqual(['P Red', 'P eve', 'P dan', 'P cleo', 'P Bob', 'P blue', 'P Ada']);
    expect([first, second, last].map(({ body }) => body.totalResults)).toEqual([7, 7, 7]);
  });

  it('does not begin where nobody is asked for, and says how many there are', async () => {
    const { body } = await tenant.scim.get('/Users?cursor=&count=0');
    expect([body.totalResults, body.Resources, body.nextCursor]).toEqual([5, [], undefined]);
  });

  it('is refused with a cursor of another query, connection, or make, in the same words', async () => {
    const { body } = await tenant.scim.get(`/Users?cursor&count=2&filter=title%20pr&sortBy=title`);
    const cursor = cursorOf(body.nextCursor);
    const query = `count=2&filter=title%20pr&sortBy=title&cursor=${cursor}`;
    expect((await tenant.scim.get(`/Users?${query}`)).status).toBe(200);
    const other = await bridge.connect({ settings: {} });
    const answers = [
      await other.scim.get(`/Users?${query}`),
      await tenant.scim.get(`/Groups?${query}`),
      await tenant.scim.get(`/?${query}`),
      await tenant.scim.get(`/Users?${query}&sortOrder=descending`),
      await tenant.scim.get(`/Users?${query.replace('sortBy=title', 'sortBy=userName')}`),
      await tenant.scim.get(`/Users?${query.replace('title%20pr', 'userName%20pr')}`),
      await tenant.scim.get(`/Users?count=2&cursor=${cursor}`),
      await tenant.scim.get(`/Users?${query.slice(0, -6)}AAAAAA`),
      await tenant.scim.get('/Users?cursor=no-cursor'),
      await tenant.scim.get('/Users?cursor=a&cursor=b'),
      await search('/Users', { cursor: 7 }),
    ];
    expect(answers.map(refused)).toEqual(answers.map(() => told('invalidCursor')));
    const details = answers.slice(0, 9).map(({ body: { detail } }) => detail);
    expect(new Set(details).size).toBe(1);
  });

  it('is refused with another count than it began with, and with one above the limit', async () => {
    const { body } = await tenant.scim.get('/Users?cursor&count=2');
    const cursor = cursorOf(body.nextCursor);
    for (const query of [`count=3&cursor=${cursor}`, 'cursor&count=1001', 'cursor&count=x']) {
      expect(refused(await tenant.scim.get(`/Users?${query}`))).toEqual(told('invalidCount'));
    }
  });

  it('is refused when its cursor has expired', async () => {
    const sealer = sealingKeysSchema.parse(sealingKeys).derived('list-cursor');
    const context = JSON.stringify([tenant.connectionId, ['User'], undefined, undefined, 'ascending']);
    const cursorAt = (expiresAt: number) => {
      const text = cursorText({ direction: 'next', count: 100, expiresAt });
      return Buffer.from(sealer.seal(text, context)).toString('base64url');
    };
    const good = await tenant.scim.get(`/Users?cursor=${cursorAt(Date.now() + 60_000)}`);
    expect(idsOf(good)).toEqual(users);
    const stale = await tenant.scim.get(`/Users?cursor=${cursorAt(Date.now() - 1)}`);
    expect(refused(stale)).toEqual(told('expiredCursor'));
  });

  it('is what ServiceProviderConfig says of it', async () => {
    const { body } = await tenant.scim.get('/ServiceProviderConfig');
    expect([body.sort, body.pagination]).toEqual([
      { supported: true },
      {
        cursor: true,
        index: true,
        defaultPaginationMethod: 'index',
        defaultPageSize: 100,
        maxPageSize: 1000,
        cursorTimeout: 3600,
      },
    ]);
    const { body: page } = await tenant.scim.get('/Users');
    expect([page.startIndex, page.nextCursor]).toEqual([1, undefined]);
  });
});

describe('a search', () => {
  it('of one type is a list of it', async () => {
    const found = await search('/Users', {
      filter: `userName ew ".${word}" and title pr`,
      attributes: ['userName'],
      sortBy: 'userName',
      startIndex: 2,
      count: 2,
    });
    expect([found.status, found.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/scim+json'),
    ]);
    expect(found.body).toMatchObject({ totalResults: 4, startIndex: 2, itemsPerPage: 2 });
    expect(found.body.Resources.map(({ userName }) => userName)).toEqual([`cleo.${word}`, `dan.${word}`]);
    for (const one of found.body.Resources)
      expect(Object.keys(one).sort()).toEqual(['id', 'schemas', 'userName']);
  });

  it('of the root is of all types, each by the attributes it has', async () => {
    const all = await search('', {});
    expect([all.body.totalResults, idsOf(all)]).toEqual([7, [...users, ...groups]]);
    const some = await search('', {
      filter: 'displayName eq "P RED" or userName sw "ada"',
      excludedAttributes: ['members', 'userName'],
    });
    expect(some.body.totalResults).toBe(2);
    expect(some.body.Resources.map((one) => [one.userName, one.members, one.displayName])).toEqual([
      [undefined, undefined, 'P Ada'],
      [undefined, undefined, 'P Red'],
    ]);
    const groupsOnly = await tenant.scim.get(
      '/?filter=meta.resourceType%20eq%20%22Group%22&count=1&startIndex=2',
    );
    expect([groupsOnly.body.totalResults, idsOf(groupsOnly)]).toEqual([2, [groups[1]]]);
    const nobody = await search('', { filter: 'members pr and userName pr' });
    expect([nobody.body.totalResults, nobody.body.Resources]).toEqual([0, []]);
  });

  it.each([
    { reason: 'no object', body: '[]', scimType: 'invalidSyntax' },
    { reason: 'of another schema', body: { schemas: [errorSchema] }, scimType: 'invalidSyntax' },
    { reason: 'a filter that is none', body: { filter: 'userName eq' }, scimType: 'invalidFilter' },
    { reason: 'a filter that is no text', body: { filter: 7 }, scimType: 'invalidFilter' },
    { reason: 'a count that is none', body: { count: 'x' }, scimType: 'invalidValue' },
    { reason: 'an order that is none', body: { sortBy: 'title', sortOrder: 'up' }, scimType: 'invalidValue' },
    { reason: 'an order by what is complex', body: { sortBy: 'meta' }, scimType: 'invalidValue' },
    {
      reason: 'both lists of attributes',
      body: { attributes: ['id'], excludedAttributes: ['title'] },
      scimType: 'invalidValue',
    },
  ])('is refused for $reason', async ({ body, scimType }) => {
    for (const path of ['', '/Users', '/Groups']) {
      expect(refused(await tenant.scim.post(`${path}/.search`, body))).toEqual(told(scimType));
    }
  });
});

describe('a filter too large to be one', () => {
  const nested = `${'('.repeat(1000)}title pr${')'.repeat(1000)}`;
  const long = `title eq "${'x'.repeat(20_000)}"`;
  const wide = Array(2_000).fill('title pr').join(' or ');

  it.each([
    { reason: '1,000 parentheses deep', filter: nested },
    { reason: '20,000 characters long', filter: long },
    { reason: '2,000 terms wide', filter: wide },
    { reason: 'of 20,000 characters that a URL writes in three each', filter: '"'.repeat(20_000) },
  ])('is told as 400 invalidFilter, in a URL and in a search: $reason', async ({ filter }) => {
    const byUrl = await tenant.scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect([refused(byUrl), refused(await search('/Users', { filter }))]).toEqual([
      told('invalidFilter'),
      told('invalidFilter'),
    ]);
  });
});

describe('an address that is too long to be read', () => {
  it('is told as a SCIM error too', async () => {
    const answer = await tenant.scim.get(`/Users?filter=${'x'.repeat(200_000)}`);
    expect(refused(answer)).toEqual([431, '431', [errorSchema], undefined]);
  });
});

describe('a userName', () => {
  it('is given to one of sixteen who ask for it at once, however each writes it', async () => {
    const spellings = ['Zoë.Race', 'ZOË.RACE', 'zoe\u0308.race', 'ｚｏë.ｒａｃｅ'];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        tenant.scim.post('/Users', nameless({ userName: `${spellings[n % 4]!}.${word}` })),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(15).fill(409)]);
    const late = answers.filter(({ status }) => status === 409);
    expect(new Set(late.map(({ body }) => body.scimType))).toEqual(new Set(['uniqueness']));
    await tenant.scim.delete(`/Users/${answers.find(({ status }) => status === 201)!.body.id}`);
  });

  it.each([
    { reason: 'what no username may hold', attribute: 'userName', value: 'ada\u200b' },
    { reason: 'one longer than an index takes', attribute: 'userName', value: randomText(3000) },
    { reason: 'an externalId longer than an index takes', attribute: 'externalId', value: randomText(3000) },
    { reason: 'a displayName longer than an index takes', attribute: 'displayName', value: randomText(3000) },
  ])('is refused by name for $reason', async ({ attribute, value }) => {
    const answer = await tenant.scim.post('/Users', nameless({ [attribute]: value }));
    expect(refused(answer)).toEqual(told('invalidValue'));
    expect(answer.body.detail).toContain(attribute);
    const patched = await tenant.scim.patch(`/Users/${users[0]!}`, [
      { op: 'replace', path: attribute, value },
    ]);
    expect(refused(patched)).toEqual(told('invalidValue'));
  });

  it('may be found by an address longer than an index takes', async () => {
    const value = `${randomText(3000)}@example.test`;
    const id = await tenant.addUser(nameless({ emails: [{ value }] }));
    expect(idsOf(await search('/Users', { filter: `emails eq "${value.toUpperCase()}"` }))).toEqual([id]);
    await tenant.scim.delete(`/Users/${id}`);
  });
});

/** Text that does not get shorter by compression. */
function randomText(length: number): string {
  let state = 1;
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return letters[(state >>> 8) % letters.length];
  }).join('');
}

describe('a token of one connection', () => {
  it('sees nothing of another, whatever it asks for', async () => {
    const other = await bridge.connect({ settings: {} });
    const own = await other.addUser(nameless({ userName: `own.${word}`, displayName: 'P own' }));
    const team1 = await other.addGroup(team('P own team', [own]));
    const secret = new RegExp([...users, ...groups].join('|'));
    const asked = [
      '/Users',
      '/Groups',
      '/',
      '/Users?cursor',
      '/Users?sortBy=userName&count=1000',
      `/Users?filter=${encodeURIComponent(`userName eq "Ada.${word}"`)}`,
      `/Users?filter=${encodeURIComponent(`id eq "${users[0]!}" or not (id eq "${users[0]!}")`)}`,
      `/Users?filter=${encodeURIComponent(`groups eq "${groups[0]!}"`)}`,
      `/Users?filter=${encodeURIComponent('groups[type eq "direct" or type eq "indirect"]')}`,
      `/Groups?filter=${encodeURIComponent(`members eq "${users[0]!}" or members pr`)}`,
      `/Groups?filter=${encodeURIComponent('members.display co "p" or displayName co "p"')}`,
      `/Users/${own}`,
      `/Groups/${team1}`,
    ];
    for (const path of asked) {
      const answer = await other.scim.get(path);
      expect([path, answer.status, answer.text]).toEqual([path, 200, expect.not.stringMatching(secret)]);
    }
    for (const path of ['', '/Users', '/Groups']) {
      const answer = await search(path, { filter: 'id pr', count: 1000 }, other);
      expect([answer.status, answer.text]).toEqual([200, expect.not.stringMatching(secret)]);
      expect(answer.body.totalResults).toBe(path === '' ? 2 : 1);
    }
    const [user, group] = [users[0]!, groups[0]!];
    const touched = [
      await other.scim.get(`/Users/${user}`),
      await other.scim.get(`/Groups/${group}`),
      await other.scim.put(`/Users/${user}`, nameless({})),
      await other.scim.put(`/Groups/${group}`, team('P')),
      await other.scim.patch(`/Users/${user}`, [{ op: 'replace', path: 'title', value: 'x' }]),
      await other.scim.patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: [{ value: own }] }]),
      await other.scim.delete(`/Users/${user}`),
      await other.scim.delete(`/Groups/${group}`),
    ];
    expect(touched.map(({ status }) => status)).toEqual(touched.map(() => 404));
    const joined = await other.scim.patch(`/Groups/${team1}`, [
      { op: 'add', path: 'members', value: [{ value: user }] },
    ]);
    expect(refused(joined)).toEqual(told('invalidValue'));
    expect((await other.scim.post('/Users', nameless({ userName: `Ada.${word}` }))).status).toBe(201);
    const before = await tenant.scim.get('/Users?count=1000');
    expect(before.body.totalResults).toBe(5);
  });
});
