import type { AppAt, Pace } from '#dingtalk';
import { reserveSlot, restAddress, restApp, slowLane, storeNow } from '#store';
import type { Database } from '#store';
import { monotonicClock } from './monotonic-clock.js';
import type { MonotonicClock } from './monotonic-clock.js';
import { PacedLane } from './paced-lane.js';
import { apartMs } from './spacing.js';
import { StoreClock } from './store-clock.js';

/** A first reply may have waited for a session to be opened: it says little about the store's clock. */
const looksAtClock = 5;

/** How a connection's work of one kind is paced. */
export interface PaceTerms {
  /** What DingTalk allows the app on one API. */
  readonly callsPerSecond: number;
  /** Goes before what is not: leavers, where they need an API that others use. */
  readonly urgent: boolean;
}

/** Keeps to every edition's rate; for calls that belong to no lane's work, such as the one for a token. */
export const lowestPace: PaceTerms = { callsPerSecond: 20, urgent: false };

/** The pace of all replicas: a row per lane in Postgres, slots reserved evenly. No store, no call. */
export class PostgresPace {
  private readonly lanes = new Map<string, PacedLane>();
  private readonly storeClock = new StoreClock();
  private clockRead: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly config: { readonly egressCallsPerSecond: number; readonly egress: string },
    private readonly clock: MonotonicClock = monotonicClock,
  ) {}

  of(terms: PaceTerms): Pace {
    const wish = { apartMs: apartMs(terms.callsPerSecond), urgent: terms.urgent };
    return {
      slot: async (app, api) => {
        await this.readClock();
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

  private async readClock(): Promise<void> {
    try {
      await (this.clockRead ??= this.lookAtClock());
    } catch (error) {
      this.clockRead = undefined;
      throw error;
    }
  }

  private async lookAtClock(): Promise<void> {
    for (let look = 0; look < looksAtClock; look += 1) {
      const asked = this.clock.now();
      const told = await storeNow(this.database);
      this.storeClock.hear(asked, this.clock.now(), told);
    }
  }

  private laneOf(app: AppAt, api: string): PacedLane {
    const { egress, egressCallsPerSecond } = this.config;
    const address = { egress, egressApartMs: 1_000 / egressCallsPerSecond };
    const at = laneAt(app, api);
    return new PacedLane(
      (ask) => reserveSlot(this.database, at, { ...ask, ...address }),
      this.clock,
      this.storeClock,
    );
  }
}

const laneAt = ({ baseUrl, appKey }: AppAt, api: string) => ({ baseUrl, appKey, api });
