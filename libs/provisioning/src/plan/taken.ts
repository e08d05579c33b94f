import type { BlockReason } from '../link.js';
import { lookAgain } from '../times.js';
import type { TakenValue } from './change.js';
import type { Ending } from './ending.js';

const reasons = {
  email: 'emailTaken',
  telephone: 'telephoneTaken',
  name: 'nameTaken',
} as const satisfies Record<TakenValue['field'], BlockReason>;

/**
 * A unique value that somebody else holds is told, and holds nothing else up. Who gets it is woken by its key, which is
 * also how a ring of people who wait for each other's values is found; a department or manager that is awaited as well
 * is found by the look that follows.
 */
export function withTaken({ taken }: { readonly taken?: readonly TakenValue[] }, ending: Ending): Ending {
  const [first] = taken ?? [];
  if (!first) return ending;
  const { presence, settling, dueInMs = lookAgain.blocked } = ending;
  return {
    presence,
    outcome: 'blocked',
    reason: reasons[first.field],
    waitingOn: first.key,
    dueInMs,
    settling,
  };
}
