import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import pg from 'pg';
import type { Job, Queue } from 'bullmq';
import { drainBellSchema, lanes, messageVersion, patterns } from '#common';
import type { ConnectionId } from '#common';
import { Bell, JobFailure } from '#queue';
import { eventually } from '../support/eventually.js';
import { Gate } from '../support/gate.js';
import { BellController, QueueRig } from '../support/queue-rig.js';
import type { Ringer } from '../support/queue-rig.js';
import { redisMissing, startRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

/** A place for queues. */
interface Home {
  readonly open: () => Promise<void>;
  /** An empty queue. */
  readonly emptyQueue: () => Promise<string>;
  /** All that the backend holds of the queue, as text. */
  readonly dump: () => Promise<string>;
  readonly close: () => Promise<void>;
}

function postgresHome(): Home {
  let database: TestDatabase;
  const query = async (statement: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(statement)).rows as unknown[];
    } finally {
      await client.end();
    }
  };
  const tables = ['job', 'job_log', 'event', 'dedup', 'dedup_next', 'metrics', 'rate_limit'];
  return {
    open: async () => {
      database = await createTestDatabase();
    },
    emptyQueue: async () => {
      await query(`truncate ${tables.map((table) => `bullmq.${table}`).join(', ')} cascade`);
      return database.url;
    },
    dump: async () =>
      JSON.stringify(await Promise.all(tables.map((table) => query(`select * from bullmq.${table}`)))),
    close: () => database.drop(),
  };
}

function redisHome(): Home {
  let redis: TestRedis;
  return {
    open: async () => {
      redis = await startRedis();
    },
    emptyQueue: async () => {
      await redis.empty();
      return redis.url;
    },
    dump: () => redis.dump(),
    close: () => redis.stop(),
  };
}

const connection = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as ConnectionId;
const acme = connection(1);

describe('the queue on Postgres', () => {
  contract(postgresHome());
});

(redisMissing ? describe.skip : describe)(
  `the queue on Redis${redisMissing ? ` (${redisMissing})` : ''}`,
  () => {
    contract(redisHome());
  },
);

