import { describe, expect, it } from '@jest/globals';
import { isStaleToken, verdictOn } from './error-table.js';
import { refusalToError } from './refusal.js';

const errorOf = (code: string) => refusalToError({ kind: 'code', code, text: '', status: 200 }, new Date());

/** The class of every code, what it is about, and the paragraph of the fact sheet that has it. */
const table: readonly {
  readonly codes: readonly string[];
  readonly error: object;
  readonly paragraph: string;
  readonly reason: string;
}[] = [
  { codes: ['-1', '1002', '400001'], error: { name: 'AnswerLost' }, paragraph: '5.3', reason: 'R: busy' },
  {
    codes: ['15', '88'],
    error: { name: 'AnswerLost' },
    paragraph: '5.1e, 5.3',
    reason: 'R: timed out behind the gateway, perhaps applied',
  },
  {
    codes: ['60019'],
    error: { name: 'AnswerLost' },
    paragraph: '5.3',
    reason: 'R: a read that failed inside',
  },
  {
    codes: ['system.busy', 'systemError', 'unknownError', 'ServiceUnavailable'],
    error: { name: 'AnswerLost' },
    paragraph: '1.3, 3.8, 5.2',
    reason: 'R: the new API is busy, or failed',
  },
  {
    codes: ['40001', '40014', '41001', '42001'],
    error: { name: 'AppRefused', reason: 'badCredentials' },
    paragraph: '1.5, 5.3',
    reason: 'A, still refused after one refresh',
  },
  {
    codes: ['InvalidAuthentication', 'AuthenticationFailed.MissingParameter'],
    error: { name: 'AppRefused', reason: 'badCredentials' },
    paragraph: '1.5',
    reason: 'A: the new API, likewise',
  },
  {
    codes: ['40089', '40096', 'invalidClientIdOrSecret'],
    error: { name: 'AppRefused', reason: 'badCredentials' },
    paragraph: '1.2, 1.3, 5.3',
    reason: 'C, app: wrong key or secret',
  },
  {
    codes: ['60020', 'Forbidden.AccessDenied.IpNotInWhiteList'],
    error: { name: 'AppRefused', reason: 'ipNotAllowed' },
    paragraph: '5.2, 5.3, 8.4',
    reason: 'C, app: address not allowed',
  },
  {
    codes: ['33001', '48002', '50003', '50005', '52010', '70001'],
    error: { name: 'AppRefused', reason: 'appStopped' },
    paragraph: '5.3, 5.4',
    reason: 'C, app: stopped, forbidden or dissolved',
  },
  {
    codes: ['43007', '60011', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
    error: { name: 'CapabilityRefused', of: 'permission' },
    paragraph: '5.2, 5.3, 8.1',
    reason: 'C, capability: permission',
  },
  {
    codes: ['40020', '40024', '45024'],
    error: { name: 'CapabilityRefused', of: 'headcount' },
    paragraph: '5.3, 6.5',
    reason: 'C, capability: headcount',
  },
  {
    codes: ['60110'],
    error: { name: 'CapabilityRefused', of: 'departments' },
    paragraph: '5.3',
    reason: 'C, capability: number of departments',
  },
  {
    codes: ['90020', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
    error: { name: 'CapabilityRefused', of: 'quota' },
    paragraph: '5.3, 6.1',
    reason: 'C, capability: monthly quota',
  },
  {
    codes: ['45009', '90002', '90005', '90006', '90018', '90019'],
    error: { name: 'Throttled', waitMs: 1_000, of: 'api' },
    paragraph: '5.3, 6.1',
    reason: 'T: calls a second',
  },
  {
    codes: ['90007', '90008', '90009', '90010', '90011', '90012', '90013', '90014'],
    error: { name: 'Throttled', waitMs: 1_000, of: 'api' },
    paragraph: '5.3',
    reason: 'T: dimensions of third-party apps',
  },
  {
    codes: ['Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'Forbidden.AccessDenied.QpsLimitForApi'],
    error: { name: 'Throttled', waitMs: 1_000, of: 'api' },
    paragraph: '5.2, 6.1',
    reason: 'T: the new API throttles by 403',
  },
  {
    codes: ['Forbidden.AccessDenied.QpmLimitForAppkeyAndApi'],
    error: { name: 'Throttled', waitMs: 60_000, of: 'api' },
    paragraph: '5.2, 6.1',
    reason: 'T: calls a minute',
  },
  {
    codes: ['90003', '90004'],
    error: { name: 'Throttled', waitMs: 60_000, of: 'app' },
    paragraph: '5.3',
    reason: 'T: everything of the company or the credential is disabled for a while',
  },
  {
    codes: ['90001', '90017'],
    error: { name: 'Throttled', waitMs: 60_000, of: 'address' },
    paragraph: '5.3',
    reason: 'T: everything of our server, or of its address',
  },
  { codes: ['40103'], error: { name: 'PendingInvite' }, paragraph: '3.4', reason: 'pending invite' },
  {
    codes: ['60102'],
    error: { name: 'Rejected', on: 'userId' },
    paragraph: '3.4',
    reason: 'X: userid taken',
  },
  {
    codes: ['40019', '60104', '60107'],
    error: { name: 'Rejected', on: 'mobile' },
    paragraph: '3.4',
    reason: 'X: number taken',
  },
  {
    codes: ['40104', '60103'],
    error: { name: 'Rejected', on: 'mobileFormat' },
    paragraph: '3.4',
    reason: 'P: number malformed',
  },
  {
    codes: ['40101', '60106'],
    error: { name: 'Rejected', on: 'email' },
    paragraph: '3.1',
    reason: 'X: e-mail taken',
  },
  {
    codes: ['40100'],
    error: { name: 'Rejected', on: 'telephone' },
    paragraph: '3.1',
    reason: 'X: desk phone taken',
  },
  {
    codes: ['60128'],
    error: { name: 'Rejected', on: 'manager' },
    paragraph: '3.1',
    reason: 'P, but gone once the manager is there',
  },
  {
    codes: ['60008', '60021', '400005'],
    error: { name: 'Rejected', on: 'departmentName' },
    paragraph: '2.1, 13',
    reason: 'X: a sibling has the name',
  },
  {
    codes: ['60010'],
    error: { name: 'Rejected', on: 'departmentLoop' },
    paragraph: '2.2',
    reason: 'P, but gone once the new parent has moved itself',
  },
  {
    codes: ['60005', '60006'],
    error: { name: 'Rejected', on: 'notEmpty' },
    paragraph: '2.3',
    reason: 'P: order of operations',
  },
  {
    codes: ['40010', '60004'],
    error: { name: 'Rejected', on: 'parentNotFound' },
    paragraph: '2.1, 2.2',
    reason: 'N of the parent: the record itself is not what is missing',
  },
  {
    codes: ['60003'],
    error: { name: 'Rejected', on: 'departmentNotFound' },
    paragraph: '2.2, 2.4',
    reason: 'N: the department, or one that a person is to be put into',
  },
  {
    codes: ['40025', '40066'],
    error: { name: 'Rejected', on: 'departmentList' },
    paragraph: '5.3, 11.3',
    reason: "P: a person's departments, of which one may be gone",
  },
  {
    codes: ['50002', '50004'],
    error: { name: 'Rejected', on: 'outOfScope' },
    paragraph: '5.4, 8.3',
    reason: 'C, record: out of the contact scope',
  },
  {
    codes: ['33012', '40003', '46004', '60111', '60121', 'user.not.exist'],
    error: { name: 'Rejected', on: 'notFound' },
    paragraph: '3.3, 3.6, 3.8',
    reason: 'N: not there, or no longer',
  },
  {
    codes: ['33011'],
    error: { name: 'Rejected', on: 'roleNotFound' },
    paragraph: '4, 5.3',
    reason: 'N: no such role',
  },
  {
    codes: ['34020'],
    error: { name: 'Rejected', on: 'roleGroupNotFound' },
    paragraph: '4, 5.3',
    reason: 'P: no such role group',
  },
  {
    codes: ['34021'],
    error: { name: 'Rejected', on: 'roleName' },
    paragraph: '4, 5.3, 11.3',
    reason: 'X: a role of its group has the name',
  },
  {
    codes: ['22', '404'],
    error: { name: 'Rejected', on: 'noEndpoint' },
    paragraph: '1.5, 5.1d',
    reason: 'P: a path that DingTalk does not know',
  },
  {
    codes: ['40023'],
    error: { name: 'Rejected', on: 'departmentFull' },
    paragraph: '5.3, 5.4',
    reason: 'C, record: the department is full',
  },
  {
    codes: ['12150'],
    error: { name: 'Rejected', on: 'position' },
    paragraph: '3.2, 5.4',
    reason: 'C, record: Smart-HR owns the field',
  },
  {
    codes: ['60002'],
    error: { name: 'Rejected', on: 'departmentDepth' },
    paragraph: '5.3, 9',
    reason: 'P: too deep',
  },
  {
    codes: ['60001', '60009', '60022', '60112'],
    error: { name: 'Rejected', on: 'name' },
    paragraph: '2.1, 5.3',
    reason: 'P: a name that is not taken',
  },
  {
    codes: ['60105'],
    error: { name: 'Rejected', on: 'emailFormat' },
    paragraph: '5.3',
    reason: 'P: e-mail malformed',
  },
  {
    codes: ['exclusive.account.only'],
    error: { name: 'Rejected', on: 'normalAccount' },
    paragraph: '3.8',
    reason: 'P: not an enterprise account',
  },
  {
    codes: ['40021', '40022', '41054'],
    error: { name: 'Rejected', on: 'other' },
    paragraph: '3.5',
    reason: 'P: a mobile cannot be changed',
  },
  {
    codes: [
      ...['40000', '40018', '40033', '40035', '40038', '40068', '40069', '40070', '41009'],
      ...['43001', '43002', '43003', '43004', '43005', '43009', '44002', '47001', '400002', '400003'],
      ...['400004', '660000', 'parameter.error', 'invalid.param'],
    ],
    error: { name: 'Rejected', on: 'other' },
    paragraph: '5.2, 5.3',
    reason: 'P: a request that DingTalk does not take',
  },
  {
    codes: [
      ...['23004', '34018', '40009', '40011', '40031', '40032', '40063', '40064'],
      ...['40065', '40093', '60007', '60016', '60018', '60067', '60068'],
      ...['60109', '600109', '60113', '60118', '60119', '60120', '60122', '60123', '60510'],
      ...['71006', '71007', '900001', '900002', '900003', '900004', '900005', '900006', '900007', '900008'],
      ...['900009', '900010'],
    ],
    error: { name: 'Rejected', on: 'other' },
    paragraph: '3.8, 5.3',
    reason: 'P: permanent for this record',
  },
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
