import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';
import { callInRealTime, laneKinds } from './pace/real-time.js';
import type { Guard, LaneCounts } from './pace/real-time.js';
import { simulate } from './pace/simulate.js';
import { median, medianRatio, rotated } from './rounds.js';
import { startSimulatorProcess } from './simulator-process.js';

const share = (value: number) => ({ value, unit: '' });

/** How much of DingTalk's rate replicas use, and how often it tells them off. */
export const pace: Bench = {
  name: 'pace',
  about: 'calls made of those DingTalk allows, and throttles; beside BullMQ’s limiter',
  run: async (site) => [...(await inVirtualTime(site)), ...(await inRealTime(site))],
};

async function inVirtualTime({ quick }: BenchSite): Promise<readonly Line[]> {
  const database = await createTestDatabase();
  const store = await openTestStore(database.url);
  const lines: Line[] = [];
  let throttled = 0;
  for (const { window, allowed } of laneKinds) {
    for (const replicas of [1, 2, 3, 4]) {
      const scene = { window, allowed, replicas, seconds: quick ? 30 : 300, networkMs: 20 };
      const seen = await simulate(store.database, scene);
      throttled += seen.throttled;
      lines.push({
        kind: 'measured',
        bench: `virtual time, ${allowed}/s, ${window}, ${replicas} replicas: utilisation`,
        ours: share(seen.utilisation),
        target: { of: 'ours', at: 'least', value: 0.95 },
      });
    }
  }
  await store.close();
  await database.drop();
  const target = { of: 'ours', at: 'most', value: 0 } as const;
  return [
    ...lines,
    {
      kind: 'measured',
      bench: 'virtual time, all of these: throttled calls',
      ours: share(throttled),
      target,
    },
  ];
}

async function inRealTime(site: BenchSite): Promise<readonly Line[]> {
  const { client } = await startSimulatorProcess(site);
  const [rounds, seconds] = site.quick ? [1, 6] : [3, 8];
  const who = site.redisUrl === undefined ? 'BullMQ on Postgres' : 'BullMQ on Redis';
  const utilised: Line[] = [];
  const totals: Record<string, Record<Guard, LaneCounts[]>> = {};
  for (const replicas of site.quick ? [1, 4] : [1, 2, 3, 4]) {
    const run = (guard: Guard) => () => callInRealTime(site, client, { guard, replicas, seconds });
    const rotation = await rotated(rounds, { ours: run('ours'), bullmq: run('bullmq') });
    for (const { name, window, allowed } of laneKinds) {
      const counts = (guard: Guard) =>
        rotation[guard].map((round) => round[name] ?? { allowed: 0, throttled: 0 });
      const total = (totals[name] ??= { ours: [], bullmq: [] });
      total.ours.push(...counts('ours'));
      total.bullmq.push(...counts('bullmq'));
      const used = (guard: Guard) => counts(guard).map((one) => one.allowed / (allowed * seconds));
      utilised.push({
        kind: 'measured',
        bench: `real time, ${allowed}/s, ${window}, ${replicas} replicas: utilisation`,
        ours: share(median(used('ours'))),
        reference: { ...share(median(used('bullmq'))), who },
        ratio: medianRatio(used('ours'), used('bullmq')),
        target: { of: 'ours', at: 'least', value: 0.93 },
      });
    }
  }
  const throttled = Object.entries(totals).map(([name, { ours, bullmq }]): Line => ({
    kind: 'measured',
    bench: `real time, ${name}/s, all replicas: throttled of all calls`,
    ours: share(throttledShare(ours)),
    reference: { ...share(throttledShare(bullmq)), who },
    target: { of: 'ours', at: 'most', value: 0.001 },
  }));
  return [...utilised, ...throttled];
}

function throttledShare(counts: readonly LaneCounts[]): number {
  const throttled = counts.reduce((sum, one) => sum + one.throttled, 0);
  const allowed = counts.reduce((sum, one) => sum + one.allowed, 0);
  return throttled / (throttled + allowed);
}
