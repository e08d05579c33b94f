import { departmentName } from '../mapping/department-name.js';
import type { ExistingDepartment } from '../preflight/departments.js';

/**
 * Departments that stand already where paths lead, and are none of ours.
 *
 * @param paths the names on the way from the connection's root, as SCIM writes them
 * @returns of each path that leads to one, its place among them and the department
 */
export function standingPaths(
  rootDepartmentId: number,
  paths: readonly (readonly string[])[],
  existing: readonly ExistingDepartment[],
): readonly { readonly place: number; readonly department: ExistingDepartment }[] {
  const below = new Map(existing.map((one) => [`${String(one.parentId)}/${one.name}`, one]));
  return paths.flatMap((segments, place) => {
    let department: ExistingDepartment | undefined;
    for (const segment of segments) {
      const parentId: number = department?.departmentId ?? rootDepartmentId;
      department = below.get(`${String(parentId)}/${departmentName(segment) ?? ''}`);
      if (!department) return [];
    }
    return department && !department.ours ? [{ place, department }] : [];
  });
}
