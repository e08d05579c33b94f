import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Tenant } from '../support/bridge.js';
import { idsOf, listPeople, search } from '../support/listed-people.js';
import { sharedBridge } from '../support/shared-services.js';
import { errorSchema, refused, told } from '../support/told-refusal.js';

// Real processes, real HTTP; no bound on time.

let tenant: Tenant;
let word: string;
let users: readonly string[];
let groups: readonly string[];

beforeAll(async () => {
  ({ tenant, word, users, groups } = await listPeople(await sharedBridge()));
}, 90_000);

describe('a search', () => {
  it('of one type is a list of it', async () => {
    const found = await search(tenant, '/Users', {
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
    const all = await search(tenant, '', {});
    expect([all.body.totalResults, idsOf(all)]).toEqual([7, [...users, ...groups]]);
    const some = await search(tenant, '', {
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
    const nobody = await search(tenant, '', { filter: 'members pr and userName pr' });
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
    expect([refused(byUrl), refused(await search(tenant, '/Users', { filter }))]).toEqual([
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
