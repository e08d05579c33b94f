import { monotonicClock } from './pace/monotonic-clock.js';
import type { MonotonicClock } from './pace/monotonic-clock.js';

/** Too little of the lease is left for another call; whoever claims the Link next goes on. */
export class LeaseTooShort extends Error {
  override readonly name = 'LeaseTooShort';
}

/** A call takes ten seconds at most, its slot lies ten seconds ahead at most. */
const neededMs = 15_000;

/** Throws when a lease taken at `claimedAt` by this clock is too short for another call. */
export function leaseGuard(
  claimedAt: number,
  leaseMs: number,
  clock: Pick<MonotonicClock, 'now'> = monotonicClock,
): () => void {
  return () => {
    if (clock.now() - claimedAt > leaseMs - neededMs) throw new LeaseTooShort();
  };
}
