import { beforeAll, describe, expect, it } from '@jest/globals';
import { enterprise, person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import type { Answer, ScimDocument } from '../support/clients.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time. RFC 7644 section 3.7.

interface Result {
  readonly method?: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: string;
  readonly response?: ScimDocument;
}

let tenant: Tenant;
const nobody = '00000000-0000-4000-8000-000000000000';
const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
}, 90_000);

const ask = (Operations: readonly unknown[], more: object = {}): Promise<Answer<ScimDocument>> =>
  tenant.scim.post('/Bulk', { schemas, Operations, ...more });
const resultsOf = ({ body }: Answer<ScimDocument>) => body.Operations as readonly Result[];
const run = async (Operations: readonly unknown[], more: object = {}) =>
  resultsOf(await ask(Operations, more));
const idOf = (result: Result | undefined) => result?.location?.split('/').at(-1) ?? '';
const read = async (result: Result | undefined) => {
  const path = result?.location?.split('/scim/v2')[1] ?? '/nowhere';
  return (await tenant.scim.get(path)).body;
};
const nameless = (changes: object = {}) => person({ phoneNumbers: undefined, ...changes });
const create = (path: string, bulkId: string, data: object) => ({ method: 'POST', path, bulkId, data });

describe('a bulk request', () => {
  it('creates, replaces, patches and deletes, and tells location, version and status of each', async () => {
    const [kept, gone] = [await tenant.addUser(nameless()), await tenant.addUser(nameless())];
    const answer = await ask([
      create('/Users', 'a', nameless()),
      { method: 'PUT', path: `/Users/${kept}`, data: nameless({ displayName: 'Zoe put' }) },
      {
        method: 'patch',
        path: `/Users/${kept}`,
        data: { Operations: [{ op: 'add', path: 'title', value: 'x' }] },
      },
      { method: 'DELETE', path: `/Users/${gone}` },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
    const [made, put, patched, deleted] = resultsOf(answer);
    expect(made).toEqual({
      method: 'POST',
      bulkId: 'a',
      status: '201',
      version: 'W/"1"',
      location: expect.stringContaining('/scim/v2/Users/') as unknown,
    });
    expect([put?.status, put?.version, patched?.status, patched?.version]).toEqual([
      '200',
      'W/"2"',
      '200',
      'W/"3"',
    ]);
    expect(deleted).toEqual({
      method: 'DELETE',
      status: '204',
      location: `${tenant.scim.baseUrl}/Users/${gone}`,
    });
    expect(await read(put)).toMatchObject({ displayName: 'Zoe put', title: 'x', meta: { version: 'W/"3"' } });
    expect((await tenant.scim.get(`/Users/${gone}`)).status).toBe(404);
  });

  it('puts ids for bulkIds wherever they stand: in data, paths and filters, before and behind', async () => {
    const results = await run([
      create('/Groups', 'g', team('Platoon bulk', ['bulkId:u1', 'bulkId:u2', 'bulkId:u3'])),
      create('/Users', 'u2', nameless({ [enterprise]: { manager: { value: 'bulkId:u1' } } })),
      create('/Users', 'u1', nameless({ displayName: 'Zoe first' })),
      create('/Users', 'u3', nameless()),
      {
        method: 'PATCH',
        path: '/Groups/bulkId:g',
        data: { Operations: [{ op: 'remove', path: 'members[value eq "bulkId:u3"]' }] },
      },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '201', '201', '200']);
    const [group, second, first] = [await read(results[0]), await read(results[1]), await read(results[2])];
    expect(group.members?.map(({ value }) => value).sort()).toEqual([first.id, second.id].sort());
    expect(second[enterprise]).toEqual({
      manager: { value: first.id, $ref: first.meta.location, displayName: 'Zoe first' },
    });
  });

  it("creates two people who are each other's managers, or neither", async () => {
    const managed = (by: string, changes = {}) =>
      nameless({ [enterprise]: { manager: { value: `bulkId:${by}` } }, ...changes });
    const both = await run([create('/Users', 'a', managed('b')), create('/Users', 'b', managed('a'))]);
    expect(both.map(({ status }) => status)).toEqual(['201', '201']);
    expect((await read(both[0]))[enterprise]).toMatchObject({ manager: { value: idOf(both[1]) } });
    expect((await read(both[1]))[enterprise]).toMatchObject({ manager: { value: idOf(both[0]) } });
    const { userName } = await read(both[0]);
    const before = (await tenant.scim.get('/Users?count=0')).body.totalResults;
    const neither = await run([
      create('/Users', 'c', managed('d')),
      create('/Users', 'd', managed('c', { userName })),
    ]);
    expect(neither.map(({ status }) => status)).toEqual(['409', '409']);
    expect((await tenant.scim.get('/Users?count=0')).body.totalResults).toBe(before);
  });

  it('does not put two departments below each other', async () => {
    const before = (await tenant.scim.get('/Groups?count=0')).body.totalResults;
    const results = await run([
      create('/Groups', 'a', team('Platoon a', ['bulkId:b'])),
      create('/Groups', 'b', team('Platoon b', ['bulkId:a'])),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['409', '409']);
    expect((await tenant.scim.get('/Groups?count=0')).body.totalResults).toBe(before);
  });

  it.each([
    {
      reason: 'a bulkId that nobody has',
      members: ['bulkId:nobody'],
      status: '400',
      scimType: 'invalidValue',
    },
    { reason: 'one whose creation failed', members: ['bulkId:bad'], status: '409', scimType: undefined },
  ])('does not do what refers to $reason', async ({ members, status, scimType }) => {
    const results = await run([
      create('/Users', 'bad', { displayName: 'nameless' }),
      create('/Groups', 'g', team('Platoon of nobody', members)),
    ]);
    expect(results[0]).toMatchObject({ status: '400', response: { scimType: 'invalidValue' } });
    expect(results[0]).not.toHaveProperty('location');
    expect([results[1]?.status, results[1]?.response?.scimType]).toEqual([status, scimType]);
    expect(results[1]).not.toHaveProperty('location');
  });

  it.each([
    { reason: 'no object', operation: 7, told: { status: '400' } },
    { reason: 'an unknown method', operation: { method: 'GET', path: '/Users' }, told: { status: '400' } },
    { reason: 'no bulkId', operation: { method: 'POST', path: '/Users', data: {} }, told: { status: '400' } },
    { reason: 'no data', operation: { method: 'PUT', path: `/Users/${nobody}` }, told: { status: '400' } },
    { reason: 'no such endpoint', operation: create('/Bulk', 'x', {}), told: { status: '400' } },
    { reason: 'no resource', operation: { method: 'DELETE', path: '/Users' }, told: { status: '400' } },
    {
      reason: 'nobody',
      operation: { method: 'DELETE', path: `/Users/${nobody}` },
      told: { status: '404', response: { status: '404' } },
    },
  ])('tells one bad operation in its place and does the others: $reason', async ({ operation, told }) => {
    const results = await run([operation, create('/Users', 'fine', nameless())]);
    expect(results[0]).toMatchObject(told);
    expect(results[1]?.status).toBe('201');
  });

  it('tells a userName that is taken, before or in the same request, and creates the others', async () => {
    const userName = `zoe.twice.${String(Date.now())}`;
    const results = await run([
      create('/Users', 'a', nameless({ userName })),
      create('/Users', 'b', nameless()),
      create('/Users', 'c', nameless({ userName: userName.toUpperCase() })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '409']);
    expect(results[2]?.response).toMatchObject({ scimType: 'uniqueness', status: '409' });
  });

  it("reaches no other tenant's Resources, by no method and as no member or manager", async () => {
    const other = await (await sharedBridge()).connect({ settings: {} });
    const [stranger, strangers] = [
      await other.addUser(nameless()),
      await other.addGroup(team('Platoon of strangers')),
    ];
    const own = await tenant.addGroup(team('Platoon of its own'));
    const Operations = [{ op: 'add', path: 'members', value: [{ value: stranger }] }];
    const results = await run([
      { method: 'PUT', path: `/Users/${stranger}`, data: nameless() },
      {
        method: 'PATCH',
        path: `/Users/${stranger}`,
        data: { Operations: [{ op: 'add', path: 'title', value: 'x' }] },
      },
      { method: 'DELETE', path: `/Users/${stranger}` },
      {
        method: 'PATCH',
        path: `/Groups/${strangers}`,
        data: { Operations: [{ op: 'remove', path: 'members' }] },
      },
      { method: 'DELETE', path: `/Groups/${strangers}` },
      { method: 'PATCH', path: `/Groups/${own}`, data: { Operations } },
      create('/Groups', 'g', team('Platoon of both', [stranger])),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['404', '404', '404', '404', '404', '400', '400']);
    expect((await other.scim.get(`/Users/${stranger}`)).body.meta.version).toBe('W/"1"');
    expect((await other.scim.get(`/Groups/${strangers}`)).status).toBe(200);
    // A name that is taken there is free here.
    const { userName } = (await other.scim.get(`/Users/${stranger}`)).body;
    expect((await run([create('/Users', 'a', nameless({ userName }))]))[0]?.status).toBe('201');
  });

  it('says the same bulkId once', async () => {
    const results = await run([create('/Users', 'a', nameless()), create('/Users', 'a', nameless())]);
    expect(results.map(({ status }) => status)).toEqual(['201', '400']);
  });

  it('holds versions against what is there', async () => {
    const id = await tenant.addUser(nameless());
    const title = (value: string, version: string) => ({
      method: 'PATCH',
      path: `/Users/${id}`,
      version,
      data: { Operations: [{ op: 'add', path: 'title', value }] },
    });
    const results = await run([title('a', 'W/"1"'), title('b', 'W/"1"'), title('c', 'W/"2"')]);
    expect(results.map(({ status }) => status)).toEqual(['200', '412', '200']);
  });

  it.each([1, 2])('stops after %d errors, and nothing behind them is done', async (failOnErrors) => {
    const before = (await tenant.scim.get('/Users?count=0')).body.totalResults;
    const fine = (bulkId: string) => create('/Users', bulkId, nameless());
    const bad = (bulkId: string) => create('/Users', bulkId, { displayName: 'nameless' });
    const taken = create(
      '/Users',
      'taken',
      nameless({ userName: (await read((await run([fine('x')]))[0])).userName }),
    );
    const results = await run([fine('a'), bad('b'), fine('c'), taken, fine('d')], { failOnErrors });
    const done = failOnErrors === 1 ? ['201', '400'] : ['201', '400', '201', '409'];
    expect(results.map(({ status }) => status)).toEqual(done);
    const created = 1 + done.filter((status) => status === '201').length;
    expect((await tenant.scim.get('/Users?count=0')).body.totalResults).toBe(before + created);
  });

  it('creates a hundred people in the order they came', async () => {
    const own = await tenant.bridge.connect({ settings: {} });
    const people = Array.from({ length: 100 }, (_, n) => create('/Users', String(n), nameless()));
    const { body } = await own.scim.post('/Bulk', { schemas, Operations: people });
    const ids = (body.Operations as readonly Result[]).map(idOf);
    const listed = await own.scim.get('/Users?count=200');
    expect(listed.body.totalResults).toBe(100);
    expect(listed.body.Resources.map(({ id }) => id)).toEqual(ids);
    expect(await own.links()).toHaveLength(100);
  });

  it.each([
    {
      reason: '1001 operations',
      body: { Operations: Array.from({ length: 1001 }, () => ({})) },
      status: 413,
    },
    { reason: 'no operations', body: {}, status: 400 },
    { reason: 'another message', body: { schemas: ['urn:x'], Operations: [] }, status: 400 },
    { reason: 'failOnErrors that is no number', body: { Operations: [], failOnErrors: 'x' }, status: 400 },
    { reason: 'a list', body: [], status: 400 },
  ])('is refused as a whole: $reason', async ({ body, status }) => {
    const answer = await tenant.scim.post('/Bulk', body);
    expect([answer.status, answer.body.status]).toEqual([status, String(status)]);
  });
});
