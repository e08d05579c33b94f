import type { ConnectionId } from '#common';
import { errorFields, Routine } from '#runtime';
import type { Logger } from '#runtime';
import { noteMinute } from '#store';
import type { Database, Happened } from '#store';

const everyMs = 2_000;

/**
 * Counts what a replica does to a connection, and adds it to the counts of the minute every two seconds: one small
 * row instead of one a call. A process that is killed takes two seconds of a chart with it, and nothing else.
 */
export class MinuteCounts {
  private readonly routine: Routine;
  private counted = new Map<ConnectionId, Happened>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {
    this.routine = new Routine({ everyMs, once: () => this.write(), failure: 'minute-lost' }, logger);
  }

  /** A call that DingTalk answered. */
  call(connectionId: ConnectionId, throttled: boolean): void {
    this.add(connectionId, { changes: 0, calls: 1, throttled: throttled ? 1 : 0 });
  }

  /** Links for which DingTalk was changed. */
  changed(connectionId: ConnectionId, changes: number): void {
    if (changes > 0) this.add(connectionId, { changes, calls: 0, throttled: 0 });
  }

  start(): void {
    this.routine.start();
  }

  /** Writes what is left. */
  async stop(): Promise<void> {
    await this.routine.stop();
    await this.write();
  }

  private add(connectionId: ConnectionId, more: Happened): void {
    const known = this.counted.get(connectionId) ?? { changes: 0, calls: 0, throttled: 0 };
    this.counted.set(connectionId, {
      changes: known.changes + more.changes,
      calls: known.calls + more.calls,
      throttled: known.throttled + more.throttled,
    });
  }

  private async write(): Promise<void> {
    if (this.counted.size === 0) return;
    const counted = this.counted;
    this.counted = new Map();
    try {
      await noteMinute(this.database, counted);
    } catch (error) {
      this.logger.warn('minute-lost', errorFields(error));
    }
  }
}
