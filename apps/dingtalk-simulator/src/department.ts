/** A department as DingTalk keeps it (fact sheet 2.4). */
export interface Department {
  readonly id: number;
  readonly createdAt: number;
  name: string;
  /** undefined for the root only. */
  parentId: number | undefined;
  order: number;
  sourceIdentifier: string | undefined;
  createDeptGroup: boolean;
  autoAddUser: boolean;
  autoApproveApply: boolean;
  hideDept: boolean;
  deptPermits: readonly number[];
  userPermits: readonly string[];
  outerDept: boolean;
  outerDeptOnlySelf: boolean;
  outerPermitDepts: readonly number[];
  outerPermitUsers: readonly string[];
  groupContainSubDept: boolean;
  orgDeptOwner: string | undefined;
  code: string | undefined;
  managers: readonly string[];
}

/** What an update may change. */
export type DepartmentChanges = Partial<Omit<Department, 'id' | 'createdAt'>>;

export const rootId = 1;

/** A department of which nothing but its name and place is known. */
export function newDepartment(
  id: number,
  name: string,
  parentId: number | undefined,
  createdAt = 0,
): Department {
  return {
    id,
    createdAt,
    name,
    parentId,
    order: id,
    sourceIdentifier: undefined,
    createDeptGroup: false,
    autoAddUser: false,
    autoApproveApply: false,
    hideDept: false,
    deptPermits: [],
    userPermits: [],
    outerDept: false,
    outerDeptOnlySelf: false,
    outerPermitDepts: [],
    outerPermitUsers: [],
    groupContainSubDept: false,
    orgDeptOwner: undefined,
    code: undefined,
    managers: [],
  };
}
