import type { JsonObject } from '#common';
import {
  accountClaims,
  departmentClaims,
  readAppliedAccount,
  readAppliedDepartment,
  readAppliedRole,
  roleClaims,
} from '#provisioning';
import type { AccountFields, Claim, DepartmentFields, LinkKind, Repairs, RoleFields } from '#provisioning';

/** What DingTalk shows now, as the Link keeps it. */
export interface AppliedState {
  readonly fields: JsonObject;
  /** Departments the object lies in: an account's memberships, a department's parent. */
  readonly departmentIds: readonly number[];
}

/** `repairs`: what was written again because it had been read back different; kept beside what was applied. */
export function appliedAccount(fields: AccountFields, repairs: Repairs = {}): AppliedState {
  const open = Object.keys(repairs).length > 0 ? { repairs: jsonOf(repairs) } : {};
  return { fields: { ...fields, ...open }, departmentIds: fields.departmentIds };
}

const jsonOf = (repairs: Repairs): JsonObject =>
  Object.fromEntries(
    Object.entries(repairs).map(([name, { wanted, times }]) => [name, { wanted, times }] as const),
  );

export function appliedDepartment(fields: DepartmentFields): AppliedState {
  const { name, parentId, order, headIds } = fields;
  return {
    fields: {
      name,
      parentId,
      ...(order === undefined ? {} : { order }),
      ...(headIds === undefined ? {} : { headIds: [...headIds] }),
    },
    departmentIds: [parentId],
  };
}

/** Who is a member of a role is kept beside it, not here. */
export function appliedRole({ name, roleGroup }: RoleFields): AppliedState {
  return { fields: { name, roleGroup }, departmentIds: [] };
}

/** The departments that an earlier state lay in, read back from the Link. */
export function departmentsOf(applied: JsonObject | null): readonly number[] {
  if (applied === null) return [];
  if (Array.isArray(applied.departmentIds)) return applied.departmentIds.map(Number);
  return typeof applied.parentId === 'number' ? [applied.parentId] : [];
}

/** The unique values that an account, department or role with this state has. */
export function claimsOf(connectionId: string, kind: LinkKind, { fields }: AppliedState): readonly string[] {
  return claimsWith(connectionId, kind, fields).map(({ key }) => key);
}

function claimsWith(connectionId: string, kind: LinkKind, fields: JsonObject): readonly Claim[] {
  switch (kind) {
    case 'account':
      return accountClaims(connectionId, readAppliedAccount(fields));
    case 'department':
      return departmentClaims(connectionId, readAppliedDepartment(fields));
    case 'role':
      return roleClaims(connectionId, readAppliedRole(fields));
  }
}
