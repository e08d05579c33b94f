/** Stops what was to happen. */
export type Cancel = () => void;

interface Waiting {
  readonly at: number;
  readonly run: () => void;
}

/**
 * The simulated time. It follows the machine's, ahead by what it was advanced, or stands still until it is told to
 * move. Nothing else in the simulator asks what time it is.
 */
export class Clock {
  private aheadMs = 0;
  private stoppedAt: number | undefined;
  private readonly waiting = new Set<Waiting>();
  private timer: NodeJS.Timeout | undefined;

  /** Milliseconds since the epoch. */
  now(): number {
    return this.stoppedAt ?? Date.now() + this.aheadMs;
  }

  get stopped(): boolean {
    return this.stoppedAt !== undefined;
  }

  /** From now on time moves by `advance` only. @param at where it stands, this moment when left out */
  stop(at = this.now()): void {
    this.stoppedAt = at;
    this.schedule();
  }

  /** Time goes on by itself, from where it stands. */
  follow(): void {
    if (this.stoppedAt !== undefined) this.aheadMs = this.stoppedAt - Date.now();
    this.stoppedAt = undefined;
    this.schedule();
  }

  /** Moves on; what is due on the way happens in its order, each at its own time. */
  advance(ms: number): void {
    const until = this.now() + ms;
    for (let next = this.next(); next && next.at <= until; next = this.next()) {
      this.move(Math.max(next.at, this.now()));
      this.waiting.delete(next);
      next.run();
    }
    this.move(until);
    this.schedule();
  }

  /** Runs something once the simulated time has come. */
  after(ms: number, run: () => void): Cancel {
    const one: Waiting = { at: this.now() + ms, run };
    this.waiting.add(one);
    this.schedule();
    return () => {
      this.waiting.delete(one);
      this.schedule();
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Back to the machine's time; nothing is waited for any more. */
  reset(): void {
    this.aheadMs = 0;
    this.stoppedAt = undefined;
    this.waiting.clear();
    this.schedule();
  }

  private next(): Waiting | undefined {
    let first: Waiting | undefined;
    for (const one of this.waiting) if (first === undefined || one.at < first.at) first = one;
    return first;
  }

  private move(to: number): void {
    if (this.stoppedAt === undefined) this.aheadMs = to - Date.now();
    else this.stoppedAt = to;
  }

  /** One timer of the machine, for whatever comes first. */
  private schedule(): void {
    clearTimeout(this.timer);
    const next = this.stopped ? undefined : this.next();
    if (!next) return;
    this.timer = setTimeout(() => {
      this.advance(0);
    }, next.at - this.now());
  }
}
