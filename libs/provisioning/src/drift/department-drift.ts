import type { JsonObject } from '#common';
import type { DepartmentFields } from '../plan/change.js';
import { readAppliedDepartment } from '../plan/difference.js';
import { fieldDrift } from './drift.js';
import type { FieldDrift } from './drift.js';

/** A department as lists show it: what its order is they do not tell (fact sheet 2.5). */
export interface ListedDepartment {
  readonly name: string;
  readonly parentId: number;
  /** As its people's list tells them, ascending. */
  readonly headIds: readonly string[];
}

/** A department as a reading found it, held against what was last written there. */
export interface DepartmentDrift {
  readonly fields: DepartmentFields;
  /** None: it is as it was left. */
  readonly differing: readonly FieldDrift[];
}

/** Holds a department against what was last written; heads that were never ours to set are nobody's drift. */
export function departmentDrift(applied: JsonObject, listed: ListedDepartment): DepartmentDrift {
  const written = readAppliedDepartment(applied);
  const { name, parentId, headIds } = listed;
  const { order, headIds: ours } = written;
  return {
    fields: {
      name,
      parentId,
      ...(order === undefined ? {} : { order }),
      ...(ours === undefined ? {} : { headIds }),
    },
    differing: [
      ...fieldDrift('name', written.name, name),
      ...fieldDrift('parent_id', written.parentId, parentId),
      ...(ours === undefined ? [] : fieldDrift('dept_manager_userid_list', ours, headIds)),
    ],
  };
}
