import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PaceExhausted,
  PendingInvite,
  Rejected,
  Throttled,
  Unreachable,
} from '#dingtalk';
import type { Failure, RejectedOn } from '#provisioning';
import { backoffMs } from '#provisioning';
import type { QuarantineReason } from '#store';
import { ForeignChildren } from './apply.js';
import { LeaseTooShort } from './lease.js';

/** Whose trouble a failed change is, and what is to be done about it. */
export type Trouble =
  /** The record's own: its Link says so. */
  | { readonly of: 'link'; readonly failure: Failure; readonly code: string }
  /** The lane's: it rests; the record is untouched. `counts`: it starts again with a single call. */
  | { readonly of: 'lane'; readonly reason: string; readonly forMs: number; readonly counts: boolean }
  /** The whole connection's: it stops until an administrator mends it. */
  | { readonly of: 'connection'; readonly reason: QuarantineReason; readonly code: string }
  /** Time ran out before the call: somebody else goes on. */
  | { readonly of: 'lease' };

const capabilityRestMs = 600_000;

/**
 * Sorts what a change failed with.
 *
 * @param failures how often in a row the lane has failed before
 * @returns undefined for what must not happen: a bug, or the store
 */
export function troubleOf(error: unknown, failures: number): Trouble | undefined {
  if (error instanceof LeaseTooShort) return { of: 'lease' };
  if (error instanceof PendingInvite)
    return { of: 'link', failure: { kind: 'pendingInvite' }, code: error.code };
  if (error instanceof AnswerLost) return { of: 'link', failure: { kind: 'answerLost' }, code: error.code };
  if (error instanceof Rejected) {
    return { of: 'link', failure: { kind: 'rejected', on: aboutOf(error.on) }, code: error.code };
  }
  if (error instanceof ForeignChildren) {
    return { of: 'link', failure: { kind: 'rejected', on: 'foreignChildren' }, code: 'foreign-children' };
  }
  if (error instanceof PaceExhausted)
    return { of: 'lane', reason: 'pace', forMs: error.waitMs, counts: false };
  if (error instanceof Throttled)
    return { of: 'lane', reason: 'throttled', forMs: jittered(error.waitMs), counts: true };
  if (error instanceof Unreachable) {
    return { of: 'lane', reason: 'unreachable', forMs: jittered(backoffMs(failures + 1)), counts: true };
  }
  if (error instanceof CapabilityRefused) {
    return {
      of: 'lane',
      reason: `refused:${error.scope ?? error.code}`,
      forMs: capabilityRestMs,
      counts: true,
    };
  }
  if (error instanceof AppRefused) return { of: 'connection', reason: error.reason, code: error.code };
  return undefined;
}

/** What somebody can mend has a reason of its own; the rest is told by its code. */
function aboutOf(on: Rejected['on']): RejectedOn {
  switch (on) {
    case 'mobile':
    case 'mobileFormat':
    case 'email':
    case 'departmentName':
    case 'departmentLoop':
    case 'notEmpty':
      return on;
    case 'userId':
    case 'notFound':
    case 'departmentNotFound':
    case 'parentNotFound':
    case 'departmentList':
    case 'manager':
    case 'telephone':
    case 'outOfScope':
    case 'other':
      return 'other';
  }
}

/** Replicas must not come back all at once. */
const jittered = (ms: number) => Math.round(ms * (1 + Math.random() * 0.25));
