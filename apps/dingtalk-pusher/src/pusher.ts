import { Tokens, Transport } from '#dingtalk';
import { Bells, BullmqClient, BullmqServer, openQueueBackend } from '#queue';
import type { QueueBackend } from '#queue';
import { guardedConnector } from '#outbound';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import { proveSealing, Store, waitUntilMigrated } from '#store';
import { Clients } from './clients.js';
import type { Config } from './config.js';
import { Drain } from './drain.js';
import { invitationStreams } from './invitation-streams.js';
import { Metrics } from './metrics.js';
import { MinuteCounts } from './minute-counts.js';
import { FailedEvents } from './mirror/failed-events.js';
import { MirrorDrain } from './mirror/mirror-drain.js';
import { mirrorStreams } from './mirror/mirror-streams.js';
import { Streams } from './mirror/streams.js';
import { lowestPace, PostgresPace } from './pace/postgres-pace.js';
import { QuarantineWatch } from './quarantine-watch.js';
import { RunPlanner } from './run/planner.js';
import { Sweeper } from './sweeper.js';
import { PostgresTokenStore } from './token-store.js';

const migrationWaitMs = 60_000;
const connectTimeoutMs = 5_000;

/** The parts of a pusher, joined: libraries declare ports, here they meet what fills them. */
export interface Pusher {
  readonly store: Store;
  readonly queue: QueueBackend;
  readonly bells: Bells;
  readonly metrics: Metrics;
  readonly minutes: MinuteCounts;
  readonly drain: Drain;
  readonly mirrorDrain: MirrorDrain;
  readonly streams: readonly Streams[];
  readonly failedEvents: FailedEvents;
  readonly clients: Clients;
  readonly sweeper: Sweeper;
  readonly quarantines: QuarantineWatch;
  readonly planner: RunPlanner;
  readonly server: BullmqServer;
  readonly close: () => Promise<void>;
}

/** Opens everything a pusher needs; waits until another process has migrated the store. */
export async function openPusher(config: Config, logger: Logger): Promise<Pusher> {
  const options = {
    url: config.DATABASE_URL,
    application: 'dingtalk-pusher',
    poolSize: 16,
    statementTimeoutMs: 10_000,
    openWithinMs: 30_000,
  };
  const store = await Store.open(options, config.SEALING_KEYS, 0);
  await waitUntilMigrated(store.database, migrationWaitMs);
  await proveSealing(store.database, config.SEALING_KEYS);
  const queue = openQueueBackend(config.QUEUE_URL ?? config.DATABASE_URL, 'dingtalk-pusher');
  await queue.waitUntilMigrated(migrationWaitMs);
  const client = new BullmqClient(queue.openQueue(), (error) => {
    logger.warn('bell-lost', errorFields(error));
  });
  const bells = new Bells(client);
  const metrics = new Metrics(store.database);
  const connector = guardedConnector(config.ALLOW_PRIVATE_TARGETS, { timeoutMs: connectTimeoutMs });
  const transport = new Transport(undefined, connector);
  const pace = new PostgresPace(store.database, {
    egressCallsPerSecond: config.EGRESS_CALLS_PER_SECOND,
    egress: config.EGRESS,
  });
  const tokenStore = new PostgresTokenStore(store.database, store.sealer);
  const tokens = new Tokens(transport, tokenStore, pace.of(lowestPace));
  const minutes = new MinuteCounts(store.database, logger);
  const clients = new Clients({ transport, tokens, pace }, metrics, store.connections, minutes);
  return {
    store,
    queue,
    bells,
    metrics,
    minutes,
    clients,
    drain: new Drain(store, clients, bells, logger),
    mirrorDrain: new MirrorDrain(store, clients, bells, logger),
    streams: [mirrorStreams(store, bells), invitationStreams(store)].map(
      (listening) => new Streams(listening, store.connections, clients, logger, connector),
    ),
    failedEvents: new FailedEvents(store, clients, bells, logger),
    sweeper: new Sweeper(store.database, bells, logger, {
      activityMonths: config.ACTIVITY_MONTHS,
      valuesDays: config.ACTIVITY_VALUES_DAYS,
    }),
    quarantines: new QuarantineWatch(store, clients, bells, logger),
    planner: new RunPlanner(store, logger),
    server: new BullmqServer(queue, config.DRAIN_CONCURRENCY),
    close: async () => {
      await client.close();
      await queue.close();
      await transport.close();
      await store.close();
    },
  };
}
