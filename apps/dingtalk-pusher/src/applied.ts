import type { JsonObject } from '#common';
import type { AccountFields, DepartmentFields } from '#provisioning';

/** What DingTalk shows now, as the Link keeps it. */
export interface AppliedState {
  readonly fields: JsonObject;
  /** Departments the object lies in: an account's memberships, a department's parent. */
  readonly departmentIds: readonly number[];
}

export function appliedAccount(fields: AccountFields): AppliedState {
  return { fields: { ...fields }, departmentIds: fields.departmentIds };
}

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

/** The departments that an earlier state lay in, read back from the Link. */
export function departmentsOf(applied: JsonObject | null): readonly number[] {
  if (applied === null) return [];
  if (Array.isArray(applied.departmentIds)) return applied.departmentIds.map(Number);
  return typeof applied.parentId === 'number' ? [applied.parentId] : [];
}
