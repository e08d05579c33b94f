import { DingTalkClient, Tokens, Transport } from '#dingtalk';
import type { Pace } from '#dingtalk';
import { messageVersion } from '#common';
import type { ConnectionId } from '#common';
import { createLogger } from '#runtime';
import { reserveSlot, Store } from '#store';
import { MirrorDrain } from '../../../apps/dingtalk-pusher/src/mirror/mirror-drain.js';
import { PacedLane } from '../../../apps/dingtalk-pusher/src/pace/paced-lane.js';
import { apartMs } from '../../../apps/dingtalk-pusher/src/pace/spacing.js';
import { StoreClock } from '../../../apps/dingtalk-pusher/src/pace/store-clock.js';
import { MemoryTokenStore } from '../../support/simulator.js';
import { testSealer } from '../../support/test-database.js';
import { VirtualTime } from '../../support/virtual-time.js';
import { seeded } from '../random.js';

// Reads a whole organisation for the mirror CONNECTION of the store at DATABASE_URL, once: the product's turns, steps,
// statements and paced lanes. The clock, the network and the queue are made up; the store and the simulator are real,
// and take no time of that clock. Says how many calls of each API there were, how long it took, and the peak of memory.

const time = new VirtualTime();
const random = seeded(1);
const networkMs = () => random() * 20;
const bellMs = 20;
const startedAt = Date.UTC(2030, 0, 1);
const egress = { egress: 'bench', egressApartMs: 1_000 / 400 };

/** Counts the calls; what they take on the way is made up. */
class CountingTransport extends Transport {
  readonly calls: Record<string, number> = {};

  override async send(call: Parameters<Transport['send']>[0]): ReturnType<Transport['send']> {
    const { pathname } = call.url;
    this.calls[pathname] = (this.calls[pathname] ?? 0) + 1;
    await time.sleep(networkMs());
    const answer = await time.stand(super.send(call));
    await time.sleep(networkMs());
    return answer;
  }
}

/** The pace of one process, as the pusher has it. */
function paceOf(store: Store, callsPerSecond: number): Pace {
  const lanes = new Map<string, PacedLane>();
  const storeClock = new StoreClock();
  const clock = { now: () => time.now(), sleep: (ms: number) => time.sleep(ms) };
  const fails = () => Promise.reject(new Error('DingTalk has throttled a call'));
  return {
    slot: ({ baseUrl, appKey }, api) => {
      const lane =
        lanes.get(api) ??
        new PacedLane(
          (ask) =>
            reserveSlot(
              store.database,
              { baseUrl, appKey, api },
              { ...ask, ...egress },
              startedAt + time.now(),
            ),
          clock,
          storeClock,
        );
      lanes.set(api, lane);
      return lane.slot({ apartMs: apartMs(callsPerSecond), urgent: false });
    },
    penalise: fails,
    penaliseApp: fails,
    penaliseAddress: fails,
  };
}

/** No time passes while the store works. */
function standStill({ database }: Store): void {
  const [run, transaction] = [database.run.bind(database), database.transaction.bind(database)];
  database.run = (statement, values) => time.stand(run(statement, values)) as never;
  database.transaction = (work) => time.stand(transaction(work));
}

const store = await Store.open(
  { url: process.env.DATABASE_URL ?? '', application: 'bench', poolSize: 16, statementTimeoutMs: 10_000 },
  testSealer,
  0,
);
standStill(store);
const connectionId = process.env.CONNECTION as ConnectionId;
const connection = await store.connections.find(connectionId);
if (!connection) throw new Error('no such connection');
const appSecret = await store.connections.appSecret(connectionId);
const transport = new CountingTransport();
const pace = paceOf(store, connection.settings.callsPerSecond);
const { oapiBase: baseUrl, appKey } = connection;
const tokens = new Tokens(transport, new MemoryTokenStore(), pace);
const client = new DingTalkClient(
  { transport, pace, tokens, observe: () => undefined },
  { app: { baseUrl, apiBase: baseUrl, appKey }, appSecret: () => Promise.resolve(appSecret ?? '') },
);

let rung = true;
const drain = new MirrorDrain(
  {
    connections: {
      find: () => Promise.resolve(connection),
      quarantine: () => Promise.reject(new Error('the credentials were refused')),
    },
    of: (id) => store.of(id),
  },
  { of: () => client },
  { mirror: () => (rung = true) },
  createLogger('bench', 'silent'),
  () => time.now(),
);

async function readAll(): Promise<number> {
  while (rung) {
    rung = false;
    await time.sleep(bellMs);
    const { crawl } = await drain.run({ v: messageVersion, connectionId });
    if (crawl === 'published') return time.now();
  }
  throw new Error('the reading has stopped');
}

const reading = readAll();
await time.passUntil(24 * 3_600_000);
const seconds = (await reading) / 1_000;
await transport.close();
await store.close();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ calls: transport.calls, seconds, peakMegabytes }));
