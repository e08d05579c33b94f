import { lookAgain } from '../times.js';
import type { Ending } from './ending.js';
import type { AccountSituation } from './situation.js';

/**
 * A unique value that somebody else holds is told, and holds nothing else up. Who gets it is woken by its key, which is
 * also how a ring of people who wait for each other's values is found; a department or manager that is awaited as well
 * is found by the look that follows.
 */
export function withTaken({ taken }: AccountSituation, ending: Ending): Ending {
  const [first] = taken ?? [];
  if (!first) return ending;
  const { presence, settling, dueInMs = lookAgain.blocked } = ending;
  const reason = first.field === 'email' ? 'emailTaken' : 'telephoneTaken';
  return { presence, outcome: 'blocked', reason, waitingOn: first.key, dueInMs, settling };
}
