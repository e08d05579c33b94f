import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PendingInvite,
  Rejected,
  Throttled,
  Unreachable,
} from './errors.js';
import type { RejectedOn } from './errors.js';

/** Codes after which a fresh token may help (fact sheet 1.5). */
const staleToken: ReadonlySet<string> = new Set([
  '40001',
  '40014',
  '42001',
  '41001',
  'InvalidAuthentication',
]);

export const isStaleToken = (code: string): boolean => staleToken.has(code);

const throttled: ReadonlySet<string> = new Set([
  ...['45009', '90001', '90002', '90003', '90004', '90005', '90006', '90017', '90018', '90019'],
  ...Array.from({ length: 8 }, (_, n) => String(90_007 + n)),
]);

/** Carried out or not, nobody knows: the back end timed out or was busy (fact sheet 5.3, class R). */
const unknownResult: ReadonlySet<string> = new Set([
  ...['-1', '15', '88', '1002', '60019', '400001', 'system.busy'],
  'unreadable',
]);

const appRefused: Readonly<Record<string, AppRefused['reason']>> = {
  '40001': 'badCredentials',
  '40014': 'badCredentials',
  '42001': 'badCredentials',
  '41001': 'badCredentials',
  '40089': 'badCredentials',
  '40096': 'badCredentials',
  invalidClientIdOrSecret: 'badCredentials',
  InvalidAuthentication: 'badCredentials',
  '60020': 'ipNotAllowed',
  'Forbidden.AccessDenied.IpNotInWhiteList': 'ipNotAllowed',
  '50003': 'appStopped',
  '50005': 'appStopped',
  '52010': 'appStopped',
  '70001': 'appStopped',
  '33001': 'appStopped',
  '48002': 'appStopped',
};

const capabilityRefused: ReadonlySet<string> = new Set([
  ...['60011', '43007', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
  ...['40020', '40024', '45024', '60110'],
  ...['90020', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
]);

const rejectedOn: Readonly<Record<string, RejectedOn>> = {
  '60102': 'userId',
  '60104': 'mobile',
  '60107': 'mobile',
  '40019': 'mobile',
  '60103': 'mobileFormat',
  '40104': 'mobileFormat',
  '60106': 'email',
  '40101': 'email',
  '60021': 'departmentName',
  '60008': 'departmentName',
  '400005': 'departmentName',
  '60010': 'departmentLoop',
  '60005': 'notEmpty',
  '60006': 'notEmpty',
  '33011': 'notFound',
  '33012': 'notFound',
  '40003': 'notFound',
  '60121': 'notFound',
  '60111': 'notFound',
  '46004': 'notFound',
  'user.not.exist': 'notFound',
  '60003': 'departmentNotFound',
  '40025': 'departmentList',
  '40066': 'departmentList',
  '40023': 'departmentFull',
  '60002': 'departmentDepth',
  '40010': 'parentNotFound',
  '60004': 'parentNotFound',
  '60001': 'name',
  '60009': 'name',
  '60022': 'name',
  '60112': 'name',
  '60105': 'emailFormat',
  '40100': 'telephone',
  '60128': 'manager',
  '12150': 'position',
  '50002': 'outOfScope',
  '50004': 'outOfScope',
  'exclusive.account.only': 'normalAccount',
};

/** What an organisation has reached the limit of. */
const caps: Readonly<Record<string, 'people' | 'departments'>> = {
  '40020': 'people',
  '40024': 'people',
  '45024': 'people',
  '60110': 'departments',
};

/** What an answer of either API generation says when it is not a success. */
export interface Refusal {
  /** errcode, sub_code or the new API's code. */
  readonly code: string;
  /** The text, read for two things only: the end of a throttle and the missing permission. */
  readonly text: string;
}

const secondMs = 1000;
const banMs = 300_000;

/** Turns DingTalk's code into one of our errors. The only place that holds DingTalk's numbers. */
export function refusalToError({ code, text }: Refusal, now: Date): Error {
  // Codes are stored and logged: what is none is not passed on.
  if (!/^[\w.-]{1,100}$/.test(code)) return new AnswerLost('malformed-code');
  if (code === 'front-proxy') return new Unreachable(code);
  if (code === '1111') return new Throttled(code, banMs, 'address');
  if (isThrottle(code)) return new Throttled(code, throttleWait(code, text, now));
  if (unknownResult.has(code)) return new AnswerLost(code);
  const reason = appRefused[code];
  if (reason) return new AppRefused(code, reason);
  if (capabilityRefused.has(code)) {
    const scope = /requiredScopes=\[([\w.]+)/.exec(text)?.[1];
    return new CapabilityRefused(code, scope, caps[code]);
  }
  if (code === '40103') return new PendingInvite();
  return new Rejected(code, rejectedOn[code] ?? 'other');
}

/** Whether a code says that the app was called too often, or is banned. */
export const isThrottle = (code: string): boolean =>
  code === '1111' || throttled.has(code) || /\.Qp[sm]Limit/.test(code);

/** The limits are per second, but for bans; DingTalk writes the end of a longer one into the text (fact sheet 6.3). */
function throttleWait(code: string, text: string, now: Date): number {
  const end = /(?:限制|处罚)将在\s*(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\s*结束/.exec(text);
  const left = end ? Date.parse(`${end[1] ?? ''}T${end[2] ?? ''}+08:00`) - now.getTime() : 0;
  const least = ['90001', '90003', '90004', '90017'].includes(code) ? 60 * secondMs : secondMs;
  return Math.min(Math.max(Number.isFinite(left) ? left : 0, least), banMs);
}
