import { listSubDepartments, PaceExhausted, Throttled } from '#dingtalk';
import { MemoryTokenStore, openClient } from '../../support/simulator.js';
import { openTestStore } from '../../support/test-database.js';
import { PostgresPace } from '../../../apps/dingtalk-pusher/src/pace/postgres-pace.js';
import { readReplicaSpec, readReplicaTimes, ReplicaCounts, UnevenTransport } from '../pace/replica-counts.js';
import type { ReplicaLane } from '../pace/replica-spec.js';

/** Started by the pace bench: a replica that calls as fast as the bridge's own pace lets it. */
const spec = readReplicaSpec();
const store = await openTestStore(spec.databaseUrl);
const transport = new UnevenTransport(spec.networkMs);
const pace = new PostgresPace(store.database, { egressCallsPerSecond: 400, egress: 'bench' });
const tokens = new MemoryTokenStore();

async function call(lane: ReplicaLane): Promise<void> {
  const client = openClient(spec.simulatorUrl, lane, {
    transport,
    store: tokens,
    pace: pace.of({ callsPerSecond: lane.allowed, urgent: false }),
    observe: (call) => {
      if (call.api.startsWith('/topapi/')) counts.observe(lane.name, call);
    },
  });
  while (Date.now() < times.until) {
    try {
      await listSubDepartments(client, 1);
    } catch (error) {
      if (!(error instanceof Throttled || error instanceof PaceExhausted)) throw error;
    }
  }
}

// A process that has just started sends its first calls late, and calls of the pace would be throttled for it.
for (let n = 0; n < 50; n += 1)
  await transport.send({ method: 'GET', url: new URL('/__sim/counters', spec.simulatorUrl) });
const times = await readReplicaTimes();
const counts = new ReplicaCounts(spec, times);
// Half as many callers as calls a second: a call may take half a second before the pace runs dry.
await Promise.all(spec.lanes.flatMap((lane) => Array.from({ length: lane.allowed / 2 }, () => call(lane))));
counts.tell();
await transport.close();
await store.close();
process.disconnect();
