import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/describe-with-redis.js';
import { startOwnRedis } from '../support/redis.js';
import type { OwnRedis } from '../support/redis.js';
import { Services } from '../support/services.js';

// Real processes, real time: one Redis, three pushers.

describeWithRedis('three pushers on Redis', () => {
  let redis: OwnRedis;
  let services: Services | undefined;

  beforeAll(async () => {
    redis = await startOwnRedis();
    services = await Services.start({ queueUrl: redis.url, pushers: 3 });
  }, 120_000);
  afterAll(async () => {
    await services?.stop();
    await redis.stop();
  }, 60_000);

  const connect = () => {
    if (!services) throw new Error('the services did not start');
    return services.bridge.connect();
  };

  it('carry people and departments to DingTalk as one does', async () => {
    const tenant = await connect();
    const ids = await Promise.all(Array.from({ length: 20 }, () => tenant.addUser(person())));
    const name = `Platoon ${unique()}`;
    await tenant.addGroup(team(name, ids));
    await tenant.allInStep();
    const department = await tenant.department(name);
    const { users } = await tenant.state();
    expect(users.map((one) => one.dept_id_list)).toEqual(ids.map(() => [department?.dept_id]));
    expect(await throttled(tenant)).toBeLessThanOrEqual(1);
    const queue = await redis.command('keys', '*');
    expect(queue).toEqual(expect.arrayContaining([expect.stringContaining('{bridge}:bridge:')]));
  });

  it('lose nothing and burst nothing when everything is flushed in the middle', async () => {
    const tenant = await connect();
    await Promise.all(Array.from({ length: 150 }, () => tenant.addUser(person())));
    await eventually('some are made', async () => (await tenant.calls('user/create')).length > 30);
    for (let flushes = 0; flushes < 3; flushes += 1) {
      const seen = (await tenant.calls('user/create')).length;
      expect(seen).toBeLessThan(150);
      expect(await redis.command('flushall')).toBe('OK');
      await eventually('it went on', async () => (await tenant.calls('user/create')).length > seen + 10);
    }
    await eventually('all are there', async () => (await tenant.state()).users.length === 150, 60_000);
    await tenant.allInStep();
    // Somebody may be looked for again whose answer came late; nobody is made, or refused, twice.
    const creates = (await tenant.calls('user/create')).map(({ errcode }) => errcode);
    expect(creates).toEqual(Array.from({ length: 150 }, () => '0'));
    expect(await throttled(tenant)).toBeLessThanOrEqual(1);
  }, 120_000);

  it('lose nothing when Redis is killed and comes back empty', async () => {
    const tenant = await connect();
    await Promise.all(Array.from({ length: 60 }, () => tenant.addUser(person())));
    await eventually('some are made', async () => (await tenant.calls('user/create')).length > 10);
    await redis.kill();
    // SCIM goes on without the queue: the row is the truth.
    const started = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => tenant.addUser(person())));
    expect(performance.now() - started).toBeLessThan(5_000);
    await redis.restart();
    await eventually('all are there', async () => (await tenant.state()).users.length === 80, 100_000);
    await tenant.allInStep();
    const { users } = await tenant.state();
    expect(new Set(users.map(({ mobile }) => mobile)).size).toBe(80);
    expect(await throttled(tenant)).toBeLessThanOrEqual(1);
  }, 180_000);
});

/** How many calls DingTalk refused for coming too fast; on a busy machine one may leave late. */
const throttled = async (tenant: Tenant) =>
  (await tenant.calls()).filter(({ errcode }) => errcode === '90018').length;
