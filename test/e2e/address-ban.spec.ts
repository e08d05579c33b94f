import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { Services } from '../support/services.js';
import { queryDatabase } from '../support/test-database.js';

// Real processes, real time. Services of its own: a ban of the address silences every connection.

let services: Services;
beforeAll(async () => {
  services = await Services.start();
}, 90_000);
afterAll(() => services.stop(), 60_000);

describe('a ban of the address by an HTML page', () => {
  it('silences every connection until its end, and nothing is lost', async () => {
    const [banned, neighbour] = await Promise.all([services.bridge.connect(), services.bridge.connect()]);
    const { databaseUrl } = services.bridge.addresses;
    const query = (text: string) => queryDatabase(databaseUrl, text);
    await banned.fail({ path: '/topapi/v2/user/create', html: true });
    const first = await banned.addUser(person());
    await eventually('a lane rests', async () => {
      return (await query('select from lane_state where not_before > now()')).length > 0;
    });
    await banned.untilLink(first, { outcome: 'retry', presence: 'none' });
    const second = await neighbour.addUser(person());
    await eventually('the neighbour rests too', async () => {
      return (await query('select from lane_state where not_before > now()')).length > 1;
    });
    expect(await neighbour.calls('user/create')).toEqual([]);

    // A ban lasts five minutes, whatever an administrator wants: here its end is brought forward.
    await query('update pace set next_at = now()');
    await query('update lane_state set not_before = null');
    await banned.inStep(first);
    await neighbour.inStep(second);
    expect(await banned.calls('user/create')).toHaveLength(2);
  }, 60_000);
});
