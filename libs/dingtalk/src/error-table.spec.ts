import { describe, expect, it } from '@jest/globals';
import { isStaleToken, verdictOn } from './error-table.js';
import { refusalToError } from './refusal.js';

const errorOf = (code: string) => refusalToError({ kind: 'code', code, text: '', status: 200 }, new Date());

const answerLost = { name: 'AnswerLost' };
const appRefused = (reason: string) => ({ name: 'AppRefused', reason });
const capabilityRefused = (of: string) => ({ name: 'CapabilityRefused', of });
const throttled = (waitMs: number, of: string) => ({ name: 'Throttled', waitMs, of });

/** The class of every code that rejects no request, and the paragraph of the fact sheet that has it. */
const table: readonly {
  readonly codes: readonly string[];
  readonly error: object;
  readonly paragraph: string;
  readonly reason: string;
}[] = [
  { codes: ['-1', '1002', '400001'], error: answerLost, paragraph: '5.3', reason: 'R: busy' },
  {
    codes: ['15', '88'],
    error: answerLost,
    paragraph: '5.1e, 5.3',
    reason: 'R: timed out behind the gateway, perhaps applied',
  },
  { codes: ['60019'], error: answerLost, paragraph: '5.3', reason: 'R: a read that failed inside' },
  {
    codes: ['system.busy', 'systemError', 'unknownError', 'ServiceUnavailable'],
    error: answerLost,
    paragraph: '1.3, 3.8, 5.2',
    reason: 'R: the new API is busy, or failed',
  },
  {
    codes: ['40001', '40014', '41001', '42001'],
    error: appRefused('badCredentials'),
    paragraph: '1.5, 5.3',
    reason: 'A, still refused after one refresh',
  },
  {
    codes: ['InvalidAuthentication', 'AuthenticationFailed.MissingParameter'],
    error: appRefused('badCredentials'),
    paragraph: '1.5',
    reason: 'A: the new API, likewise',
  },
  {
    codes: ['40089', '40096', 'invalidClientIdOrSecret'],
    error: appRefused('badCredentials'),
    paragraph: '1.2, 1.3, 5.3',
    reason: 'C, app: wrong key or secret',
  },
  {
    codes: ['60020', 'Forbidden.AccessDenied.IpNotInWhiteList'],
    error: appRefused('ipNotAllowed'),
    paragraph: '5.2, 5.3, 8.4',
    reason: 'C, app: address not allowed',
  },
  {
    codes: ['33001', '48002', '50003', '50005', '52010', '70001'],
    error: appRefused('appStopped'),
    paragraph: '5.3, 5.4',
    reason: 'C, app: stopped, forbidden or dissolved',
  },
  {
    codes: ['43007', '60011', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
    error: capabilityRefused('permission'),
    paragraph: '5.2, 5.3, 8.1',
    reason: 'C, capability: permission',
  },
  {
    codes: ['40020', '40024', '45024'],
    error: capabilityRefused('headcount'),
    paragraph: '5.3, 6.5',
    reason: 'C, capability: headcount',
  },
  {
    codes: ['60110'],
    error: capabilityRefused('departments'),
    paragraph: '5.3',
    reason: 'C, capability: number of departments',
  },
  {
    codes: ['90020', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
    error: capabilityRefused('quota'),
    paragraph: '5.3, 6.1',
    reason: 'C, capability: monthly quota',
  },
  {
    codes: ['45009', '90002', '90005', '90006', '90018', '90019'],
    error: throttled(1_000, 'api'),
    paragraph: '5.3, 6.1',
    reason: 'T: calls a second',
  },
  {
    codes: ['90007', '90008', '90009', '90010', '90011', '90012', '90013', '90014'],
    error: throttled(1_000, 'api'),
    paragraph: '5.3',
    reason: 'T: dimensions of third-party apps',
  },
  {
    codes: ['Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'Forbidden.AccessDenied.QpsLimitForApi'],
    error: throttled(1_000, 'api'),
    paragraph: '5.2, 6.1',
    reason: 'T: the new API throttles by 403',
  },
  {
    codes: ['Forbidden.AccessDenied.QpmLimitForAppkeyAndApi'],
    error: throttled(60_000, 'api'),
    paragraph: '5.2, 6.1',
    reason: 'T: calls a minute',
  },
  {
    codes: ['90003', '90004'],
    error: throttled(60_000, 'app'),
    paragraph: '5.3',
    reason: 'T: everything of the company or the credential is disabled for a while',
  },
  {
    codes: ['90001', '90017'],
    error: throttled(60_000, 'address'),
    paragraph: '5.3',
    reason: 'T: everything of our server, or of its address',
  },
  { codes: ['40103'], error: { name: 'PendingInvite' }, paragraph: '3.4', reason: 'pending invite' },
];

describe("DingTalk's codes", () => {
  it.each(table.flatMap(({ codes, ...row }) => codes.map((code) => ({ code, ...row }))))(
    '$code (fact sheet $paragraph): $reason',
    ({ code, error }) => {
      expect(verdictOn(code)).toBeDefined();
      expect(errorOf(code)).toMatchObject(error);
    },
  );

  it('that nobody has documented are a final no, unless the host has failed', () => {
    expect(errorOf('61234')).toMatchObject({ name: 'Rejected', on: 'other', code: '61234' });
    const unknownPath = { kind: 'code', code: 'InvalidAction.NotFound', text: '', status: 404 } as const;
    expect(refusalToError(unknownPath, new Date())).toMatchObject({ name: 'Rejected', on: 'noEndpoint' });
    const failed = { kind: 'code', code: 'some.fault', text: '', status: 503 } as const;
    expect(refusalToError(failed, new Date())).toMatchObject({ name: 'AnswerLost', code: 'some.fault' });
  });

  it.each(['40001', '40014', '42001', '41001', 'InvalidAuthentication'])(
    '%s asks for a fresh token first',
    (code) => {
      expect(isStaleToken(code)).toBe(true);
    },
  );

  it.each(['40096', '40089', '60020', '60011', '61234'])('%s is not mended by a fresh token', (code) => {
    expect(isStaleToken(code)).toBe(false);
  });
});
