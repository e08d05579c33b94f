/** When a Link is looked at again, in milliseconds from its finish. */
export const lookAgain = {
  /** A waiting Link is woken by what it waits for; this is the fallback. */
  waiting: 10 * 60_000,
  /** A blocked Link is woken by its change or by who frees the key; this is the fallback. */
  blocked: 24 * 3_600_000,
  /** An invited person may accept at any time; there may be no event to say so. */
  invited: 10 * 60_000,
  /** A call whose answer was lost may still be under way: the look waits for it. */
  answerLost: 5_000,
  /** A department that is just being made will be there in a moment. */
  takeOver: 1_000,
} as const;

/** Doubling pause after the n-th failure in a row (n from 1), at most five minutes. */
export function backoffMs(failures: number): number {
  return Math.min(1000 * 2 ** Math.min(failures - 1, 20), 300_000);
}
