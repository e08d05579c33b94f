import { beforeAll, describe, expect, it } from '@jest/globals';
import { cursorText } from '#scim';
import { sealingKeysSchema } from '#store';
import type { Bridge, Tenant } from '../support/bridge.js';
import { idsOf, listPeople, search } from '../support/listed-people.js';
import { sealingKeys } from '../support/sealing-keys.js';
import { sharedBridge } from '../support/shared-services.js';
import { refused, told } from '../support/told-refusal.js';

// Real processes, real HTTP; no bound on time.

let bridge: Bridge;
let tenant: Tenant;
let users: readonly string[];

beforeAll(async () => {
  bridge = await sharedBridge();
  ({ tenant, users } = await listPeople(bridge));
}, 90_000);

const cursorOf = (value: unknown) => {
  if (typeof value !== 'string') throw new Error('no cursor');
  // RFC 9865 section 2: unreserved characters only.
  expect(value).toMatch(/^[\w.~-]+$/);
  return value;
};

describe('a walk by cursor', () => {
  it('goes through GET and .search alike, from page to page and back', async () => {
    const first = await tenant.scim.get('/Users?cursor&count=2');
    expect(Object.keys(first.body).sort()).toEqual(
      ['Resources', 'itemsPerPage', 'nextCursor', 'schemas', 'totalResults'].sort(),
    );
    expect([first.body.totalResults, first.body.itemsPerPage]).toEqual([5, 2]);
    const second = await search(tenant, '/Users', { cursor: cursorOf(first.body.nextCursor), count: 2 });
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
    const first = await search(tenant, '', { ...asked, cursor: '' });
    const second = await search(tenant, '', { ...asked, cursor: cursorOf(first.body.nextCursor) });
    const last = await search(tenant, '', { ...asked, cursor: cursorOf(second.body.nextCursor) });
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
      await search(tenant, '/Users', { cursor: 7 }),
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
