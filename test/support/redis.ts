import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from '@jest/globals';
import { freePort } from '#embedded-postgres';
import { Redis } from 'ioredis';
import { Child } from './child.js';
import { eventually } from './eventually.js';

const onPath = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of a test's own, which keeps nothing: what it forgets must not be missed. */
export class TestRedis {
  private child: Child | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort());
    await redis.startAgain();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${String(this.port)}`;
  }

  /** Starts it, again on the same port after it was killed. */
  async startAgain(): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'bridge-redis-'));
    const options = { port: String(this.port), bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder };
    this.child = await Child.start({
      name: 'redis-server',
      command: 'redis-server',
      args: Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      env: {},
      ipc: false,
    });
    await eventually('redis answers', async () => (await this.command('ping')) === 'PONG');
  }

  async command(name: string, ...args: readonly string[]): Promise<unknown> {
    const client = new Redis(this.url, {
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      lazyConnect: true,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(name, ...args);
    } finally {
      client.disconnect();
    }
  }

  async kill(): Promise<void> {
    await this.child?.kill();
  }

  async stop(): Promise<void> {
    await this.child?.stop();
  }
}

/** A suite that needs a redis-server on the PATH; where there is none it is skipped and says so. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (onPath) {
    describe(name, suite);
    return;
  }
  if (process.env.REQUIRE_REDIS === '1') throw new Error('REQUIRE_REDIS=1, and no redis-server on the PATH');
  describe.skip(`${name} (skipped: no redis-server on the PATH)`, suite);
}
