import { createLogger } from '#runtime';
import { Store } from '#store';
import { RunPlanner } from '../../../apps/dingtalk-pusher/src/run/planner.js';
import { testSealer } from '../../support/test-database.js';

// Plans what there is to plan in the store at DATABASE_URL, and says how long that took and what it took at its peak.

const store = await Store.open(
  { url: process.env.DATABASE_URL ?? '', application: 'bench', poolSize: 4, statementTimeoutMs: 10_000 },
  testSealer,
  0,
);
const started = performance.now();
const runs = await new RunPlanner(store, createLogger('bench', 'silent')).work();
const seconds = (performance.now() - started) / 1000;
await store.close();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ runs, seconds, peakMegabytes }));
