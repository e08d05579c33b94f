/** When a Link is looked at again, in milliseconds from its finish. */
export const lookAgain = {
  /** A waiting Link is woken by what it waits for; this is the fallback. */
  waiting: 10 * 60_000,
  /** A blocked Link is woken by its change or by who frees the key; this is the fallback. */
  blocked: 24 * 3_600_000,
  /** An invited person may accept at any time, and there may be no event to say so: at first often ... */
  invited: 10 * 60_000,
  /** ... and more rarely the longer it takes. */
  invitedLongAgo: 6 * 3_600_000,
  /** A call whose answer was lost may still be under way: the look waits for it. */
  answerLost: 5_000,
  /** Whoever is to become a member of a role waits so long at the most for others who share his call. */
  gathering: 30_000,
  /** A department that is just being made will be there in a moment. */
  takeOver: 1_000,
} as const;

/** Doubling pause after the n-th failure in a row (n from 1), at most five minutes. */
export function backoffMs(failures: number): number {
  return Math.min(1000 * 2 ** Math.min(failures - 1, 20), 300_000);
}

/** When to look again at somebody who has been invited for so long: every interval is as long as all before it. */
export function invitedLookMs(invitedForMs: number): number {
  return Math.min(Math.max(invitedForMs, lookAgain.invited), lookAgain.invitedLongAgo);
}

/**
 * When to ask again whether a refused app or permission is granted by now: somebody has to grant it, who is told;
 * a minute after the first refusal, twice as long after each that follows, an hour at most.
 *
 * @param failures how often in a row the question has been answered with no
 */
export function probeMs(failures: number): number {
  return Math.min(60_000 * 2 ** Math.min(failures, 20), 3_600_000);
}