function contract(home: Home): void {
  let rig: QueueRig;
  let ringer: Ringer;
  let queue: Queue;

  beforeAll(home.open);
  afterAll(home.close);
  beforeEach(async () => {
    rig = new QueueRig(await home.emptyQueue());
    ringer = rig.ringer();
    ({ queue } = ringer);
  });
  afterEach(() => rig.close());

  const jobs = () => queue.getJobs(['waiting', 'active', 'completed', 'failed', 'delayed']);
  const finished = (count: number) =>
    eventually(
      `${String(count)} jobs finished`,
      async () => {
        // In this order: what ends between the two looks is among those that have ended.
        if ((await queue.getJobCountByTypes('waiting', 'active')) > 0) return false;
        const done = await queue.getJobs(['completed', 'failed']);
        return done.length >= count && done;
      },
      20_000,
    );
  const finishedJob = async (): Promise<Job> => (await finished(1))[0]!;
  /** A bell of any shape, as a neighbour of another version might ring it. */
  const emit = (pattern: string, payload: object, key: string) =>
    firstValueFrom(ringer.client.emit(pattern, new Bell(payload, key)), { defaultValue: undefined });

  describe('a job', () => {
    it('is finished only after its handler has ended, and keeps what it returned', async () => {
      const gate = new Gate();
      await rig.serve(async () => {
        await gate.pass();
        return { reconciled: 3 };
      });
      ringer.bells.drain(acme, 'people');
      await gate.arrived(1);
      expect(await queue.getJobCounts('active', 'completed')).toEqual({ active: 1, completed: 0 });
      gate.open();
      expect((await finishedJob()).returnvalue).toEqual({ reconciled: 3 });
    });

    it('says how far it is while it runs', async () => {
      const gate = new Gate();
      await rig.serve(async (_message, context) => {
        await context.progress({ applied: 2, left: 5 });
        await gate.pass();
      });
      ringer.bells.drain(acme, 'people');
      await gate.arrived(1);
      const [active] = await queue.getJobs('active');
      expect(active?.progress).toEqual({ applied: 2, left: 5 });
      gate.open();
      await finishedJob();
    });

    it('carries nothing but the version, the connection and the lane', async () => {
      for (const lane of lanes) ringer.bells.drain(acme, lane, 1);
      const rung = await eventually('three jobs wait', async () => {
        const waiting = await queue.getJobs('waiting');
        return waiting.length === lanes.length && waiting;
      });
      const carried = rung.map(({ data }) => data as unknown);
      expect(new Set(carried)).toEqual(
        new Set(lanes.map((lane) => ({ v: messageVersion, connectionId: acme, lane }))),
      );
    });

    it('is kept, once finished, up to a hundred', async () => {
      await rig.serve(() => undefined, 20);
      const rung = 150;
      for (let n = 0; n < rung; n += 1) ringer.bells.drain(connection(n), 'people');
      const idle = async () => (await queue.getJobCountByTypes('waiting', 'active')) === 0;
      await eventually(
        'all are done',
        async () => (await idle()) && (await queue.getJobCountByTypes('completed')) >= 100,
        30_000,
      );
      // Handlers that end together may each leave one too many; the next one to end alone tidies up.
      ringer.bells.drain(connection(rung), 'people');
      await eventually('a hundred are kept, the newest among them', async () => {
        const kept = await queue.getJobs('completed');
        const ids = kept.map(({ data }) => (data as { connectionId: string }).connectionId);
        return ids.length === 100 && ids.includes(connection(rung));
      });
    }, 60_000);
  });

  describe('a job that fails', () => {
    it('keeps a code only when the handler threw: neither message nor stack is anywhere', async () => {
      await rig.serve(() => {
        throw new TypeError('mobile 13800000001 of Ada is bad');
      });
      ringer.bells.drain(acme, 'people');
      const job = await finishedJob();
      expect(job).toMatchObject({ failedReason: 'handler-threw', stacktrace: [], attemptsMade: 1 });
      expect(await home.dump()).not.toMatch(/13800000001|Ada|TypeError| at |\.js:/);
    });

    it.each([
      { how: 'a rejected promise', handle: () => Promise.reject(new JobFailure('store-unavailable')) },
      {
        how: 'a plain throw',
        handle: () => {
          throw new JobFailure('store-unavailable');
        },
      },
    ])('keeps the code of a JobFailure, $how', async ({ handle }) => {
      await rig.serve(handle);
      ringer.bells.drain(acme, 'people');
      expect(await finishedJob()).toMatchObject({ failedReason: 'store-unavailable', stacktrace: [] });
      expect(await home.dump()).not.toMatch(/JobFailure| at /);
    });

    it.each([
      {
        reason: 'a newer neighbour speaks version 2',
        pattern: patterns.drain,
        payload: { v: 2, connectionId: acme, lane: 'people' },
        code: 'unknown-message',
      },
      {
        reason: 'a newer neighbour knows a pattern that we do not',
        pattern: 'crawl',
        payload: { v: messageVersion, connectionId: acme, lane: 'people' },
        code: 'unknown-pattern',
      },
    ])('fails with $code and is not tried again: $reason', async ({ pattern, payload, code }) => {
      let handled = 0;
      await rig.serve((message) => {
        if (!drainBellSchema.safeParse(message).success) throw new JobFailure('unknown-message');
        handled += 1;
        return undefined;
      });
      await emit(pattern, payload, 'k');
      expect(await finishedJob()).toMatchObject({ failedReason: code, attemptsMade: 1 });
      ringer.bells.drain(acme, 'people');
      await eventually('the next bell is answered', () => handled === 1);
      expect(await queue.getJobCounts('failed', 'delayed', 'waiting')).toEqual({
        failed: 1,
        delayed: 0,
        waiting: 0,
      });
    });
  });

  describe('a worker', () => {
    it('is refused at its start when a pattern has two handlers', async () => {
      @Controller()
      class SecondController {
        @EventPattern<string>(patterns.drain)
        onDrain(): void {
          return undefined;
        }
      }
      await expect(rig.serve(() => undefined, 1, [BellController, SecondController])).rejects.toThrow(
        'two handlers for the pattern drain',
      );
    });

    it('waits for its running handlers when it closes', async () => {
      const gate = new Gate();
      let ended = false;
      const app = await rig.serve(async () => {
        await gate.pass();
        ended = true;
      });
      ringer.bells.drain(acme, 'people');
      await gate.arrived(1);
      const closed = app.close().then(() => ended);
      gate.open();
      expect(await closed).toBe(true);
      expect(await queue.getJobCounts('completed', 'active')).toEqual({ completed: 1, active: 0 });
    });

    it('shares the queue with others', async () => {
      const gate = new Gate();
      const served: string[] = [];
      for (const name of ['one', 'two']) {
        await rig.serve(async () => {
          served.push(name);
          await gate.pass();
        });
      }
      for (let n = 0; n < 6; n += 1) ringer.bells.drain(connection(n), 'people');
      await gate.arrived(2);
      expect(new Set(served)).toEqual(new Set(['one', 'two']));
      gate.open();
      await finished(6);
      expect(served).toHaveLength(6);
    });

    it('is killed, and another one does its job once more', async () => {
      const program = path.join(path.dirname(fileURLToPath(import.meta.url)), '../support/queue-worker.js');
      const child = fork(program, { env: { ...process.env, QUEUE_URL: rig.url }, execArgv: [] });
      await once(child, 'message');
      const busy = once(child, 'message');
      ringer.bells.drain(acme, 'people');
      await busy;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      expect(await queue.getJobCounts('active', 'completed')).toEqual({ active: 1, completed: 0 });

      let runs = 0;
      await rig.serve(() => {
        runs += 1;
        return 'done';
      });
      expect(await finishedJob()).toMatchObject({ returnvalue: 'done', stalledCounter: 1 });
      expect(runs).toBe(1);
    }, 60_000);
  });

  describe('bells', () => {
    it('of one lane are one job while it waits', async () => {
      const other = rig.ringer();
      for (let n = 0; n < 50; n += 1) (n % 2 ? ringer : other).bells.drain(acme, 'people');
      await ringer.client.close();
      await other.client.close();
      expect(await jobs()).toHaveLength(1);
    });

    it('of other lanes, slots and connections are jobs of their own', async () => {
      ringer.bells.drain(acme, 'people');
      ringer.bells.drain(acme, 'people', 1);
      ringer.bells.drain(acme, 'leavers');
      ringer.bells.drain(connection(2), 'people');
      await ringer.client.close();
      expect(await jobs()).toHaveLength(4);
    });

    it.each([
      { how: 'ends well', fails: false },
      { how: 'fails', fails: true },
    ])('rung while their job is active make exactly one more after it, which $how', async ({ fails }) => {
      const gate = new Gate();
      let running = 0;
      let most = 0;
      await rig.serve(async () => {
        most = Math.max(most, (running += 1));
        await gate.pass();
        running -= 1;
        if (fails) throw new JobFailure('test');
      }, 5);
      ringer.bells.drain(acme, 'people');
      await gate.arrived(1);
      const other = rig.ringer();
      for (let n = 0; n < 10; n += 1) (n % 2 ? ringer : other).bells.drain(acme, 'people');
      await ringer.client.close();
      await other.client.close();
      gate.open();
      expect(await finished(2)).toHaveLength(2);
      expect(most).toBe(1);
    });

    it('rung again after their job has ended make a new one', async () => {
      await rig.serve(() => undefined);
      ringer.bells.drain(acme, 'people');
      await finished(1);
      ringer.bells.drain(acme, 'people');
      expect(await finished(2)).toHaveLength(2);
    });

    it('a thousand of ten lanes at once are at most twenty jobs', async () => {
      const gate = new Gate();
      await rig.serve(() => gate.pass(), 20);
      const ringers = [ringer, ...Array.from({ length: 3 }, () => rig.ringer())];
      for (let n = 0; n < 1000; n += 1) {
        ringers[n % 4]!.bells.drain(connection(n % 10), 'people');
        // Not all in one batch: some meet a waiting job, some an active one.
        if (n % 100 === 99) await gate.arrived(1);
      }
      for (const { client } of ringers) await client.close();
      gate.open();
      const made = await finished(10);
      expect(made.length).toBeLessThanOrEqual(20);
      expect(new Set(made.map(({ data }) => (data as { connectionId: string }).connectionId)).size).toBe(10);
    });

    it('that still wait are rung when the client closes', async () => {
      ringer.bells.drain(acme, 'people');
      await ringer.client.close();
      expect(await jobs()).toHaveLength(1);
    });
  });
}
