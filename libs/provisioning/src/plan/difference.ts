import type { Json, JsonObject } from '#common';
import type { AccountFields, Change, ClearableField, DepartmentFields } from './change.js';

const clearable = [
  'title',
  'jobNumber',
  'email',
  'managerUserId',
] as const satisfies readonly ClearableField[];

/** The one update that turns what was applied into what is desired; undefined where they agree. */
export function accountDifference(
  userId: string,
  applied: AccountFields,
  desired: AccountFields,
  keepForeign: boolean,
): Change | undefined {
  const set: Partial<Record<keyof AccountFields, unknown>> = {};
  if (desired.name !== applied.name) set.name = desired.name;
  for (const field of clearable) {
    if (desired[field] !== undefined && desired[field] !== applied[field]) set[field] = desired[field];
  }
  if (!same(desired.departmentIds, applied.departmentIds)) set.departmentIds = desired.departmentIds;
  const clear = clearable.filter((field) => desired[field] === undefined && applied[field] !== undefined);
  if (Object.keys(set).length === 0 && clear.length === 0) return undefined;
  return {
    kind: 'updateAccount',
    userId,
    set: set as Partial<AccountFields>,
    clear,
    fields: desired,
    keepForeign,
  };
}

/** As accountDifference, for departments. */
export function departmentDifference(
  departmentId: number,
  applied: DepartmentFields,
  desired: DepartmentFields,
): Change | undefined {
  const set = {
    ...(desired.name === applied.name ? {} : { name: desired.name }),
    ...(desired.parentId === applied.parentId ? {} : { parentId: desired.parentId }),
    ...(desired.order === undefined || desired.order === applied.order ? {} : { order: desired.order }),
    ...(desired.headIds === undefined || same(desired.headIds, applied.headIds ?? [])
      ? {}
      : { headIds: desired.headIds }),
  };
  if (Object.keys(set).length === 0) return undefined;
  return { kind: 'updateDepartment', departmentId, set, fields: desired };
}

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** Reads what a Link says was applied to its account; it was written by us. */
export function readAppliedAccount(applied: JsonObject): AccountFields {
  const ids = Array.isArray(applied.departmentIds) ? (applied.departmentIds as readonly Json[]) : [];
  const fields: Record<string, unknown> = {
    name: applied.name ?? '',
    mobile: applied.mobile ?? '',
    departmentIds: ids.map(Number).sort((a, b) => a - b),
  };
  for (const field of clearable) if (typeof applied[field] === 'string') fields[field] = applied[field];
  return fields as unknown as AccountFields;
}

/** Reads what a Link says was applied to its department. */
export function readAppliedDepartment(applied: JsonObject): DepartmentFields {
  const { name, parentId, order, headIds } = applied;
  return {
    name: typeof name === 'string' ? name : '',
    parentId: Number(parentId),
    ...(typeof order === 'number' ? { order } : {}),
    ...(Array.isArray(headIds) ? { headIds: headIds.filter((head) => typeof head === 'string') } : {}),
  };
}
