/**
 * Lets so many through at a time; the others wait in the order they came. It stands before the pool, whose own
 * time-out does not tell a busy store from one that is away.
 */
export class Turnstile {
  private inside = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly capacity: number) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.capacity) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.inside += 1;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      // The place is handed on; only without a successor is it free.
      if (next) next();
      else this.inside -= 1;
    }
  }
}
