import type { AppRefused, CapabilityRefused, RejectedOn, Throttled } from './errors.js';

/** What one of DingTalk's codes means to us; the classes are those of fact sheet 5.3 and 5.4. */
export type Verdict =
  /** R: carried out or not, nobody knows. A read may be repeated, a write is read back first. */
  | { readonly kind: 'lost' }
  /** T: called too often. Nothing was done. */
  | { readonly kind: 'throttled'; readonly of: Throttled['of']; readonly leastMs: number }
  /** A and C of the app. `refresh`: a fresh token may help. */
  | { readonly kind: 'app'; readonly reason: AppRefused['reason']; readonly refresh: boolean }
  /** C of one ability: a permission point, a cap, the quota. */
  | { readonly kind: 'capability'; readonly of: CapabilityRefused['of'] }
  | { readonly kind: 'invite' }
  /** P, N and X: the final no to this record, and what it is about. */
  | { readonly kind: 'rejected'; readonly on: RejectedOn };

const second = 1_000;
const minute = 60_000;

const lost: Verdict = { kind: 'lost' };
const capability = (of: CapabilityRefused['of']): Verdict => ({ kind: 'capability', of });
const stale: Verdict = { kind: 'app', reason: 'badCredentials', refresh: true };
const badCredentials: Verdict = { kind: 'app', reason: 'badCredentials', refresh: false };
const ipNotAllowed: Verdict = { kind: 'app', reason: 'ipNotAllowed', refresh: false };
const appStopped: Verdict = { kind: 'app', reason: 'appStopped', refresh: false };
const on = (about: RejectedOn): Verdict => ({ kind: 'rejected', on: about });
const throttled = (of: Throttled['of'], leastMs: number): Verdict => ({ kind: 'throttled', of, leastMs });

/** Rows of fact sheet 5.3 in its order; the codes of the new API are those of 5.2 and 3.8. */
const rows: readonly (readonly [Verdict, ...(readonly string[])])[] = [
  [lost, '-1', '15', '88', '1002', '60019', '400001'],
  [lost, 'system.busy', 'systemError', 'unknownError', 'ServiceUnavailable'],

  [stale, '40001', '40014', '41001', '42001', 'InvalidAuthentication'],
  [stale, 'AuthenticationFailed.MissingParameter'],
  [badCredentials, '40089', '40096', 'invalidClientIdOrSecret'],
  [ipNotAllowed, '60020', 'Forbidden.AccessDenied.IpNotInWhiteList'],
  [appStopped, '33001', '48002', '50003', '50005', '52010', '70001'],

  [capability('permission'), '43007', '60011', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
  [capability('headcount'), '40020', '40024', '45024'],
  [capability('departments'), '60110'],
  [capability('quota'), '90020', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],

  // Fact sheet 6.1: limits of an API hold for a second; who silences a whole company or address means it longer.
  [throttled('api', second), '45009', '90002', '90005', '90006', '90018', '90019'],
  [throttled('api', second), '90007', '90008', '90009', '90010', '90011', '90012', '90013', '90014'],
  [throttled('api', second), 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'],
  [throttled('api', second), 'Forbidden.AccessDenied.QpsLimitForApi'],
  [throttled('api', minute), 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi'],
  [throttled('app', minute), '90003', '90004'],
  [throttled('address', minute), '90001', '90017'],

  [{ kind: 'invite' }, '40103'],

  [on('userId'), '60102'],
  [on('mobile'), '40019', '60104', '60107'],
  [on('mobileFormat'), '40104', '60103'],
  [on('email'), '40101', '60106'],
  [on('emailFormat'), '60105'],
  [on('telephone'), '40100'],
  [on('name'), '60001', '60009', '60022', '60112'],
  [on('position'), '12150'],
  [on('manager'), '60128'],
  [on('emailFormat'), '60105'],
  [on('name'), '60001', '60009', '60022', '60112'],
  [on('position'), '12150'],
  [on('departmentFull'), '40023'],
  [on('departmentDepth'), '60002'],
  [on('normalAccount'), 'exclusive.account.only'],
  [on('departmentName'), '60008', '60021', '400005'],
  [on('departmentLoop'), '60010'],
  [on('notEmpty'), '60005', '60006'],
  [on('parentNotFound'), '40010', '60004'],
  [on('departmentNotFound'), '60003'],
  [on('departmentList'), '40025', '40066'],
  [on('departmentFull'), '40023'],
  [on('departmentDepth'), '60002'],
  [on('normalAccount'), 'exclusive.account.only'],
  [on('outOfScope'), '50002', '50004'],
  [on('notFound'), '33012', '40003', '46004', '60111', '60121', 'user.not.exist'],

  [on('roleNotFound'), '33011'],
  [on('roleGroupNotFound'), '34020'],
  [on('roleName'), '34021'],

  [on('noEndpoint'), '22', '404'],

  // Ours to mend: a verb or a body that DingTalk does not take.
  [on('other'), '40000', '40018', '40033', '40035', '40038', '400002', '400003', '400004'],
  [on('other'), '41009', '43001', '43002', '43003', '43004', '43005', '43009', '44002', '47001', '660000'],
  [on('other'), '40068', '40069', '40070', 'parameter.error', 'invalid.param'],
  // People.
  [on('other'), '40021', '40022', '40031', '40032', '40063', '40064', '40065', '41054'],
  [on('other'), '60113', '60118', '60119', '60120', '60122', '60123'],
  // Departments.
  [on('other'), '40009', '40011', '40093', '60007', '60016', '60018'],
  [on('other'), '60067', '60068', '60109', '600109', '60510'],
  // Roles and callbacks.
  [on('other'), '23004', '34018', '71006', '71007'],
  [on('other'), '900001', '900002', '900003', '900004', '900005', '900006', '900007', '900008'],
  [on('other'), '900009', '900010'],
];

const verdicts: ReadonlyMap<string, Verdict> = new Map(
  rows.flatMap(([verdict, ...codes]) => codes.map((code) => [code, verdict] as const)),
);

/** What a code means; undefined for one that nobody has documented. The only place that holds DingTalk's numbers. */
export const verdictOn = (code: string): Verdict | undefined => verdicts.get(code);

/** Whether a fresh token may help (fact sheet 1.5). */
export function isStaleToken(code: string): boolean {
  const verdict = verdicts.get(code);
  return verdict?.kind === 'app' && verdict.refresh;
}
