import type { PullBells } from '#queue';
import { Routine } from '#runtime';
import type { Logger } from '#runtime';
import type { Sources } from '#store';

const everyMs = 1_000;

/** Rings once a second for the Sources that are due: equal bells of several replicas are one. */
export class PullSchedule {
  private readonly routine: Routine;

  constructor(
    private readonly sources: Sources,
    private readonly bells: PullBells,
    logger: Logger,
  ) {
    this.routine = new Routine({ everyMs, once: () => this.once(), failure: 'pull-schedule-failed' }, logger);
  }

  start(): void {
    this.routine.start();
  }

  stop(): Promise<void> {
    return this.routine.stop();
  }

  private async once(): Promise<void> {
    for (const id of await this.sources.due()) this.bells.ring(id);
  }
}
