import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { Services } from '../support/services.js';

// Real processes, real time: the bound of two seconds is the wall clock's.

const pending = 100_000;
let services: Services;
beforeAll(async () => {
  services = await Services.start();
}, 90_000);
afterAll(() => services.stop(), 60_000);

describe('a neighbour with 100,000 pending changes', () => {
  it("delays another tenant's change by less than two seconds", async () => {
    const { bridge } = services;
    const [large, small] = [await bridge.connect(), await bridge.connect()];
    await small.inStep(await small.addUser(person()));
    await fill(large);
    await eventually('the neighbour is at work', async () => (await large.calls('user/create')).length > 20);
    const tookMs: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const given = person();
      const started = performance.now();
      await small.addUser(given);
      await eventually('the change arrives', async () =>
        (await small.state()).users.some(({ name }) => name === given.displayName),
      );
      tookMs.push(performance.now() - started);
    }
    // Half a second of it is the debounce, which is there without a neighbour too.
    expect(Math.max(...tookMs)).toBeLessThan(2_000 + 500);
    const left = await queryDatabase<{ n: number }>(
      services.addresses.databaseUrl,
      'select count(*)::int as n from link where connection_id = $1 and due_at is not null',
      [large.connectionId],
    );
    expect(left[0]?.n).toBeGreaterThan(pending * 0.9);
  }, 120_000);
});

/** People as their creation would have left them, all due now. */
async function fill(tenant: Tenant): Promise<void> {
  const { databaseUrl } = services.addresses;
  await queryDatabase(
    databaseUrl,
    `insert into resource (connection_id, id, type, user_name_key, body)
     select $1, gen_random_uuid(), 'User', 'many-' || n, jsonb_build_object(
       'schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:User'),
       'userName', 'many-' || n, 'phoneNumbers', jsonb_build_array(
         jsonb_build_object('type', 'mobile', 'value', '150' || lpad(n::text, 8, '0'))))
     from generate_series(1, $2::int) n`,
    [tenant.connectionId, pending],
  );
  await queryDatabase(
    databaseUrl,
    `insert into link (connection_id, id, resource_id, kind, lane, due_at, outcome)
     select connection_id, id, id, 'account', 'people', now(), 'retry' from resource
     where connection_id = $1`,
    [tenant.connectionId],
  );
}
