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
import type { Failure, Gate, RejectedOn } from '#provisioning';
import { backoffMs, probeMs } from '#provisioning';
import type { Refusal } from '#store';
import { ForeignChildren } from './apply.js';
import { ForeignMembers } from './apply-role.js';
import { LeaseTooShort } from './lease.js';

/** Whose trouble a failed change is, and what is to be done about it. */
export type Trouble =
  /** The record's own: its Link says so. */
  | { readonly of: 'link'; readonly failure: Failure; readonly code: string }
  /** The lane's: it rests; the record is untouched. `counts`: it starts again with a single call. */
  | { readonly of: 'lane'; readonly reason: string; readonly forMs: number; readonly counts: boolean }
  /** Its whole kind's: DingTalk takes no more people, or departments. Nothing else stops. */
  | { readonly of: 'gate'; readonly gate: Gate; readonly code: string }
  /** The whole connection's: it stops until a probe, or an administrator, finds it mended. */
  | ({ readonly of: 'connection' } & Refusal)
  /** Time ran out before the call: somebody else goes on. */
  | { readonly of: 'lease' };

/** How long a headcount is left alone before one create asks again. */
export const capabilityRestMs = 600_000;

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
  if (error instanceof ForeignMembers) {
    return { of: 'link', failure: { kind: 'rejected', on: 'notEmpty' }, code: 'foreign-members' };
  }
  if (error instanceof PaceExhausted)
    return { of: 'lane', reason: 'pace', forMs: error.waitMs, counts: false };
  if (error instanceof Throttled)
    return { of: 'lane', reason: 'throttled', forMs: jittered(error.waitMs), counts: true };
  if (error instanceof Unreachable) {
    return { of: 'lane', reason: 'unreachable', forMs: jittered(backoffMs(failures + 1)), counts: true };
  }
  if (error instanceof CapabilityRefused && (error.of === 'headcount' || error.of === 'departments')) {
    const gate = error.of === 'headcount' ? 'createAccount' : 'createDepartment';
    return { of: 'gate', gate, code: error.code };
  }
  if (error instanceof CapabilityRefused) {
    return {
      of: 'lane',
      reason: `refused:${error.scope ?? error.code}`,
      forMs: jittered(probeMs(failures)),
      counts: true,
    };
  }
  if (error instanceof AppRefused) return { of: 'connection', ...refusalOf(error) };
  return undefined;
}

/** What an app was refused with, as its connection keeps it. */
export function refusalOf({ reason, code, address }: AppRefused): Refusal {
  return { reason, code, ...(address === undefined ? {} : { address }) };
}

/** What somebody can mend has a reason of its own; the rest is told by its code. */
function aboutOf(on: Rejected['on']): RejectedOn {
  return on === 'userId' || on === 'notFound' || on === 'roleNotFound' || on === 'noEndpoint' ? 'other' : on;
}

/** Replicas must not come back all at once. */
const jittered = (ms: number) => Math.round(ms * (1 + Math.random() * 0.25));
