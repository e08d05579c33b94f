import type { BlockReason, HoldReason, Outcome, Presence, Reason, RestReason, WaitReason } from '../link.js';
import { invitedLookMs, lookAgain } from '../times.js';

/** How a Link stands once its change is applied, or when there was none to apply. */
export interface Ending {
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  /** The key whose gain or release wakes this Link. */
  readonly waitingOn?: string;
  /** When to look again without being woken, in milliseconds; undefined: never. */
  readonly dueInMs?: number;
  /** Whether a person is without department: since when decides how long it may last. */
  readonly settling: boolean;
}

export function converged(presence: Presence, reason?: RestReason): Ending {
  return { presence, outcome: 'converged', ...(reason === undefined ? {} : { reason }), settling: false };
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
    dueInMs: lookAgain.waiting,
    settling: false,
  };
}

/** Until the person accepts. */
export function invited(invitedForMs = 0): Ending {
  return { ...waiting('invited', 'invitation'), dueInMs: invitedLookMs(invitedForMs) };
}

/** Until the grace period is over. */
export function inGrace(presence: Presence, leftMs: number): Ending {
  return { ...waiting(presence, 'grace'), dueInMs: leftMs };
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

/** Until somebody lets it go, or something changes. */
export function held(presence: Presence, reason: HoldReason): Ending {
  return { presence, outcome: 'held', reason, settling: false };
}
