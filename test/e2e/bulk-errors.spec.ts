import { beforeAll, describe, expect, it } from '@jest/globals';
import { nameless, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { BulkClient, create } from '../support/bulk-client.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time. RFC 7644 section 3.7.

let tenant: Tenant;
let bulk: BulkClient;
const nobody = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  bulk = new BulkClient(tenant);
}, 90_000);

describe('what goes wrong in a bulk request', () => {
  it.each([
    {
      reason: 'a bulkId that nobody has',
      members: ['bulkId:nobody'],
      status: '400',
      scimType: 'invalidValue',
    },
    { reason: 'one whose creation failed', members: ['bulkId:bad'], status: '409', scimType: undefined },
  ])('does not do what refers to $reason', async ({ members, status, scimType }) => {
    const results = await bulk.run([
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
    const results = await bulk.run([operation, create('/Users', 'fine', nameless())]);
    expect(results[0]).toMatchObject(told);
    expect(results[1]?.status).toBe('201');
  });

  it('tells a userName that is taken, before or in the same request, and creates the others', async () => {
    const userName = `zoe.twice.${String(Date.now())}`;
    const results = await bulk.run([
      create('/Users', 'a', nameless({ userName })),
      create('/Users', 'b', nameless()),
      create('/Users', 'c', nameless({ userName: userName.toUpperCase() })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '409']);
    expect(results[2]?.response).toMatchObject({ scimType: 'uniqueness', status: '409' });
  });

  it('says the same bulkId once', async () => {
    const results = await bulk.run([create('/Users', 'a', nameless()), create('/Users', 'a', nameless())]);
    expect(results.map(({ status }) => status)).toEqual(['201', '400']);
  });

  it.each([1, 2])('stops after %d errors, and nothing behind them is done', async (failOnErrors) => {
    const before = (await tenant.scim.get('/Users?count=0')).body.totalResults;
    const fine = (bulkId: string) => create('/Users', bulkId, nameless());
    const bad = (bulkId: string) => create('/Users', bulkId, { displayName: 'nameless' });
    const taken = create(
      '/Users',
      'taken',
      nameless({ userName: (await bulk.read((await bulk.run([fine('x')]))[0])).userName }),
    );
    const results = await bulk.run([fine('a'), bad('b'), fine('c'), taken, fine('d')], { failOnErrors });
    const done = failOnErrors === 1 ? ['201', '400'] : ['201', '400', '201', '409'];
    expect(results.map(({ status }) => status)).toEqual(done);
    const created = 1 + done.filter((status) => status === '201').length;
    expect((await tenant.scim.get('/Users?count=0')).body.totalResults).toBe(before + created);
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
