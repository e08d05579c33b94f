import { permissions } from '../permissions.js';
import type { PermissionCode } from '../permissions.js';
import type { Check, KnownFinding, Saying, UnknownFinding, Why } from './finding.js';

/** What is so, and what somebody can do about it. */
export interface Sentence {
  readonly what: string;
  readonly mend?: string;
}

/** One language's words for everything that the doctor can find. */
export interface DoctorTexts {
  readonly states: Readonly<Record<'ok' | 'warning' | 'failed' | 'unknown', string>>;
  readonly says: Readonly<Record<Saying, (finding: KnownFinding) => Sentence>>;
  /** What cannot be known ... */
  readonly subjects: Readonly<Record<Check, (finding: UnknownFinding) => string>>;
  /** ... and why. */
  readonly whys: Readonly<Record<Why, (finding: UnknownFinding) => string>>;
  readonly summary: (failed: number, warnings: number, unknown: number) => string;
}

const hosts = { oapi: 'the host of the old API (oapi)', api: 'the host of the new API (api)' };
const fields = {
  mobile: '企业员工手机号信息 (mobiles)',
  personal: '邮箱等个人信息 (e-mail and other personal fields)',
};
const coded = (code: string | undefined) => (code === undefined ? '' : ` (code ${code})`);
const department = (id: number | undefined) =>
  id === 1 ? 'The company itself (department 1)' : `Department ${String(id)}`;

function permission(code: string | undefined): string {
  const known = code !== undefined && code in permissions ? permissions[code as PermissionCode] : undefined;
  return known ? `${String(code)} (${known.zh}, ${known.en})` : String(code);
}

/** What stands still without it. */
const losses: Readonly<Record<PermissionCode, string>> = {
  qyapi_base: 'Nothing can be done without it.',
  qyapi_manage_addresslist:
    'Nobody, no department and no role can be created, changed or removed without it.',
  qyapi_get_department_list:
    'A department cannot be found again after a lost answer, and which roles there are cannot be read.',
  qyapi_get_member: 'A person cannot be found again after a lost answer.',
  qyapi_get_department_member:
    'The people of a department or role cannot be listed: Groups that are roles stand still.',
  qyapi_get_member_by_mobile: 'People who are there already cannot be found by their mobile.',
  qyapi_addresslist_search: 'Contacts cannot be searched; pushing does not need it.',
  'Contact.Common.Read': 'Leave records cannot be read; pushing does not need them.',
  'Contact.Org.Read': 'The verification of the company cannot be read; pushing does not need it.',
  'Contact.OrgAccountSecurity.ReadWrite':
    'Enterprise accounts cannot be disabled; companies without such accounts do not need it.',
};

function missing({ scope = '', link }: KnownFinding): Sentence {
  const loss = scope in losses ? `${losses[scope as PermissionCode]} ` : '';
  const who =
    scope === 'qyapi_manage_addresslist'
      ? ' It is a sensitive one: an administrator of the whole contacts grants it, and can take it back at any time.'
      : '';
  const where = link === undefined ? 'in the developer console under 权限管理' : `here: ${link}`;
  return {
    what: `The permission point ${permission(scope)} is missing.`,
    mend: `${loss}Grant it ${where}.${who}`,
  };
}

