import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { Services } from '../support/services.js';

// Real processes, real time. Services of their own: what pushers share here, they share for every connection.

let services: Services;
beforeAll(async () => {
  services = await Services.start({ pushers: 2 });
}, 90_000);
afterAll(() => services.stop(), 60_000);

describe('two pushers side by side', () => {
  // 29 of the thirty situations of thirty-ways-people.spec.ts.
  it('29: have one token for all, keep the rate, make nobody twice, and a hanging call ends', async () => {
    const tenant = await services.bridge.connect();
    await tenant.fail({ path: '/topapi/v2/user/create', hang: true });
    const ids = await Promise.all(Array.from({ length: 60 }, () => tenant.addUser(person())));
    await tenant.allInStep(90_000);
    const { users } = await tenant.state();
    expect(new Set(users.map(({ mobile }) => mobile)).size).toBe(ids.length);
    expect(users).toHaveLength(ids.length);
    const log = await services.bridge.simulator.log(tenant.org);
    expect(log.filter(({ path }) => path === '/v1.0/oauth2/accessToken')).toHaveLength(1);
    // On a busy machine one call may leave late.
    expect(log.filter(({ errcode }) => errcode === '90018').length).toBeLessThanOrEqual(1);
    const creates = await tenant.calls('user/create');
    expect(creates.filter(({ errcode }) => errcode === '0')).toHaveLength(ids.length);
  }, 120_000);

  it('are silenced for every connection by a ban of the address until its end, and lose nothing', async () => {
    const [banned, neighbour] = await Promise.all([services.bridge.connect(), services.bridge.connect()]);
    const { databaseUrl } = services.bridge.addresses;
    const query = (text: string, values?: readonly string[]) => queryDatabase(databaseUrl, text, values);
    const rests = async ({ connectionId }: Tenant) => {
      const resting = 'select from lane_state where connection_id = $1 and not_before > now()';
      return (await query(resting, [connectionId])).length > 0;
    };
    // The ban is told as a page of HTML.
    await banned.fail({ path: '/topapi/v2/user/create', html: true });
    const first = await banned.addUser(person());
    await eventually('its lane rests', () => rests(banned));
    await banned.untilLink(first, { outcome: 'retry', presence: 'none' });
    const second = await neighbour.addUser(person());
    await eventually('the neighbour rests too', () => rests(neighbour));
    expect(await neighbour.calls('user/create')).toEqual([]);

    // A ban lasts five minutes, whatever an administrator wants: here its end is brought forward.
    await query('update pace set next_at = now()');
    await query('update lane_state set not_before = null');
    await banned.inStep(first);
    await neighbour.inStep(second);
    expect(await banned.calls('user/create')).toHaveLength(2);
  }, 60_000);
});
