import { setImmediate } from 'node:timers/promises';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Time that passes only while everybody sleeps: an hour of it takes as long as what is done in it. */
export class VirtualTime {
  /** @param unannounced real work that goes on beside what is announced by `stand`; undefined: none does */
  constructor(private readonly unannounced: () => Promise<unknown> | undefined = () => undefined) {}

  private at = 0;
  /** By when they are due; who is due together wakes in the order of falling asleep. */
  private readonly sleepers: Sleeper[] = [];
  private readonly outside = new Set<Promise<unknown>>();

  now(): number {
    return this.at;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      const due = this.at + Math.max(0, ms);
      let place = this.sleepers.length;
      while (place > 0 && (this.sleepers[place - 1]?.due ?? 0) > due) place -= 1;
      this.sleepers.splice(place, 0, { due, wake });
    });
  }

  /** Real work, such as a statement of a real store: it takes no virtual time. */
  async stand<T>(work: Promise<T>): Promise<T> {
    this.outside.add(work);
    try {
      return await work;
    } finally {
      this.outside.delete(work);
    }
  }

  /** Lets time pass up to an instant; whoever sleeps longer goes on sleeping. */
  async passUntil(end: number): Promise<void> {
    for (;;) {
      await this.quiet();
      const [next] = this.sleepers;
      if (!next || next.due > end) break;
      this.sleepers.shift();
      this.at = next.due;
      next.wake();
    }
    this.at = end;
  }

  private async quiet(): Promise<void> {
    await setImmediate();
    for (;;) {
      const work = this.outside.size > 0 ? Promise.allSettled(this.outside) : this.unannounced();
      if (!work) return;
      await work;
      await setImmediate();
    }
  }
}