/** English. */
export const en: DoctorTexts = {
  states: { ok: 'ok', warning: 'warning', failed: 'FAILED', unknown: 'unknown' },
  says: {
    hostAnswers: ({ host = 'oapi' }) => ({ what: `DingTalk answers: ${hosts[host]}.` }),
    hostUnreachable: ({ host = 'api', code }) => ({
      what: `DingTalk cannot be reached: ${hosts[host]}${coded(code)}.`,
      mend: "Check the base URLs of the connection, and this server's way out: name resolution, firewall, proxy, certificates.",
    }),
    hostSilent: ({ host = 'api', code }) => ({
      what: `DingTalk was asked and gave no usable answer: ${hosts[host]}${coded(code)}.`,
      mend: 'Try again in a few minutes. If it stays so: is what answers there DingTalk, or a proxy?',
    }),
    credentialsAccepted: () => ({ what: 'AppKey and AppSecret are accepted.' }),
    credentialsRefused: ({ code }) => ({
      what: `DingTalk does not accept AppKey and AppSecret${coded(code)}.`,
      mend: 'Compare both with 凭证与基础信息 in the developer console. An AppSecret that was reset there is no longer valid here.',
    }),
    appStopped: ({ code }) => ({
      what: `The app or the company is stopped in DingTalk${coded(code)}.`,
      mend: 'Enable and publish the app in the developer console.',
    }),
    addressAllowed: () => ({ what: "DingTalk takes calls from this server's address." }),
    addressNotAllowed: ({ address, code }) => ({
      what: `DingTalk does not take calls from ${address === undefined ? "this server's address" : `the address ${address}`}${coded(code)}.`,
      mend: `Add ${address ?? 'its outgoing IP address'} to 服务器出口IP of the app in the developer console (安全设置), or empty that list.`,
    }),
    permissionGranted: ({ scope }) => ({ what: `The permission point ${permission(scope)} is granted.` }),
    permissionMissing: missing,
    scopeWhole: () => ({ what: 'The contact scope is the whole company.' }),
    scopePartial: ({ departments, people }) => ({
      what: `The contact scope is a part of the company: ${String(departments)} departments and ${String(people)} single people.`,
      mend: 'That is enough where the bridge builds below one of these departments only. Otherwise set 权限范围 to all employees.',
    }),
    scopeEmpty: () => ({
      what: 'The contact scope is empty: the app sees nobody.',
      mend: 'Set 权限范围 of the app in the developer console to all employees, or to the department that the bridge builds below.',
    }),
    departmentReachable: ({ departmentId }) => ({
      what: `${department(departmentId)} is there and lies in the contact scope.`,
    }),
    departmentOutOfScope: ({ departmentId, code }) => ({
      what: `${department(departmentId)} lies outside the contact scope${coded(code)}.`,
      mend: 'Add it to 权限范围 of the app in the developer console, or choose another department in the connection.',
    }),
    departmentMissing: ({ departmentId, code }) => ({
      what: `${department(departmentId)} does not exist${coded(code)}.`,
      mend: 'Choose another department in the settings of the connection.',
    }),
    fieldVisible: ({ field = 'mobile' }) => ({ what: `The field permission ${fields[field]} is granted.` }),
    fieldHidden: ({ field = 'mobile' }) => ({
      what: `The field permission ${fields[field]} is missing: DingTalk leaves these fields out.`,
      mend: 'The bridge trusts what it wrote. Grant it in the developer console under 权限管理 to let it see what others changed.',
    }),
    verified: ({ level }) => ({
      what: `The company is verified by DingTalk (${level === 1 ? 'advanced' : level === 2 ? 'intermediate' : `level ${String(level)}`}).`,
    }),
    notVerified: () => ({
      what: 'The company is not verified by DingTalk.',
      mend: 'Such a company may have few people only: beyond that DingTalk refuses new ones by 40020, 40024, 45024 or "busy". A mobile that is in five such companies cannot join a sixth. Verify the company in DingTalk’s admin console before you push many people.',
    }),
    quotaUsedUp: ({ code }) => ({
      what: `The company's calls of this month are used up${coded(code)}.`,
      mend: 'Pushing contacts does not count and goes on. Searching and the state of enterprise accounts do; they wait until next month, or for a larger edition.',
    }),
  },
  subjects: {
    host: () => 'Whether DingTalk can be reached',
    credentials: () => 'Whether AppKey and AppSecret are accepted',
    app: () => 'Whether the app runs',
    address: () => "Whether DingTalk takes calls from this server's address",
    permission: ({ scope }) =>
      scope === undefined ? 'Which permission points are granted' : `Whether ${permission(scope)} is granted`,
    contactScope: () => 'Which part of the company the app may see',
    department: ({ departmentId }) => `Whether department ${String(departmentId)} can be reached`,
    field: ({ field }) =>
      field === undefined
        ? 'Which fields the app may see'
        : `Whether the field permission ${fields[field]} is granted`,
    verification: () => 'How far DingTalk has verified the company',
    quota: () => 'Whether calls of this month are left',
  },
  whys: {
    notAsked: () => 'something above has to be mended first.',
    noPermission: ({ scope }) => `asking needs ${permission(scope)}.`,
    noAnswer: ({ code }) => `no usable answer came${coded(code)}.`,
    busy: ({ code }) => `too many calls at the moment${coded(code)}; try again in a minute.`,
    nobody: () => 'there is nobody to look at whom the app may see.',
    emptyOrHidden: () => 'nobody of those looked at has such a field; empty and hidden look alike.',
    unexpected: ({ code }) => `DingTalk answered something else${coded(code)}.`,
  },
  summary: (failed, warnings, unknown) =>
    failed === 0
      ? `The bridge can work${warnings + unknown === 0 ? '.' : `; ${String(warnings)} to look at, ${String(unknown)} unknown.`}`
      : `${String(failed)} to mend before the bridge can work.`,
};
