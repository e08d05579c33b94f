import { errorFields } from './logger.js';
import type { Logger } from './logger.js';

/** What is done again and again, and how it is told that it could not be. */
export interface RoutineWork {
  /** From the end of one time to the beginning of the next. */
  readonly everyMs: number;
  readonly once: () => Promise<unknown>;
  /** The event's code in the log for a time that failed; the next one comes all the same. */
  readonly failure: string;
}

/** Does something again and again, never twice at the same time, until it is stopped. */
export class Routine {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: RoutineWork,
    private readonly logger: Logger,
  ) {}

  /** @param inMs until the first time */
  start(inMs = this.work.everyMs): void {
    this.timer = setTimeout(() => {
      this.running = this.safely().finally(() => {
        if (this.timer) this.start();
      });
    }, inMs);
  }

  /** Waits for the time that is under way; no other follows. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async safely(): Promise<void> {
    try {
      await this.work.once();
    } catch (error) {
      this.logger.warn(this.work.failure, errorFields(error));
    }
  }
}
