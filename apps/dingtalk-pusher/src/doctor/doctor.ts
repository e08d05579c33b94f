import { getUser, listAdministrators } from '#dingtalk';
import type { Check, Diagnosis, DingTalkClient, Finding, KnownFinding, UserRead } from '#dingtalk';
import {
  contactScopeFinding,
  departmentFinding,
  fieldFindings,
  permissionFinding,
  verificationFinding,
} from './findings.js';
import { probe } from './probe.js';
import type { Probe } from './probe.js';
import { examine } from './round.js';
import type { Departments, Round } from './round.js';

/** The app that is looked at. */
export interface Patient extends Departments {
  readonly appKey: string;
  readonly oapiBase: string;
  /** Whether some Groups are roles. */
  readonly roles: boolean;
}

/**
 * Looks at an app without writing anything: a token of its own, one call for each permission point, and two more
 * where nobody was seen whose fields could be looked at; fourteen calls at the most. Three of them count against the
 * company's calls of the month: the contact scope, the search and the state of an account.
 */
export async function diagnose(client: DingTalkClient, patient: Patient): Promise<Diagnosis> {
  const { appKey } = patient;
  const token = await probe(() => client.authorise());
  if (token.kind !== 'done') return { appKey, findings: withoutToken(token) };
  const round = await examine(client, patient);
  const fatal = [...round.permissions.values()].find(({ kind }) => kind === 'fatal');
  const reached: readonly Finding[] = [
    { check: 'host', host: 'api', state: 'ok', says: 'hostAnswers' },
    oldHost(round.contactScope),
    { check: 'credentials', state: 'ok', says: 'credentialsAccepted' },
  ];
  if (fatal?.kind === 'fatal') {
    const { finding } = fatal;
    const before = reached.filter(({ check }) => check !== finding.check);
    return {
      appKey,
      findings: [...before, finding, ...unasked('permission', 'contactScope', 'field', 'verification')],
    };
  }
  return { appKey, findings: [...reached, ...(await details(client, patient, round))] };
}

async function details(client: DingTalkClient, patient: Patient, round: Round): Promise<readonly Finding[]> {
  const { rootDepartmentId, defaultDepartmentId, roles } = patient;
  // Where the international edition grants permissions is not known.
  const linked = new URL(patient.oapiBase).hostname.endsWith('.dingtalk.io') ? undefined : patient.appKey;
  const quota = [...round.permissions.values()].find(({ kind }) => kind === 'quota');
  const answered = [...round.permissions.values()].some(({ kind }) => kind === 'done' || kind === 'rejected');
  return [
    answered
      ? { check: 'address', state: 'ok', says: 'addressAllowed' }
      : { check: 'address', state: 'unknown', why: 'noAnswer' },
    ...[...round.permissions].map(([code, told]) => permissionFinding(code, told, { linked, roles })),
    contactScopeFinding(round.contactScope),
    departmentFinding(rootDepartmentId, round.root),
    ...(defaultDepartmentId === undefined || !round.defaultDepartment
      ? []
      : [departmentFinding(defaultDepartmentId, round.defaultDepartment)]),
    ...fieldFindings(await somebody(client, round.people), round.contactScope),
    verificationFinding(round.verification),
    ...(quota?.kind === 'quota' ? [quotaFinding(quota.code)] : []),
  ];
}

const quotaFinding = (code: string): Finding => ({
  check: 'quota',
  state: 'warning',
  says: 'quotaUsedUp',
  code,
});

/** The people of the root department; where there are none, the main administrator, whom every company has. */
async function somebody(
  client: DingTalkClient,
  listed: Probe<readonly UserRead[]>,
): Promise<Probe<readonly UserRead[]>> {
  const seen = listed.kind === 'done' && listed.value.some(({ enterpriseAccount }) => !enterpriseAccount);
  if (seen) return listed;
  const found = await probe(async () => {
    const administrators = await listAdministrators(client);
    const main = administrators.find((one) => one.main) ?? administrators[0];
    return main === undefined ? [] : [await getUser(client, main.userId)];
  });
  // Out of the app's scope is as good as nobody.
  return found.kind === 'rejected' ? { kind: 'done', value: [] } : found;
}

/** The token came from the new API's host; the old one's is another. */
function oldHost(told: Probe<unknown>): Finding {
  const about = { check: 'host', host: 'oapi' } as const;
  if (told.kind === 'unreachable')
    return { ...about, state: 'failed', says: 'hostUnreachable', code: told.code };
  return told.kind === 'unknown' && told.why === 'noAnswer'
    ? {
        ...about,
        state: 'failed',
        says: 'hostSilent',
        ...(told.code === undefined ? {} : { code: told.code }),
      }
    : { ...about, state: 'ok', says: 'hostAnswers' };
}

function withoutToken(told: Exclude<Probe<void>, { readonly kind: 'done' }>): readonly Finding[] {
  const rest = unasked('address', 'permission', 'contactScope', 'field', 'verification');
  const answers: KnownFinding = { check: 'host', host: 'api', state: 'ok', says: 'hostAnswers' };
  switch (told.kind) {
    case 'fatal':
      return [answers, told.finding, ...rest.filter(({ check }) => check !== told.finding.check)];
    case 'unreachable':
      return [
        { check: 'host', host: 'api', state: 'failed', says: 'hostUnreachable', code: told.code },
        ...unasked('credentials'),
        ...rest,
      ];
    case 'unknown':
      if (told.why === 'busy')
        return [{ ...withCode(told.code), check: 'credentials', state: 'unknown', why: 'busy' }, ...rest];
      return [
        { ...withCode(told.code), check: 'host', host: 'api', state: 'failed', says: 'hostSilent' },
        ...unasked('credentials'),
        ...rest,
      ];
    case 'missing':
    case 'quota':
    case 'rejected':
      return [
        answers,
        { check: 'credentials', state: 'unknown', why: 'unexpected', code: told.code },
        ...rest,
      ];
  }
}

const withCode = (code: string | undefined) => (code === undefined ? {} : { code });

const unasked = (...checks: readonly Check[]): readonly Finding[] =>
  checks.map((check) => ({ check, state: 'unknown', why: 'notAsked' }));
