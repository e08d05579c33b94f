import type { PullBells } from '#queue';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import type { Sources } from '#store';

const everyMs = 1_000;

/** Rings once a second for the Sources that are due: equal bells of several replicas are one. */
export class PullSchedule {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly sources: Sources,
    private readonly bells: PullBells,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => {
        if (this.timer) this.start();
      });
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async once(): Promise<void> {
    try {
      for (const id of await this.sources.due()) this.bells.ring(id);
    } catch (error) {
      this.logger.warn('pull-schedule-failed', errorFields(error));
    }
  }
}
