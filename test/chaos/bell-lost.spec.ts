import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { Services } from '../support/services.js';

// Real processes, real time. The debounce is long, so that there is time between commit and bell.

const debounceMs = 3_000;
let services: Services;
beforeAll(async () => {
  services = await Services.start({ env: { 'scim-server': { DEBOUNCE_MS: String(debounceMs) } } });
}, 90_000);
afterAll(() => services.stop(), 60_000);

describe('a scim-server that is killed between commit and bell', () => {
  it('loses the bell only: the sweep finds the change while it is still away', async () => {
    const tenant = await services.bridge.connect();
    const answered = performance.now();
    await tenant.addUser(person());
    await services.scimServer.kill();
    expect(performance.now() - answered).toBeLessThan(debounceMs);
    await eventually('the account', async () => (await tenant.state()).users.length === 1, 20_000);
    expect(services.scimServer.running).toBe(false);
    await services.startServer();
    expect((await tenant.scim.get('/Users')).body.totalResults).toBe(1);
    expect(await tenant.calls('user/create')).toHaveLength(1);
  });
});
