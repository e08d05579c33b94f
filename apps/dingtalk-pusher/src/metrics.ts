import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Lane } from '#common';
import type { ObservedCall } from '#dingtalk';
import { dueByLane, mirrorFigures, stoppedLanes } from '#store';
import type { Database } from '#store';
import { MirrorMetrics } from './mirror/mirror-metrics.js';

/** What a call was made for: a lane's work, a question of the server's, or a mirror. */
export type Purpose = Lane | 'task' | 'mirror';

/** What operators scale and alert on, in Prometheus' format. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly calls: Counter<'api' | 'lane' | 'code'>;
  private readonly throttles: Counter<'api' | 'lane'>;
  private readonly seconds: Histogram<'api'>;

  constructor(database: Database) {
    const registers = [this.registry];
    this.calls = new Counter({
      name: 'bridge_dingtalk_calls_total',
      help: "Calls to DingTalk by API, lane and DingTalk's code; 0 is success.",
      labelNames: ['api', 'lane', 'code'],
      registers,
    });
    this.throttles = new Counter({
      name: 'bridge_dingtalk_throttles_total',
      help: 'Calls that DingTalk throttled, by API and lane.',
      labelNames: ['api', 'lane'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'bridge_dingtalk_call_seconds',
      help: 'Time DingTalk took to answer, by API.',
      labelNames: ['api'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    const due = new Gauge({
      name: 'bridge_links_due',
      help: 'Links with work due, by connection and lane.',
      labelNames: ['connection', 'lane'],
      registers,
    });
    const oldest = new Gauge({
      name: 'bridge_links_oldest_due_seconds',
      help: 'How long the oldest due Link has been due, by connection and lane.',
      labelNames: ['connection', 'lane'],
      registers,
    });
    const stopped = new Gauge({
      name: 'bridge_lanes_stopped',
      help: 'Lanes that rest, by connection, lane and reason.',
      labelNames: ['connection', 'lane', 'reason'],
      registers,
    });
    const mirrored = new MirrorMetrics(this.registry);
    this.collect = async () => {
      const [lanes, resting, mirrors] = await Promise.all([
        dueByLane(database),
        stoppedLanes(database),
        mirrorFigures(database),
      ]);
      mirrored.tell(mirrors);
      for (const gauge of [due, oldest, stopped]) gauge.reset();
      for (const { connectionId: connection, lane, due: n, oldestSeconds } of lanes) {
        due.set({ connection, lane }, n);
        oldest.set({ connection, lane }, oldestSeconds);
      }
      for (const { connectionId: connection, lane, reason } of resting)
        stopped.set({ connection, lane, reason }, 1);
    };
  }

  private readonly collect: () => Promise<void>;

  observe(lane: Purpose, { api, code, throttled, ms }: ObservedCall): void {
    this.calls.inc({ api, lane, code });
    this.seconds.observe({ api }, ms / 1000);
    if (throttled) this.throttles.inc({ api, lane });
  }

  /** The exposition text. @throws StoreUnavailable */
  async text(): Promise<string> {
    await this.collect();
    return this.registry.metrics();
  }
}
