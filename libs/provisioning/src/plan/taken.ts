import { blocked } from './ending.js';
import type { Ending } from './ending.js';
import type { AccountSituation } from './situation.js';

/**
 * A unique value that somebody else holds is told, and holds nothing else up. Who gets it is woken by its key; a
 * department or manager that is awaited as well is found by the look that follows.
 */
export function withTaken({ taken }: AccountSituation, ending: Ending): Ending {
  const [first] = taken ?? [];
  if (!first) return ending;
  const reason = first.field === 'email' ? 'emailTaken' : 'telephoneTaken';
  const told = blocked(ending.presence, reason, first.key);
  return ending.outcome === 'converged' ? told : { ...told, ...ending, outcome: 'blocked', reason };
}
