import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { queryDatabase } from '../support/query-database.js';
import { Services } from '../support/services.js';

// Real processes, real time: a killed pusher's Streams are free after 20 s. Its Links are after a minute, which is
// brought forward here.

let services: Services;
beforeAll(async () => {
  services = await Services.start();
}, 90_000);
afterAll(() => services.stop(), 60_000);

describe('a pusher that is killed', () => {
  it('during 200 creates, and started again, leaves 200 accounts and none twice', async () => {
    const tenant = await services.bridge.connect();
    const ids = await Promise.all(Array.from({ length: 200 }, () => tenant.addUser(person())));
    await eventually('some are made', async () => (await tenant.calls('user/create')).length > 40);
    await services.pushers[0]?.kill();
    const made = (await tenant.state()).users.length;
    expect(made).toBeLessThan(200);
    expect(await minuteLater()).toBeGreaterThan(0);
    await services.startPusher(0);
    await eventually('all are there', async () => (await tenant.state()).users.length === 200, 100_000);
    const links = await tenant.allInStep(20_000);
    expect(links.map(({ resourceId }) => resourceId).sort()).toEqual(ids.sort());
    const { users } = await tenant.state();
    expect(new Set(users.map(({ mobile }) => mobile)).size).toBe(200);
    expect(new Set(links.map(({ externalId }) => externalId))).toEqual(
      new Set(users.map(({ userid }) => userid)),
    );
    // Whoever was under way when it died was looked for before he was made again. A busy machine may send a call
    // late enough to be throttled; that one was not carried out.
    const creates = (await tenant.calls('user/create')).filter(({ errcode }) => errcode !== '90018');
    expect(creates.filter(({ errcode }) => errcode !== '0')).toEqual([]);
    expect(creates).toHaveLength(200);
  }, 180_000);

  it('loses the Streams it held: another has them within 30 s, and what was missed meanwhile is read', async () => {
    const site = await MirrorSite.open(services.bridge);
    await fillCompany(site);
    await site.crawl();
    const openSince = () => site.told().then(({ streamOpenSince }) => streamOpenSince);
    const before = await eventually('an open Stream', async () => (await openSince()) ?? undefined);
    await site.control('events/variants', { whileDisconnected: 'lost' });
    await services.pushers[0]?.kill();
    await site.edit('user/update', { userid: 'ada', title: 'Countess' });
    // A process of its own: it knows nothing of what the killed one held.
    await services.startPusher(0);
    const taken = async () => ![null, before].includes(await openSince());
    await eventually('another has the Stream', taken, 30_000);
    await eventually('what was missed', async () => (await site.user('ada'))?.title === 'Countess', 20_000);
  }, 120_000);
});

/** Postgres's clock decides whose a Link is: a minute after it was claimed it is nobody's. @returns how many it was */
async function minuteLater(): Promise<number> {
  const freed = await queryDatabase(
    services.addresses.databaseUrl,
    `update link set lease_until = now() - interval '1 second' where lease_until > now() returning id`,
  );
  return freed.length;
}
