import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { send } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { Proxy } from '../support/proxy.js';
import { Services } from '../support/services.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

// Real processes, real time: the bound is the wall clock's. Services of its own, whose Postgres goes away.

let database: TestDatabase;
let proxy: Proxy;
let services: Services;
let tenant: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await Proxy.open(database.url);
  services = await Services.start({ databaseUrl: proxy.url });
  tenant = await services.bridge.connect();
}, 90_000);
afterAll(async () => {
  await services.stop();
  await proxy.goAway();
  await database.drop();
}, 60_000);

describe('while the store is away', () => {
  it('every SCIM request is answered 503 within a second, and all goes on when it is back', async () => {
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await proxy.goAway();
    const asked = [
      () => tenant.scim.get(`/Users/${id}`),
      () => tenant.scim.get('/Users'),
      () => tenant.scim.post('/Users', person()),
      () => tenant.scim.delete(`/Users/${id}`),
      () => tenant.scim.get('/ServiceProviderConfig'),
    ];
    // The first request meets connections that have just died, the later ones refused ones.
    for (const ask of [...asked, ...asked]) {
      const started = performance.now();
      const { status, headers, body } = await ask();
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toBe('5');
      expect(headers.get('content-type')).toContain('application/scim+json');
      expect(body).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '503',
      });
    }
    const ready = () => send('GET', `${services.addresses.origin}/health/ready`, {});
    expect((await ready()).status).toBe(503);
    await proxy.comeBack();
    await eventually('ready again', async () => (await ready()).status === 200);
    expect((await tenant.scim.get('/Users')).body.totalResults).toBe(1);
    const next = await tenant.addUser(person());
    await tenant.inStep(next);
    expect((await tenant.state()).users).toHaveLength(2);
  });
});
