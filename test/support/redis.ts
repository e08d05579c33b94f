import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#embedded-postgres';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';

/** A Redis for one test file: a process of its own, or the one that REDIS_URL names and tests may empty. */
export interface TestRedis {
  readonly url: string;
  /** Forgets every key of the bridge. */
  readonly empty: () => Promise<void>;
  /** Everything that the bridge's keys hold, as text. */
  readonly dump: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A process of our own, so that it may be killed. */
export interface OwnRedis extends TestRedis {
  /** kill -9, as the kernel would when memory runs out. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** One command, such as `flushall`. */
  readonly command: (name: string, ...args: readonly string[]) => Promise<unknown>;
}

const installed = spawnSync('redis-server', ['--version']).status === 0;

/** Why the tests that need any Redis are left out; undefined: they run. */
export const redisMissing =
  installed || process.env.REDIS_URL ? undefined : missing('no redis-server, no REDIS_URL');

/** Why the tests that kill a Redis are left out. */
export const ownRedisMissing = installed ? undefined : missing('no redis-server');

function missing(why: string): string {
  if (process.env.REQUIRE_REDIS === '1') throw new Error(`REQUIRE_REDIS=1, but ${why}`);
  return `skipped: ${why}`;
}

/** A Redis to test with; one of our own where that can be. */
export async function startRedis(): Promise<TestRedis> {
  if (installed) return startOwnRedis();
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('no Redis to test with');
  return { url, ...keysAt(url), stop: () => keysAt(url).empty() };
}

/** Starts `redis-server` on a free port in a directory of its own; it keeps what it was told, as in production. */
export async function startOwnRedis(): Promise<OwnRedis> {
  const directory = mkdtempSync(path.join(tmpdir(), 'bridge-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  let running = await start(directory, port, url);
  const end = async (signal: NodeJS.Signals) => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  };
  return {
    url,
    ...keysAt(url),
    kill: () => end('SIGKILL'),
    command: (name, ...args) => withClient(url, (redis) => redis.call(name, ...args)),
    restart: async () => {
      running = await start(directory, port, url);
    },
    stop: async () => {
      await end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function start(directory: string, port: number, url: string): Promise<ChildProcess> {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  await eventually('redis-server answers', () => withClient(url, (redis) => redis.ping()));
  return child;
}

function keysAt(url: string): Pick<TestRedis, 'empty' | 'dump'> {
  return {
    empty: () =>
      withClient(url, async (redis) => {
        const keys = await redis.keys('{bridge}:*');
        if (keys.length > 0) await redis.del(...keys);
      }),
    dump: () =>
      withClient(url, async (redis) => {
        const keys = await redis.keys('{bridge}:*');
        return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await valueOf(redis, key)])));
      }),
  };
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key);
    case 'stream':
      return redis.xrange(key, '-', '+');
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'zset':
      return redis.call('ZRANGE', key, '0', '-1');
    case 'set':
      return redis.smembers(key);
    default:
      return redis.get(key);
  }
}

async function withClient<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}
