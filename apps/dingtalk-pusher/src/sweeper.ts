import type { Bells } from '#queue';
import { Routine } from '#runtime';
import type { Logger } from '#runtime';
import { clearEnded, forgetEvents, keepHouse, mirrorsDue, sweep } from '#store';
import type { Database, Retention } from '#store';

const everyMs = 1_000;
const houseEveryMs = 3_600_000;
const perSlot = 50;
const maxSlots = 4;

/**
 * Rings once a second for what is due: for bells that were lost, and for what has waited long enough. Once an hour
 * it keeps the house.
 */
export class Sweeper {
  private readonly routine: Routine;
  /** On the monotonic clock; at once after the start. */
  private houseAt = 0;

  constructor(
    private readonly database: Database,
    private readonly bells: Bells,
    logger: Logger,
    private readonly retention: Retention,
  ) {
    this.routine = new Routine({ everyMs, once: () => this.once(), failure: 'sweep-failed' }, logger);
  }

  start(): void {
    this.routine.start();
  }

  stop(): Promise<void> {
    return this.routine.stop();
  }

  private async once(): Promise<void> {
    await sweep(this.database, perSlot * maxSlots, (lanes) => {
      for (const { connectionId, lane, n } of lanes) {
        // Large lanes get several slots, so that several replicas share one company.
        const slots = Math.min(Math.ceil(n / perSlot), maxSlots);
        for (let slot = 0; slot < slots; slot += 1) this.bells.drain(connectionId, lane, slot);
      }
      return Promise.resolve();
    });
    for (const connectionId of await mirrorsDue(this.database)) this.bells.mirror(connectionId);
    await clearEnded(this.database);
    if (performance.now() >= this.houseAt) {
      await keepHouse(this.database, this.retention);
      await forgetEvents(this.database);
      this.houseAt = performance.now() + houseEveryMs;
    }
  }
}
