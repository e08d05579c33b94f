import { setTimeout as sleep } from 'node:timers/promises';
import { apis, PaceExhausted } from '#dingtalk';
import type { AppAt, Pace } from '#dingtalk';
import { penaliseApp, penaliseLane, reserveSlot } from '#store';
import type { Database, PaceRates } from '#store';

const horizonMs = 10_000;
/** A slot that a stalled process comes to this late is given up, not fired late. */
const lateMs = 50;

/** The pace of all replicas: a row per lane in Postgres, slots reserved evenly. No store, no call. */
export class PostgresPace implements Pace {
  private readonly rates: PaceRates;

  constructor(
    private readonly database: Database,
    config: {
      readonly callsPerSecond: number;
      readonly egressCallsPerSecond: number;
      readonly egress: string;
    },
  ) {
    this.rates = {
      intervalMs: 1000 / config.callsPerSecond,
      egressIntervalMs: 1000 / config.egressCallsPerSecond,
      egress: config.egress,
      horizonMs,
    };
  }

  async slot(app: AppAt, api: string): Promise<void> {
    for (;;) {
      const { granted, waitMs } = await reserveSlot(this.database, { ...app, api }, this.rates);
      // The lane may be free and the address not: a ban of five minutes is nothing to sleep through.
      if (!granted || waitMs > horizonMs) throw new PaceExhausted(waitMs);
      const due = performance.now() + waitMs;
      if (waitMs > 0) await sleep(waitMs);
      if (performance.now() - due <= lateMs) return;
    }
  }

  async penalise(app: AppAt, api: string, waitMs: number): Promise<void> {
    await penaliseLane(this.database, { ...app, api }, waitMs);
  }

  async penaliseApp(app: AppAt, waitMs: number): Promise<void> {
    const paths = apis.map(({ path }) => path);
    await penaliseApp(this.database, app, paths, waitMs);
  }

  async penaliseAddress(waitMs: number): Promise<void> {
    await penaliseLane(this.database, { baseUrl: '', appKey: '', api: this.rates.egress }, waitMs);
  }
}
