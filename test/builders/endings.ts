import type { Presence } from '#provisioning';

const [minute, day] = [60_000, 86_400_000];

/** How a Link is to stand that is in step. */
export const converged = (presence: Presence): object => ({
  presence,
  outcome: 'converged',
  settling: false,
});

/** How a Link is to stand that waits for something named. */
export const waiting = (presence: Presence, reason: string, waitingOn?: string): object => ({
  presence,
  outcome: 'waiting',
  reason,
  ...(waitingOn === undefined ? {} : { waitingOn }),
  dueInMs: 10 * minute,
  settling: false,
});

/** How a Link is to stand that somebody has to mend. */
export const blocked = (presence: Presence, reason: string): object => ({
  presence,
  outcome: 'blocked',
  reason,
  dueInMs: day,
  settling: false,
});
