import { grantLink, permissions } from '#dingtalk';
import type { ContactScope, Finding, PermissionCode, UserRead } from '#dingtalk';
import { whyUnknown } from './probe.js';
import type { Probe } from './probe.js';

/**
 * What a permission point's own call told of it.
 *
 * @param roles whether Groups are roles: their members have to be read
 */
export function permissionFinding(
  code: PermissionCode,
  told: Probe<unknown>,
  { linked, roles }: { readonly linked: string | undefined; readonly roles: boolean },
): Finding {
  const check = 'permission';
  switch (told.kind) {
    case 'done':
    case 'rejected':
      return { check, state: 'ok', says: 'permissionGranted', scope: code };
    case 'missing': {
      const scope = told.scope ?? code;
      const { needed } = permissions[code];
      const state = needed === 'always' || (needed === 'forRoles' && roles) ? 'failed' : 'warning';
      const link = linked === undefined ? {} : { link: grantLink(linked, scope) };
      return { check, state, says: 'permissionMissing', scope, code: told.code, ...link };
    }
    case 'quota':
    case 'fatal':
    case 'unreachable':
    case 'unknown':
      return { check, state: 'unknown', ...whyUnknown(told, code), scope: code };
  }
}

export function contactScopeFinding(told: Probe<ContactScope>): Finding {
  const check = 'contactScope';
  if (told.kind !== 'done') return { check, state: 'unknown', ...whyUnknown(told, 'qyapi_base') };
  const { departmentIds, userIds } = told.value;
  if (departmentIds.includes(1)) return { check, state: 'ok', says: 'scopeWhole' };
  const counts = { departments: departmentIds.length, people: userIds.length };
  return counts.departments + counts.people === 0
    ? { check, state: 'failed', says: 'scopeEmpty' }
    : { check, state: 'warning', says: 'scopePartial', ...counts };
}

export function departmentFinding(departmentId: number, told: Probe<unknown>): Finding {
  const about = { check: 'department', departmentId } as const;
  if (told.kind === 'done') return { ...about, state: 'ok', says: 'departmentReachable' };
  if (told.kind === 'rejected') {
    const { code } = told;
    if (told.on === 'outOfScope') return { ...about, state: 'failed', says: 'departmentOutOfScope', code };
    if (told.on === 'departmentNotFound')
      return { ...about, state: 'failed', says: 'departmentMissing', code };
  }
  return { ...about, state: 'unknown', ...whyUnknown(told, 'qyapi_get_department_list') };
}

/** Names by which /auth/scopes tells fields of the personal kind, as its page has them. */
const personalNames = ['email', 'orgEmail', 'workPlace', 'remark'];

/**
 * Whether mobiles and personal fields are shown. A mobile is part of every account but those of the company's own, so
 * that its lack tells; an e-mail is not.
 */
export function fieldFindings(
  people: Probe<readonly UserRead[]>,
  contactScope: Probe<ContactScope>,
): readonly Finding[] {
  const check = 'field';
  if (people.kind !== 'done') {
    const why = whyUnknown(people, 'qyapi_get_department_member');
    return (['mobile', 'personal'] as const).map((field) => ({ check, field, state: 'unknown', ...why }));
  }
  const seen = people.value.filter(({ enterpriseAccount }) => !enterpriseAccount);
  if (seen.length === 0)
    return (['mobile', 'personal'] as const).map((field) => ({
      check,
      field,
      state: 'unknown',
      why: 'nobody',
    }));
  const mobile: Finding = seen.some((user) => user.mobile !== undefined)
    ? { check, field: 'mobile', state: 'ok', says: 'fieldVisible' }
    : { check, field: 'mobile', state: 'warning', says: 'fieldHidden' };
  const fields = contactScope.kind === 'done' ? contactScope.value.fields : [];
  const personal: Finding =
    seen.some(hasPersonalField) || fields.some((name) => personalNames.includes(name))
      ? { check, field: 'personal', state: 'ok', says: 'fieldVisible' }
      : { check, field: 'personal', state: 'unknown', why: 'emptyOrHidden' };
  return [mobile, personal];
}

const hasPersonalField = ({ email, organisationEmail, workPlace, remark, extension }: UserRead) =>
  [email, organisationEmail, workPlace, remark, extension].some((value) => value !== undefined);

export function verificationFinding(told: Probe<number>): Finding {
  const check = 'verification';
  if (told.kind !== 'done') return { check, state: 'unknown', ...whyUnknown(told, 'Contact.Org.Read') };
  const level = told.value;
  return level === 0
    ? { check, state: 'warning', says: 'notVerified', level }
    : { check, state: 'ok', says: 'verified', level };
}
