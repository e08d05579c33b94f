import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import type { Job, Queue } from 'bullmq';
import type { ConnectionId, Lane } from '#common';
import { eventually } from './eventually.js';
import { queryDatabase } from './query-database.js';
import { QueueRig } from './queue-rig.js';
import type { Ringer } from './queue-rig.js';
import { redisMissing, startRedis } from './redis.js';
import { createTestDatabase } from './test-database.js';

/** A place for queues. */
interface Home {
  /** Makes an empty queue of whatever is there. @returns where it is */
  readonly empty: () => Promise<string>;
  /** All that the backend holds of the queue, as text. */
  readonly dump: () => Promise<string>;
  readonly close: () => Promise<void>;
}

async function postgresHome(): Promise<Home> {
  const { url, drop } = await createTestDatabase();
  const tables = ['job', 'job_log', 'event', 'dedup', 'dedup_next', 'metrics', 'rate_limit'].map(
    (table) => `bullmq.${table}`,
  );
  return {
    empty: async () => {
      await queryDatabase(url, `truncate ${tables.join(', ')} cascade`);
      return url;
    },
    dump: async () =>
      JSON.stringify(await Promise.all(tables.map((table) => queryDatabase(url, `select * from ${table}`)))),
    close: drop,
  };
}

async function redisHome(): Promise<Home> {
  const redis = await startRedis();
  return {
    empty: async () => {
      await redis.empty();
      return redis.url;
    },
    dump: () => redis.dump(),
    close: () => redis.stop(),
  };
}

/** One queue, empty at each test's start, with somebody who rings; workers are for the test to start. */
export class QueueScene {
  rig!: QueueRig;
  ringer!: Ringer;
  private home!: Home;

  async open(home: () => Promise<Home>): Promise<void> {
    this.home = await home();
  }

  async begin(): Promise<void> {
    this.rig = new QueueRig(await this.home.empty());
    this.ringer = this.rig.ringer();
  }

  close(): Promise<void> {
    return this.home.close();
  }

  get queue(): Queue {
    return this.ringer.queue;
  }

  ring(connectionId: ConnectionId, lane: Lane = 'people', slot?: number): void {
    this.ringer.bells.drain(connectionId, lane, slot);
  }

  /** Jobs, however far they are. */
  jobs(): Promise<readonly Job[]> {
    return this.queue.getJobs(['waiting', 'active', 'completed', 'failed', 'delayed']);
  }

  /** Waits until nothing is left to do and at least so many jobs have ended. */
  finished(count: number): Promise<readonly Job[]> {
    return eventually(
      `${String(count)} jobs finished`,
      async () => {
        // In this order: what ends between the two looks is among those that have ended.
        if ((await this.queue.getJobCountByTypes('waiting', 'active')) > 0) return false;
        const done = await this.queue.getJobs(['completed', 'failed']);
        return done.length >= count && done;
      },
      20_000,
    );
  }

  async finishedJob(): Promise<Job> {
    return (await this.finished(1))[0]!;
  }

  dump(): Promise<string> {
    return this.home.dump();
  }
}

/** Connections by a number. */
export const connection = (n: number): ConnectionId =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as ConnectionId;

/** Has the same hold for the queue on Postgres and on Redis. */
export function describeQueues(contract: (scene: QueueScene) => void): void {
  const on = (home: () => Promise<Home>) => () => {
    const scene = new QueueScene();
    beforeAll(() => scene.open(home));
    beforeEach(() => scene.begin());
    afterEach(() => scene.rig.close());
    afterAll(() => scene.close());
    contract(scene);
  };
  describe('the queue on Postgres', on(postgresHome));
  const missing = redisMissing === undefined ? '' : ` (${redisMissing})`;
  (redisMissing === undefined ? describe : describe.skip)(`the queue on Redis${missing}`, on(redisHome));
}
