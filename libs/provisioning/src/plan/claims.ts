import { claimKey } from '../identity.js';
import type { AccountFields, Claim, DepartmentFields, RoleFields, SparedField } from './change.js';

/**
 * The unique values of an account: mobile in E.164, e-mail whatever its case, desk phone.
 *
 * @param spared those the account can do without for now
 */
export function accountClaims(
  connectionId: string,
  { mobile, email, telephone }: AccountFields,
  spared: readonly SparedField[] = [],
): readonly Claim[] {
  const spares = (field: SparedField) => (spared.includes(field) ? { spares: field } : {});
  const claims: Claim[] = [{ key: claimKey(connectionId, 'mobile', mobile), whenTaken: 'mobileTaken' }];
  if (email !== undefined) {
    const key = claimKey(connectionId, 'email', email.toLowerCase());
    claims.push({ key, whenTaken: 'emailTaken', ...spares('email') });
  }
  if (telephone !== undefined) {
    const key = claimKey(connectionId, 'telephone', telephone);
    claims.push({ key, whenTaken: 'telephoneTaken', ...spares('telephone') });
  }
  return claims;
}

/** The unique value of a department: its name under its parent. */
export function departmentClaims(
  connectionId: string,
  { name, parentId }: DepartmentFields,
): readonly Claim[] {
  return [{ key: claimKey(connectionId, 'name', `${String(parentId)}/${name}`), whenTaken: 'nameTaken' }];
}

/** The unique value of a role: its name, whichever role group it is in. */
export function roleClaims(connectionId: string, { name }: RoleFields): readonly Claim[] {
  return [{ key: claimKey(connectionId, 'roleName', name), whenTaken: 'nameTaken' }];
}
