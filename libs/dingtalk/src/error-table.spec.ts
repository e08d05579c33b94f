import { describe, expect, it } from '@jest/globals';
import { isStaleToken, refusalToError } from './error-table.js';

const now = new Date('2026-09-03T00:01:02+08:00');
const errorOf = (code: string, text = '') => refusalToError({ code, text }, now);

/** Fact sheet 5.3 and 5.4: the class of every code, and what it is about. */
const table: readonly {
  readonly codes: readonly string[];
  readonly error: object;
  readonly reason: string;
}[] = [
  { codes: ['-1', '1002', '400001', 'system.busy'], error: { name: 'AnswerLost' }, reason: 'R: busy' },
  {
    codes: ['15', '88'],
    error: { name: 'AnswerLost' },
    reason: 'R: timed out behind the gateway, perhaps applied',
  },
  { codes: ['60019'], error: { name: 'AnswerLost' }, reason: 'R: a read that failed inside' },
  {
    codes: ['40001', '40014', '41001', '42001', 'InvalidAuthentication'],
    error: { name: 'AppRefused', reason: 'badCredentials' },
    reason: 'A, still refused after one refresh',
  },
  {
    codes: ['40089', '40096', 'invalidClientIdOrSecret'],
    error: { name: 'AppRefused', reason: 'badCredentials' },
    reason: 'C, app: wrong key or secret',
  },
  {
    codes: ['60020', 'Forbidden.AccessDenied.IpNotInWhiteList'],
    error: { name: 'AppRefused', reason: 'ipNotAllowed' },
    reason: 'C, app: address not allowed',
  },
  {
    codes: ['33001', '48002', '50003', '50005', '52010', '70001'],
    error: { name: 'AppRefused', reason: 'appStopped' },
    reason: 'C, app: stopped, forbidden or dissolved',
  },
  {
    codes: ['60011', '43007', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
    error: { name: 'CapabilityRefused' },
    reason: 'C, capability: permission',
  },
  {
    codes: ['40020', '40024', '45024'],
    error: { name: 'CapabilityRefused', cap: 'people' },
    reason: 'C, capability: headcount',
  },
  {
    codes: ['60110'],
    error: { name: 'CapabilityRefused', cap: 'departments' },
    reason: 'C, capability: number of departments',
  },
  {
    codes: ['90020', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
    error: { name: 'CapabilityRefused' },
    reason: 'C, capability: monthly quota',
  },
  {
    codes: ['50002', '50004'],
    error: { name: 'Rejected', on: 'outOfScope' },
    reason: 'C, record: outside of what the app may see',
  },
  {
    codes: ['40023'],
    error: { name: 'Rejected', on: 'departmentFull' },
    reason: 'C, record: department full',
  },
  {
    codes: ['12150'],
    error: { name: 'Rejected', on: 'position' },
    reason: 'C, record: Smart HR owns the field',
  },
  {
    codes: ['exclusive.account.only'],
    error: { name: 'Rejected', on: 'normalAccount' },
    reason: 'P: enterprise accounts only',
  },
  {
    codes: ['45009', '90002', '90005', '90006', '90018', '90019'],
    error: { name: 'Throttled', waitMs: 1_000 },
    reason: 'T: calls a second',
  },
  {
    codes: ['90007', '90008', '90009', '90010', '90011', '90012', '90013', '90014'],
    error: { name: 'Throttled', waitMs: 1_000 },
    reason: 'T: dimensions of third-party apps',
  },
  {
    codes: ['90001', '90003', '90004', '90017'],
    error: { name: 'Throttled', waitMs: 60_000 },
    reason: 'T: everything of the server, company or credential is disabled for a while',
  },
  {
    codes: [
      'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
      'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi',
      'Forbidden.AccessDenied.QpsLimitForApi',
    ],
    error: { name: 'Throttled', waitMs: 1_000 },
    reason: 'T: the new API throttles by 403',
  },
  {
    codes: ['1111'],
    error: { name: 'Throttled', waitMs: 300_000 },
    reason: 'T: the address is banned for five minutes',
  },
  { codes: ['front-proxy'], error: { name: 'Unreachable' }, reason: 'R: never reached DingTalk' },
  {
    codes: ['unreadable'],
    error: { name: 'AnswerLost' },
    reason: 'R: carried out perhaps, answer not to be read',
  },
  { codes: ['40103'], error: { name: 'PendingInvite' }, reason: 'pending invite' },
  { codes: ['60102'], error: { name: 'Rejected', on: 'userId' }, reason: 'X: userid taken' },
  {
    codes: ['60104', '60107', '40019'],
    error: { name: 'Rejected', on: 'mobile' },
    reason: 'X: number taken',
  },
  {
    codes: ['60103', '40104'],
    error: { name: 'Rejected', on: 'mobileFormat' },
    reason: 'P: number malformed',
  },
  {
    codes: ['60010'],
    error: { name: 'Rejected', on: 'departmentLoop' },
    reason: 'P, but gone once the new parent has moved itself',
  },
  { codes: ['40101', '60106'], error: { name: 'Rejected', on: 'email' }, reason: 'X: e-mail taken' },
  {
    codes: ['60008', '60021', '400005'],
    error: { name: 'Rejected', on: 'departmentName' },
    reason: 'X: sibling has the name; the three codes of fact sheet 2.1',
  },
  {
    codes: ['60005', '60006'],
    error: { name: 'Rejected', on: 'notEmpty' },
    reason: 'P: order of operations',
  },
  {
    codes: ['33011', '33012', '40003', '46004', '60111', '60121'],
    error: { name: 'Rejected', on: 'notFound' },
    reason: 'N: not there, or no longer',
  },
  {
    codes: ['60003'],
    error: { name: 'Rejected', on: 'departmentNotFound' },
    reason: 'N: the department, or one that a person is to be put into',
  },
  {
    codes: ['60004', '40010'],
    error: { name: 'Rejected', on: 'parentNotFound' },
    reason: 'N of the parent: the record itself is not what is missing',
  },
  {
    codes: ['40025', '40066'],
    error: { name: 'Rejected', on: 'departmentList' },
    reason: 'P: departments of a person',
  },
  { codes: ['60002'], error: { name: 'Rejected', on: 'departmentDepth' }, reason: 'P: too many levels' },
  {
    codes: ['60001', '60009', '60022', '60112'],
    error: { name: 'Rejected', on: 'name' },
    reason: 'P: a name that is not taken',
  },
  { codes: ['60105'], error: { name: 'Rejected', on: 'emailFormat' }, reason: 'P: e-mail malformed' },
  { codes: ['40100'], error: { name: 'Rejected', on: 'telephone' }, reason: 'X: extension number taken' },
  { codes: ['60128'], error: { name: 'Rejected', on: 'manager' }, reason: 'P: no such manager' },
  {
    codes: [
      ...['22', '404', '23004', '34018', '34020', '34021', '40000', '40009', '40011', '40018', '40021'],
      ...['40022', '40031', '40032', '40033', '40035', '40038', '40063', '40064', '40065'],
      ...['40068', '40069', '40070', '40093', '400002', '400003', '400004', '41009', '41054'],
      ...['43001', '43002', '43003', '43004', '43005', '43009', '44002', '47001', '60007'],
      ...['60016', '60018', '60067', '60068', '60109', '600109'],
      ...['60113', '60118', '60119', '60120', '60122', '60123', '60510', '660000', '71006', '71007'],
    ],
    error: { name: 'Rejected', on: 'other' },
    reason: 'P: permanent for this record',
  },
  { codes: ['61234'], error: { name: 'Rejected', on: 'other' }, reason: 'a code that nobody has documented' },
];

describe("DingTalk's codes", () => {
  it.each(table.flatMap(({ codes, ...row }) => codes.map((code) => ({ code, ...row }))))(
    '$code: $reason',
    ({ code, error }) => {
      expect(errorOf(code)).toMatchObject(error);
    },
  );

  it.each(['40001', '40014', '42001', '41001', 'InvalidAuthentication'])(
    '%s asks for a fresh token first',
    (code) => {
      expect(isStaleToken(code)).toBe(true);
    },
  );

  it.each(['40096', '40089', '60020', '60011'])('%s is not mended by a fresh token', (code) => {
    expect(isStaleToken(code)).toBe(false);
  });

  it.each([
    { text: '限制将在 2026-09-03 00:01:09 结束.', waitMs: 7_000, reason: "today's wording" },
    { text: '处罚将在 2026-09-03 00:01:09 结束', waitMs: 7_000, reason: 'the older wording' },
    { text: '限制将在 2026-09-03 00:01:02 结束.', waitMs: 1_000, reason: 'over already: a second at least' },
    {
      text: '限制将在 2026-09-04 00:00:00 结束.',
      waitMs: 300_000,
      reason: 'five minutes at most, then ask again',
    },
    { text: '限制将在 2026-99-99 00:00:00 结束.', waitMs: 1_000, reason: 'no date' },
    { text: '', waitMs: 1_000, reason: 'no text' },
  ])('a throttle lasts as its text says: $reason', ({ text, waitMs }) => {
    expect(errorOf('90018', text)).toMatchObject({ name: 'Throttled', waitMs });
  });

  it('a missing permission is named', () => {
    expect(errorOf('60011', '[x], {requiredScopes=[qyapi_get_member]}')).toMatchObject({
      scope: 'qyapi_get_member',
    });
    expect(errorOf('60011')).toMatchObject({ scope: undefined });
  });

  it.each(['', 'mobile 13800000001', 'x'.repeat(200), '手机号码'])(
    'what is no code (%j) is not passed on',
    (code) => {
      expect(errorOf(code)).toMatchObject({ name: 'AnswerLost', code: 'malformed-code' });
    },
  );
});
