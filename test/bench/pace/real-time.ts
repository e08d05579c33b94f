import path from 'node:path';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import type { PgPool } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Child } from '../../support/child.js';
import type { SimulatorClient } from '../../support/simulator-client.js';
import { eventually } from '../../support/eventually.js';
import { createTestDatabase } from '../../support/test-database.js';
import type { BenchSite } from '../bench-site.js';
import { replicaToldSchema } from './replica-spec.js';
import type { ReplicaLane, ReplicaSpec, ReplicaTold } from './replica-spec.js';
import { windowKinds } from './window.js';

/** Who keeps replicas from calling too often. */
export type Guard = 'ours' | 'bullmq';

/** What a lane's replicas did together. */
export interface LaneCounts {
  readonly allowed: number;
  readonly throttled: number;
}

const networkMs = 20;
/** Replicas call for this long before anything is counted. */
const warmUpMs = 2_000;

/** The kinds of lanes that replicas call on side by side: all of them are far from loading the machine. */
export const laneKinds = windowKinds.flatMap((window) =>
  [20, 40].map((allowed) => ({ name: `${window} ${allowed}`, window, allowed })),
);

/**
 * Replicas as processes that call the simulator over HTTP as fast as their guard lets them.
 *
 * @returns counts by the lane kind's name
 */
export async function callInRealTime(
  site: BenchSite,
  simulator: SimulatorClient,
  run: { readonly guard: Guard; readonly replicas: number; readonly seconds: number },
): Promise<Readonly<Record<string, LaneCounts>>> {
  const lanes: ReplicaLane[] = [];
  for (const { name, window, allowed } of laneKinds) {
    const { appKey, appSecret, org } = await simulator.organisation(name, allowed);
    await simulator.setApp({ appKey, window });
    lanes.push({ name, allowed, appKey, appSecret, org });
  }
  const database = await createTestDatabase();
  try {
    const queueUrl = site.redisUrl ?? database.url;
    if (run.guard === 'bullmq') await fillQueues(queueUrl, lanes, run.seconds + warmUpMs / 1_000);
    const spec = { databaseUrl: database.url, simulatorUrl: simulator.url, queueUrl, networkMs, lanes };
    const told = await runReplicas(run, spec);
    return Object.fromEntries(
      lanes.map(({ name }) => [
        name,
        {
          allowed: told.reduce((sum, one) => sum + (one[name]?.allowed ?? 0), 0),
          throttled: told.reduce((sum, one) => sum + (one[name]?.throttled ?? 0), 0),
        },
      ]),
    );
  } finally {
    await database.drop();
  }
}

async function runReplicas(
  {
    guard,
    replicas,
    seconds,
  }: { readonly guard: Guard; readonly replicas: number; readonly seconds: number },
  spec: ReplicaSpec,
): Promise<readonly ReplicaTold[]> {
  const name = guard === 'ours' ? 'paced-replica' : 'limited-replica';
  const entry = path.resolve(import.meta.dirname, `../processes/${name}.js`);
  const args = ['--no-warnings', entry, JSON.stringify(spec)];
  const start = () => Child.start({ name, command: process.execPath, args, env: {}, ipc: true });
  const children = await Promise.all(Array.from({ length: replicas }, start));
  try {
    // Whole seconds of the clock: fixed windows are counted whole.
    const from = Math.ceil((Date.now() + warmUpMs) / 1_000) * 1_000;
    const until = from + seconds * 1_000;
    for (const child of children) child.tell({ from, until });
    const ended = () => children.every(({ running }) => !running);
    await eventually(`${name}s end`, ended, until - Date.now() + 20_000);
    return children.map(({ lines }) => {
      const told = replicaToldSchema.safeParse(JSON.parse(lines.at(-1) ?? 'null'));
      if (!told.success) throw new Error(`${name} says nothing:\n${lines.slice(-5).join('\n')}`);
      return told.data;
    });
  } finally {
    for (const child of children) await child.stop();
  }
}

/** As many jobs as could be called, and some more. */
async function fillQueues(url: string, lanes: readonly ReplicaLane[], seconds: number): Promise<void> {
  for (const { appKey, allowed } of lanes) {
    const jobs = Array.from({ length: Math.ceil(allowed * (seconds + 5)) }, () => ({
      name: 'call',
      data: {},
      opts: { removeOnComplete: true },
    }));
    await withQueue(url, appKey, (queue) => queue.addBulk(jobs));
  }
}

async function withQueue(url: string, name: string, use: (queue: Queue) => Promise<unknown>): Promise<void> {
  if (url.startsWith('redis:')) {
    const connection = new Redis(url);
    const queue = new Queue(name, { connection });
    await use(queue);
    await queue.close();
    connection.disconnect();
    return;
  }
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c search_path=bullmq,public' });
  const connection = pool as unknown as PgPool;
  const queue = new (withBackend(createPostgresBackend).Queue)(name, { connection }) as unknown as Queue;
  await use(queue);
  await queue.close();
  await pool.end();
}
