import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, withBackend, Worker } from 'bullmq';
import type { PgPool } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { listSubDepartments, Throttled } from '#dingtalk';
import { FreePace, MemoryTokenStore, openClient } from '../../support/simulator.js';
import { readReplicaSpec, readReplicaTimes, ReplicaCounts, UnevenTransport } from '../pace/replica-counts.js';
import type { ReplicaLane } from '../pace/replica-spec.js';

/** Started by the pace bench: a replica whose only guard is BullMQ's limiter, a queue for each lane. */
const spec = readReplicaSpec();
const transport = new UnevenTransport(spec.networkMs);
const tokens = new MemoryTokenStore();
const { queueUrl } = spec;
const onRedis = queueUrl?.startsWith('redis:') === true;
const pool = onRedis
  ? undefined
  : new pg.Pool({ connectionString: queueUrl, max: 16, options: '-c search_path=bullmq,public' });

function work(lane: ReplicaLane): { close: () => Promise<void> } {
  const client = openClient(spec.simulatorUrl, lane, {
    transport,
    store: tokens,
    pace: new FreePace(),
    observe: (call) => {
      if (call.api.startsWith('/topapi/')) counts.observe(lane.name, call);
    },
  });
  const job = async () => {
    try {
      await listSubDepartments(client, 1);
    } catch (error) {
      if (!(error instanceof Throttled)) throw error;
    }
  };
  const options = { concurrency: lane.allowed / 2, limiter: { max: lane.allowed, duration: 1_000 } };
  const worker = pool
    ? new (withBackend(createPostgresBackend).Worker)(lane.appKey, job, {
        ...options,
        connection: pool as unknown as PgPool,
      })
    : new Worker(lane.appKey, job, {
        ...options,
        connection: new Redis(queueUrl ?? '', { maxRetriesPerRequest: null }),
      });
  worker.on('error', () => undefined);
  return worker;
}

const times = await readReplicaTimes();
const counts = new ReplicaCounts(spec, times);
const workers = spec.lanes.map(work);
await sleep(times.until - Date.now());
counts.tell();
await Promise.race([Promise.all(workers.map((worker) => worker.close())), sleep(3_000)]);
process.exit(0);
