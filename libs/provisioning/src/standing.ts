import type { Outcome, Presence } from './link.js';

/** How a Link stands, in the one word that consoles and SCIM clients are told. */
export type Standing = 'inStep' | 'onTheWay' | 'waiting' | 'held' | 'blocked';

/** A Link as far as its standing goes. */
export interface LinkOutcome {
  readonly presence: Presence;
  readonly outcome: Outcome;
  /** Whether a change has come that was not looked at yet. */
  readonly changed: boolean;
}

/** The standing is a function of presence and outcome; what has changed since is on its way again. */
export function standingOf({ outcome, changed }: LinkOutcome): Standing {
  if (changed) return 'onTheWay';
  switch (outcome) {
    case 'converged':
      return 'inStep';
    case 'retry':
      return 'onTheWay';
    case 'waiting':
    case 'held':
    case 'blocked':
      return outcome;
  }
}
