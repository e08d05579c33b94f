/** Too little of the lease is left for another call; whoever claims the Link next goes on. */
export class LeaseTooShort extends Error {
  override readonly name = 'LeaseTooShort';
}

/** A call takes ten seconds at most, its slot lies ten seconds ahead at most. */
const neededMs = 15_000;

/** Throws when a lease taken at `claimedAt` (monotonic) is too short for another call. */
export function leaseGuard(claimedAt: number, leaseMs: number): () => void {
  return () => {
    if (performance.now() - claimedAt > leaseMs - neededMs) throw new LeaseTooShort();
  };
}
