import { verdictOn } from './error-table.js';
import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PendingInvite,
  Rejected,
  Throttled,
  Unreachable,
} from './errors.js';

/** What an answer of either API generation says when it is not a success. */
export type Refusal =
  /** errcode, sub_code or the new API's code. */
  | {
      readonly kind: 'code';
      readonly code: string;
      /** DingTalk's words, read for the end of a throttle, the missing permission and our address. */
      readonly text: string;
      readonly status: number;
    }
  /** The ban of our address (fact sheet 6.1). */
  | { readonly kind: 'ban'; readonly waitMs: number }
  /** A proxy before DingTalk answered instead: nothing arrived. */
  | { readonly kind: 'front'; readonly code: 'front-proxy' | 'redirected' }
  /** Something came that says neither yes nor no. */
  | { readonly kind: 'unreadable'; readonly code: string };

/** The ban has no errcode, only this status. */
export const banStatus = '1111';

/** What metrics call a refusal. */
export function codeOfRefusal(refusal: Refusal): string {
  if (refusal.kind === 'ban') return banStatus;
  return isCode(refusal.code) ? refusal.code : malformed;
}

/** Whether a refusal says that there were too many calls. */
export const isThrottle = (refusal: Refusal): boolean =>
  refusal.kind === 'ban' || verdictOn(codeOfRefusal(refusal))?.kind === 'throttled';

/** Turns a refusal into one of our errors. */
export function refusalToError(refusal: Refusal, now: Date): Error {
  switch (refusal.kind) {
    case 'ban':
      return new Throttled(banStatus, refusal.waitMs, 'address');
    case 'front':
      return new Unreachable(refusal.code);
    case 'unreadable':
      return new AnswerLost(refusal.code);
    case 'code':
      return codeToError(refusal.code, refusal.text, refusal.status, now);
  }
}

function codeToError(code: string, text: string, status: number, now: Date): Error {
  // Codes are stored and logged: what is none is not passed on.
  if (!isCode(code)) return new AnswerLost(malformed);
  const verdict = verdictOn(code);
  switch (verdict?.kind) {
    case 'lost':
      return new AnswerLost(code);
    case 'throttled':
      return new Throttled(code, throttleWait(verdict.leastMs, text, now), verdict.of);
    case 'app':
      return new AppRefused(code, verdict.reason, addressIn(text));
    case 'capability':
      return new CapabilityRefused(code, scopeIn(text));
    case 'invite':
      return new PendingInvite();
    case 'rejected':
      return new Rejected(code, verdict.on);
    case undefined:
      return status >= 500 ? new AnswerLost(code) : new Rejected(code, 'other');
  }
}

const malformed = 'malformed-code';

const isCode = (code: string) => /^[\w.-]{1,100}$/.test(code);

/** Longer than any end that a text may name: an hour's ban is kept to, a garbled year is not. */
const longestMs = 86_400_000;

/**
 * How long a throttle lasts. DingTalk writes its end into the text, and as a rule the moment it was counted up to,
 * both in Beijing's time (fact sheet 6.3): what lies between them holds whatever our own clock says.
 */
function throttleWait(leastMs: number, text: string, now: Date): number {
  const end = beijing(/(?:限制|处罚)将在\s*(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\s*结束/.exec(text));
  if (end === undefined) return leastMs;
  const counted = beijing(/到\s*(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(text));
  const left = end - now.getTime();
  const span = counted === undefined ? left : end - counted;
  return Math.min(Math.max(left > 0 ? Math.min(left, span) : span, secondMs), longestMs);
}

const secondMs = 1_000;

function beijing(found: RegExpExecArray | null): number | undefined {
  const at = found ? Date.parse(`${found[1] ?? ''}T${found[2] ?? ''}+08:00`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** The first permission point that is named: `requiredScopes=[a,b]` (fact sheet 5.1). */
const scopeIn = (text: string) => /requiredScopes["']?\s*[=:]\s*\[\s*["']?([\w.]{1,100})/.exec(text)?.[1];

/** The address that DingTalk saw: `request ip=1.2.3.4` (fact sheet 5.1). Shown to people, never decided upon. */
const addressIn = (text: string) => /request ip=([\d.]{7,15}|[\da-fA-F:.]{2,45})(?![\w:.])/.exec(text)?.[1];
