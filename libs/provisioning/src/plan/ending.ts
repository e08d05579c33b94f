import type { BlockReason, Outcome, Presence, WaitReason } from '../link.js';
import { lookAgain } from '../times.js';

/** How a Link stands once its change is applied, or when there was none to apply. */
export interface Ending {
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly reason?: WaitReason | BlockReason;
  /** The key whose gain or release wakes this Link. */
  readonly waitingOn?: string;
  /** When to look again without being woken, in milliseconds; undefined: never. */
  readonly dueInMs?: number;
  /** Whether a person is without department: since when decides how long it may last. */
  readonly settling: boolean;
}

export function converged(presence: Presence): Ending {
  return { presence, outcome: 'converged', settling: false };
}

export function retry(presence: Presence, dueInMs: number): Ending {
  return { presence, outcome: 'retry', dueInMs, settling: false };
}

export function waiting(presence: Presence, reason: WaitReason, waitingOn?: string): Ending {
  return {
    presence,
    outcome: 'waiting',
    reason,
    ...(waitingOn === undefined ? {} : { waitingOn }),
    dueInMs: reason === 'invitation' ? lookAgain.invited : lookAgain.waiting,
    settling: false,
  };
}

export function blocked(presence: Presence, reason: BlockReason, waitingOn?: string): Ending {
  return {
    presence,
    outcome: 'blocked',
    reason,
    ...(waitingOn === undefined ? {} : { waitingOn }),
    dueInMs: lookAgain.blocked,
    settling: false,
  };
}
