import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeWithRedis } from '../support/describe-with-redis.js';
import { eventually } from '../support/eventually.js';
import { QueueRig } from '../support/queue-rig.js';
import { connection } from '../support/queue-scene.js';
import { startOwnRedis } from '../support/redis.js';
import type { OwnRedis } from '../support/redis.js';

/** BullMQ looks for a lost Redis every five seconds or so. */
const backWithinMs = 25_000;

describeWithRedis('while Redis is away', () => {
  let redis: OwnRedis;
  let rig: QueueRig;
  let served: unknown[];
  const serve = () =>
    rig.serve((message) => {
      served.push((message as { connectionId: string }).connectionId);
    });

  beforeAll(async () => {
    redis = await startOwnRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.empty();
    rig = new QueueRig(redis.url);
    served = [];
  });
  afterEach(() => rig.close());

  it('ringing neither throws nor waits, and once Redis is back new bells arrive', async () => {
    const { bells, failures } = rig.ringer();
    await serve();
    bells.drain(connection(0), 'people');
    await eventually('the first bell is answered', () => served.length === 1);

    await redis.kill();
    const ring: (...bell: Parameters<typeof bells.drain>) => unknown = bells.drain.bind(bells);
    const rung: unknown[] = [];
    for (let n = 0; n < 1_000; n += 1) rung.push(ring(connection(n % 10), 'people'));
    // No promise: there is nothing that whoever rings could wait for.
    expect(new Set(rung)).toEqual(new Set([undefined]));
    await eventually('the lost bells are told of', () => failures.length > 0, backWithinMs);

    await redis.restart();
    await eventually(
      'a new bell is answered',
      () => {
        bells.drain(connection(77), 'people');
        return served.includes(connection(77));
      },
      backWithinMs,
    );
  }, 90_000);

  it('a process may start, and its bells arrive once Redis is there', async () => {
    await redis.kill();
    const { bells } = rig.ringer();
    for (let n = 0; n < 1_000; n += 1) bells.drain(connection(n % 10), 'people');
    await redis.restart();
    await serve();
    await eventually('all ten lanes are answered', () => new Set(served).size === 10, backWithinMs);
  }, 90_000);

  it('a client closes within seconds', async () => {
    await redis.kill();
    const { bells, client } = rig.ringer();
    bells.drain(connection(0), 'people');
    const started = performance.now();
    await client.close();
    expect(performance.now() - started).toBeLessThan(5_000);
    await redis.restart();
  }, 30_000);

  it('readiness tells of it', async () => {
    const backend = rig.backend();
    await eventually('ready', () => backend.isReady());
    await redis.kill();
    await eventually('not ready', async () => !(await backend.isReady()));
    await redis.restart();
    await eventually('ready again', () => backend.isReady(), backWithinMs);
  }, 60_000);
});
