import {
  assertSchemaCompatibility,
  createPostgresBackend,
  Queue,
  runMigrations,
  withBackend,
  Worker,
} from 'bullmq';
import type { PgPool, Processor, WorkerOptions } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Nest's token for the process's QueueBackend. */
export const QUEUE_BACKEND = Symbol('QueueBackend');

/** The queues of the bridge: one that the pushers work off, one that the servers do. */
export type QueueName = 'bridge' | 'source';

/** Braces keep its keys on one node of a Redis Cluster. */
const redisPrefix = '{bridge}';
const usualQueue: QueueName = 'bridge';
const schema = 'bullmq';

/** Where the queue lives: Redis for `redis:` and `rediss:` URLs, else BullMQ's tables in Postgres. */
export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  /** A queue handle for producers and for the board. */
  openQueue(name?: QueueName): Queue;
  openWorker(processor: Processor, options: Omit<WorkerOptions, 'connection'>, name?: QueueName): Worker;
  /** Brings BullMQ's own tables up to date; nothing to do on Redis. */
  migrate(): Promise<void>;
  /** Waits until another process has done so. @throws Error after `timeoutMs` */
  waitUntilMigrated(timeoutMs: number): Promise<void>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the backend that `url` chooses. One code path serves both from here on. */
export function openQueueBackend(url: string, application: string): QueueBackend {
  return /^rediss?:/.test(url) ? redisBackend(url, application) : postgresBackend(url, application);
}

function redisBackend(url: string, application: string): QueueBackend {
  // A producer must not hang on a Redis that is away: the row is the truth, the sweep rings again.
  const producer = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    connectionName: application,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  });
  const consumer = new Redis(url, { maxRetriesPerRequest: null, connectionName: application });
  for (const client of [producer, consumer]) client.on('error', () => undefined);
  return {
    kind: 'redis',
    // BullMQ asks Redis for its version first, and a queue that got no answer stays broken: it has to wait for
    // the connection. That a first batch waits with it does no harm, it is off everybody's path.
    openQueue: (name = usualQueue) => quiet(new Queue(name, { connection: producer, prefix: redisPrefix })),
    openWorker: (processor, options, name = usualQueue) =>
      quiet(new Worker(name, processor, { ...options, connection: consumer, prefix: redisPrefix })),
    migrate: () => Promise.resolve(),
    waitUntilMigrated: () => Promise.resolve(),
    isReady: () => Promise.resolve(producer.status === 'ready'),
    close: () => {
      producer.disconnect();
      consumer.disconnect();
      return Promise.resolve();
    },
  };
}

const bullmqOnPostgres = withBackend(createPostgresBackend);

function postgresBackend(url: string, application: string): QueueBackend {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    application_name: `${application}-queue`,
    connectionTimeoutMillis: 2_000,
    options: `-c search_path=${schema},public`,
  });
  pool.on('error', () => undefined);
  const connection = pool as unknown as PgPool;
  return {
    kind: 'postgres',
    openQueue: (name = usualQueue) =>
      quiet(new bullmqOnPostgres.Queue(name, { connection })) as unknown as Queue,
    openWorker: (processor, options, name = usualQueue) =>
      quiet(new bullmqOnPostgres.Worker(name, processor, { ...options, connection })) as unknown as Worker,
    migrate: async () => {
      const client = await pool.connect();
      try {
        await runMigrations(client, schema);
      } finally {
        client.release();
      }
    },
    waitUntilMigrated: async (timeoutMs) => {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        try {
          await assertSchemaCompatibility(connection, schema);
          return;
        } catch (error) {
          if (performance.now() > deadline) throw error;
          await sleep(250);
        }
      }
    },
    isReady: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
}

/** BullMQ emits connection errors as events; readiness tells of them, and the calls themselves do. */
function quiet<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(emitter: T): T {
  emitter.on('error', () => undefined);
  return emitter;
}
