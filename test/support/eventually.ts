import { setTimeout as sleep } from 'node:timers/promises';

const [firstPauseMs, longestPauseMs] = [20, 200];

/** Repeats `look` until it returns something, and returns that; fails after `withinMs` with what it last saw. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  // What takes long is looked for less often: whoever waits for a busy machine need not keep it busy.
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.25, longestPauseMs)) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline)
      throw new Error(`not within ${String(withinMs)} ms: ${what} (${String(last)})`);
    await sleep(pause);
  }
}
