import type { AppAt, Pace } from '#dingtalk';
import { reserveSlot, restAddress, restApp, slowLane } from '#store';
import type { Database } from '#store';
import { monotonicClock } from './monotonic-clock.js';
import { PacedLane } from './paced-lane.js';
import { apartMs } from './spacing.js';
import { StoreClock } from './store-clock.js';

/** How a connection's work of one kind is paced. */
export interface PaceTerms {
  /** What DingTalk allows the app on one API. */
  readonly callsPerSecond: number;
  /** Goes before what is not: leavers, where they need an API that others use. */
  readonly urgent: boolean;
}

/** The pace of all replicas: a row per lane in Postgres, slots reserved evenly. No store, no call. */
export class PostgresPace {
  private readonly lanes = new Map<string, PacedLane>();
  private readonly storeClock = new StoreClock();

  constructor(
    private readonly database: Database,
    private readonly config: { readonly egressCallsPerSecond: number; readonly egress: string },
  ) {}

  of(terms: PaceTerms): Pace {
    const wish = { apartMs: apartMs(terms.callsPerSecond), urgent: terms.urgent };
    return {
      slot: async (app, api) => {
        const key = JSON.stringify([app.baseUrl, app.appKey, api]);
        const lane = this.lanes.get(key) ?? this.laneOf(app, api);
        this.lanes.set(key, lane);
        try {
          await lane.slot(wish);
        } finally {
          if (lane.idle) this.lanes.delete(key);
        }
      },
      penalise: (app, api, waitMs) => slowLane(this.database, laneAt(app, api), waitMs),
      penaliseApp: (app, waitMs) => restApp(this.database, app, waitMs),
      penaliseAddress: (waitMs) => restAddress(this.database, this.config.egress, waitMs),
    };
  }

  private laneOf(app: AppAt, api: string): PacedLane {
    const { egress, egressCallsPerSecond } = this.config;
    const address = { egress, egressApartMs: 1_000 / egressCallsPerSecond };
    const at = laneAt(app, api);
    return new PacedLane(
      (ask) => reserveSlot(this.database, at, { ...ask, ...address }),
      monotonicClock,
      this.storeClock,
    );
  }
}

const laneAt = ({ baseUrl, appKey }: AppAt, api: string) => ({ baseUrl, appKey, api });
