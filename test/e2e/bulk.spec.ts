import { beforeAll, describe, expect, it } from '@jest/globals';
import { enterprise, nameless, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { BulkClient, create, idOf, outcomesOf } from '../support/bulk-client.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time. RFC 7644 section 3.7.

let tenant: Tenant;
let bulk: BulkClient;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  bulk = new BulkClient(tenant);
}, 90_000);

describe('a bulk request', () => {
  it('creates, replaces, patches and deletes, and tells location, version and status of each', async () => {
    const [kept, gone] = [await tenant.addUser(nameless()), await tenant.addUser(nameless())];
    const answer = await bulk.ask([
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
    const [made, put, patched, deleted] = outcomesOf(answer);
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
    expect(await bulk.read(put)).toMatchObject({
      displayName: 'Zoe put',
      title: 'x',
      meta: { version: 'W/"3"' },
    });
    expect((await tenant.scim.get(`/Users/${gone}`)).status).toBe(404);
  });

  it('puts ids for bulkIds wherever they stand: in data, paths and filters, before and behind', async () => {
    const results = await bulk.run([
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
    const [group, second, first] = [
      await bulk.read(results[0]),
      await bulk.read(results[1]),
      await bulk.read(results[2]),
    ];
    expect(group.members?.map(({ value }) => value).sort()).toEqual([first.id, second.id].sort());
    expect(second[enterprise]).toEqual({
      manager: { value: first.id, $ref: first.meta.location, displayName: 'Zoe first' },
    });
  });

  it("creates two people who are each other's managers, or neither", async () => {
    const managed = (by: string, changes = {}) =>
      nameless({ [enterprise]: { manager: { value: `bulkId:${by}` } }, ...changes });
    const both = await bulk.run([create('/Users', 'a', managed('b')), create('/Users', 'b', managed('a'))]);
    expect(both.map(({ status }) => status)).toEqual(['201', '201']);
    expect((await bulk.read(both[0]))[enterprise]).toMatchObject({ manager: { value: idOf(both[1]) } });
    expect((await bulk.read(both[1]))[enterprise]).toMatchObject({ manager: { value: idOf(both[0]) } });
    const { userName } = await bulk.read(both[0]);
    const before = (await tenant.scim.get('/Users?count=0')).body.totalResults;
    const neither = await bulk.run([
      create('/Users', 'c', managed('d')),
      create('/Users', 'd', managed('c', { userName })),
    ]);
    expect(neither.map(({ status }) => status)).toEqual(['409', '409']);
    expect((await tenant.scim.get('/Users?count=0')).body.totalResults).toBe(before);
  });

  it('does not put two departments below each other', async () => {
    const before = (await tenant.scim.get('/Groups?count=0')).body.totalResults;
    const results = await bulk.run([
      create('/Groups', 'a', team('Platoon a', ['bulkId:b'])),
      create('/Groups', 'b', team('Platoon b', ['bulkId:a'])),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['409', '409']);
    expect((await tenant.scim.get('/Groups?count=0')).body.totalResults).toBe(before);
  });

  it("reaches no other tenant's Resources, by no method and as no member or manager", async () => {
    const other = await (await sharedBridge()).connect({ settings: {} });
    const [stranger, strangers] = [
      await other.addUser(nameless()),
      await other.addGroup(team('Platoon of strangers')),
    ];
    const own = await tenant.addGroup(team('Platoon of its own'));
    const Operations = [{ op: 'add', path: 'members', value: [{ value: stranger }] }];
    const results = await bulk.run([
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
    expect((await bulk.run([create('/Users', 'a', nameless({ userName }))]))[0]?.status).toBe('201');
  });

  it('holds versions against what is there', async () => {
    const id = await tenant.addUser(nameless());
    const title = (value: string, version: string) => ({
      method: 'PATCH',
      path: `/Users/${id}`,
      version,
      data: { Operations: [{ op: 'add', path: 'title', value }] },
    });
    const results = await bulk.run([title('a', 'W/"1"'), title('b', 'W/"1"'), title('c', 'W/"2"')]);
    expect(results.map(({ status }) => status)).toEqual(['200', '412', '200']);
  });

  it('makes a Group that is told whole up to a thousand members, and by nothing but its version beyond', async () => {
    const planned = await tenant.bridge.connect({ settings: { policy: { dryRun: true } } });
    const [own, { scim }] = [new BulkClient(planned), planned];
    const people = Array.from({ length: 1_000 }, (_, n) => create('/Users', String(n), nameless()));
    const ids = (await own.run(people)).map(idOf);
    const [last] = (await own.run([create('/Users', 'last', nameless())])).map(idOf);
    const group = (await scim.post('/Groups', team('Platoon of a thousand'))).body.id;
    const add = (value: readonly (string | undefined)[]) =>
      scim.patch(`/Groups/${group}`, [
        { op: 'add', path: 'members', value: value.map((one) => ({ value: one })) },
      ]);
    const whole = await add(ids);
    expect([whole.status, whole.body.members?.length]).toEqual([200, 1_000]);
    const larger = await add([last]);
    expect([larger.status, larger.text]).toEqual([204, '']);
    expect(larger.headers.get('etag')).toMatch(/^W\//);
  });

  it('creates a hundred people in the order they came', async () => {
    const own = await tenant.bridge.connect({ settings: {} });
    const people = Array.from({ length: 100 }, (_, n) => create('/Users', String(n), nameless()));
    const ids = (await new BulkClient(own).run(people)).map(idOf);
    const listed = await own.scim.get('/Users?count=200');
    expect(listed.body.totalResults).toBe(100);
    expect(listed.body.Resources.map(({ id }) => id)).toEqual(ids);
    expect(await own.links()).toHaveLength(100);
  });
});
