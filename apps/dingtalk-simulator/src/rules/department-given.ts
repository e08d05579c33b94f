import type { Parameters } from '../parameters.js';
import { require } from '../refusal.js';
import type { Variants } from '../variants.js';

/** What department/create and /update are given (fact sheet 2.1, 2.2); undefined: left out. */
export interface GivenDepartment {
  readonly name: string | undefined;
  readonly parentId: number | undefined;
  readonly order: unknown;
  readonly sourceIdentifier: string | undefined;
  readonly createDeptGroup: boolean | undefined;
  readonly autoAddUser: boolean | undefined;
  readonly autoApproveApply: boolean | undefined;
  readonly hideDept: boolean | undefined;
  readonly deptPermits: readonly number[] | undefined;
  readonly userPermits: readonly string[] | undefined;
  readonly outerDept: boolean | undefined;
  readonly outerDeptOnlySelf: boolean | undefined;
  readonly outerPermitDepts: readonly number[] | undefined;
  readonly outerPermitUsers: readonly string[] | undefined;
  readonly groupContainSubDept: boolean | undefined;
  readonly orgDeptOwner: string | undefined;
  readonly code: string | undefined;
  readonly managers: readonly string[] | undefined;
  readonly cleared: readonly string[];
}

/** @param visibilityCode how a list that is too long is refused: create and update print it differently (2.1) */
export function readDepartment(
  given: Parameters,
  { visibilityLimit }: Variants,
  visibilityCode: '600109' | '60109',
): GivenDepartment {
  const read: GivenDepartment = {
    name: given.text('name'),
    parentId: given.integer('parent_id'),
    order: given.raw('order'),
    sourceIdentifier: given.text('source_identifier'),
    createDeptGroup: given.flag('create_dept_group'),
    autoAddUser: given.flag('auto_add_user'),
    autoApproveApply: given.flag('auto_approve_apply'),
    hideDept: given.flag('hide_dept'),
    deptPermits: given.numbers('dept_permits'),
    userPermits: given.list('user_permits'),
    outerDept: given.flag('outer_dept'),
    outerDeptOnlySelf: given.flag('outer_dept_only_self'),
    outerPermitDepts: given.numbers('outer_permit_depts'),
    outerPermitUsers: given.list('outer_permit_users'),
    groupContainSubDept: given.flag('group_contain_sub_dept'),
    orgDeptOwner: given.text('org_dept_owner'),
    code: given.shortText('code', 30),
    managers: given.list('dept_manager_userid_list'),
    cleared: given.list('force_update_fields') ?? [],
  };
  given.text('language');
  for (const [departments = [], users = []] of [
    [read.deptPermits, read.userPermits],
    [read.outerPermitDepts, read.outerPermitUsers],
  ] as const) {
    const lengths = [departments.length, users.length];
    // Correction C9: create counts each list, update both together.
    const counted = visibilityCode === '600109' ? Math.max(...lengths) : departments.length + users.length;
    require(counted <= visibilityLimit, visibilityCode);
  }
  return read;
}
