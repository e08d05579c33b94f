import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#embedded-postgres';
import { Bridge } from '../support/bridge.js';
import { Child } from '../support/child.js';
import { interpolated, readCompose, readImages } from '../support/images.js';
import { redisMissing, startRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { sealingKeys } from '../support/sealing-keys.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

const adminPassword = 'correct horse battery staple';
const secrets = {
  POSTGRES_PASSWORD: 'secret',
  SEALING_KEYS: sealingKeys,
  ADMIN_PASSWORD: adminPassword,
};

// Without a container engine: the images' own commands with compose's environment, as plain processes.
(redisMissing ? describe.skip : describe)(
  `what the images start, three pushers of it${redisMissing ? ` (${redisMissing})` : ''}`,
  () => {
    const compose = readCompose();
    const images = readImages();
    const children: Child[] = [];
    const health: (() => Promise<unknown>)[] = [];
    let database: TestDatabase;
    let redis: TestRedis;
    let bridge: Bridge;

    /** Starts a service with its addresses as they are here instead of in compose's network. */
    async function start(name: string, here: Readonly<Record<string, string>>): Promise<void> {
      const { build, environment = {} } = compose.services[name] ?? {};
      const image = images[build?.target ?? ''];
      if (!image) throw new Error(`${name} has no image`);
      const given = Object.entries(environment).map(([key, value]) => [key, interpolated(value, secrets)]);
      const env = { ...image.env, ...(Object.fromEntries(given) as Record<string, string>), ...here };
      const [command = '', ...args] = image.command;
      children.push(await Child.start({ name, command, args, env, ipc: true }));
      const [check = '', ...checkArgs] = image.health;
      health.push(() => promisify(execFile)(check, checkArgs, { env: { PATH: process.env.PATH, ...env } }));
    }

    beforeAll(async () => {
      [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
      const [port, simulatorPort, ...healthPorts] = await Promise.all(
        Array.from({ length: 5 }, async () => String(await freePort())),
      );
      const at = (number = '') => `http://127.0.0.1:${number}`;
      // The simulator is on this machine.
      const stores = {
        DATABASE_URL: database.url,
        QUEUE_URL: redis.url,
        ALLOW_PRIVATE_TARGETS: 'loopback',
      };
      await start('dingtalk-simulator', {
        SIMULATOR_PORT: simulatorPort ?? '',
        HEALTH_URL: `${at(simulatorPort)}/__sim/counters`,
      });
      await start('scim-server', { ...stores, PORT: port ?? '', HEALTH_URL: `${at(port)}/health/ready` });
      for (const healthPort of healthPorts) {
        await start('dingtalk-pusher', {
          ...stores,
          HEALTH_PORT: healthPort,
          HEALTH_URL: `${at(healthPort)}/health/ready`,
        });
      }
      bridge = new Bridge({
        origin: at(port),
        simulatorUrl: at(simulatorPort),
        databaseUrl: database.url,
        pusherUrls: healthPorts.map(at),
        adminUser: 'admin',
        adminPassword,
      });
    }, 90_000);

    afterAll(async () => {
      for (const child of children.reverse()) await child.stop();
      await redis.stop();
      await database.drop();
    }, 60_000);

    it('is healthy by the check that its image has', async () => {
      for (const check of health) await expect(check()).resolves.toBeDefined();
    });

    it('brings a person to DingTalk', async () => {
      const tenant = await bridge.connect();
      const id = await tenant.addUser({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'ada@example.com',
        displayName: 'Ada Lovelace',
        phoneNumbers: [{ type: 'mobile', value: '13800000001' }],
      });
      await tenant.inStep(id);
      expect((await tenant.state()).users.map(({ name }) => name)).toContain('Ada Lovelace');
    });
  },
);
