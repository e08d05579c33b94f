/** Stops what was to happen. */
export type Cancel = () => void;

interface Entry {
  readonly at: number;
  readonly work: () => void;
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * What is to be done at a moment of the world's clock: real time brings it about, and so does a jump of the clock.
 * A jump is one moment in which nobody could act: what fell due in it is done at its end, in order, and what follows
 * from that is counted from there.
 */
export class Schedule {
  private readonly waiting = new Set<Entry>();
  private timer: NodeJS.Timeout | undefined;
  private armedFor = Number.POSITIVE_INFINITY;

  constructor(private readonly now: () => number) {}

  after(ms: number, work: () => void): Cancel {
    const entry: Entry = { at: this.now() + ms, work };
    this.waiting.add(entry);
    this.arm(entry.at);
    return () => {
      this.waiting.delete(entry);
    };
  }

  /** Does whatever is due, the earliest first; to be called when the clock was set forward. */
  run(): void {
    for (let due = this.due(); due.length > 0; due = this.due())
      for (const entry of due) if (this.waiting.delete(entry)) entry.work();
    this.disarm();
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.waiting) next = Math.min(next, at);
    this.arm(next);
  }

  clear(): void {
    this.waiting.clear();
    this.disarm();
  }

  private due(): readonly Entry[] {
    const now = this.now();
    return [...this.waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  }

  private arm(at: number): void {
    if (at >= this.armedFor) return;
    this.disarm();
    this.armedFor = at;
    const wait = Math.min(Math.max(0, at - this.now()), longestTimerMs);
    this.timer = setTimeout(() => {
      this.run();
    }, wait);
  }

  private disarm(): void {
    clearTimeout(this.timer);
    this.armedFor = Number.POSITIVE_INFINITY;
  }
}
