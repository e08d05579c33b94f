import { rootId } from '../department.js';
import type { Department } from '../department.js';
import type { Organisation } from '../organisation.js';
import { findDepartment } from '../rules/department.js';
import { homeSchool } from '../rules/home-school.js';
import { findUser } from '../rules/user-found.js';
import { isSeen } from '../rules/visibility.js';
import type { Variants } from '../variants.js';
import { endpoint } from './endpoint.js';
import type { Request } from './endpoint.js';

const permission = 'qyapi_get_department_list';
const path = (operation: string) => `/topapi/v2/department/${operation}`;

/** Fact sheet 2.4 and 2.5: one level at a time, never recursive. */
export const departmentReads = [
  endpoint({
    method: 'POST',
    path: path('get'),
    permission,
    read: (given) => {
      given.text('language');
      return given.requiredInteger('dept_id');
    },
    reach: (id) => ({ departments: [id] }),
    run: (request, id) => detail(request.org, seenDepartment(request, id)),
  }),
  endpoint({
    method: 'POST',
    path: path('listsub'),
    permission,
    read: (given) => {
      given.text('language');
      return given.integer('dept_id') ?? rootId;
    },
    reach: (id) => ({ departments: [id] }),
    run: (request, id) => {
      const { variants } = request.world;
      const found = children(request, id).map((one) => listed(one, variants));
      return variants.homeSchool && id === rootId ? [...found, listed(homeSchool, variants)] : found;
    },
  }),
  endpoint({
    method: 'POST',
    path: path('listsubid'),
    permission,
    read: (given) => given.requiredInteger('dept_id'),
    run: (request, id) => ({ dept_id_list: children(request, id).map((one) => one.id) }),
  }),
  endpoint({
    method: 'POST',
    path: path('listparentbydept'),
    permission,
    read: (given) => given.requiredInteger('dept_id'),
    run: (request, id) => ({ parent_id_list: request.org.tree.ancestors(seenDepartment(request, id).id) }),
  }),
  endpoint({
    method: 'POST',
    path: path('listparentbyuser'),
    permission,
    read: (given) => given.requiredText('userid'),
    run: (request, userid) => ({
      parent_list: [...findUser(request, userid).departments.keys()].map((id) => ({
        parent_dept_id_list: request.org.tree.ancestors(id),
      })),
    }),
  }),
];

/** @throws Refusal 60003 for one that is not seen yet, too */
function seenDepartment({ world, org }: Request, id: number): Department {
  const found = findDepartment(org, id);
  return isSeen(world, found) ? found : findDepartment(org, Number.MAX_SAFE_INTEGER);
}

function children(request: Request, id: number): readonly Department[] {
  seenDepartment(request, id);
  return request.org.tree.below(id).filter((one) => isSeen(request.world, one));
}

function brief(department: Department) {
  return {
    dept_id: department.id,
    name: department.name,
    parent_id: department.parentId,
    create_dept_group: department.createDeptGroup,
    auto_add_user: department.autoAddUser,
  };
}

function listed(department: Department, { listsubExtras }: Variants) {
  if (!listsubExtras) return brief(department);
  return { ...brief(department), source_identifier: department.sourceIdentifier, from_union_org: false };
}

function detail(org: Organisation, department: Department) {
  const below = org.tree.subtree(department.id);
  return {
    ...brief(department),
    order: department.order,
    source_identifier: department.sourceIdentifier,
    auto_approve_apply: department.autoApproveApply,
    hide_dept: department.hideDept,
    ...(department.hideDept
      ? { dept_permits: department.deptPermits, user_permits: department.userPermits }
      : {}),
    outer_dept: department.outerDept,
    ...(department.outerDept
      ? { outer_permit_depts: department.outerPermitDepts, outer_permit_users: department.outerPermitUsers }
      : {}),
    group_contain_sub_dept: department.groupContainSubDept,
    org_dept_owner: department.orgDeptOwner,
    from_union_org: false,
    dept_manager_userid_list: department.managers,
    code: department.code,
    member_count: new Set(below.flatMap((id) => [...org.directory.membersOf(id)])).size,
    owning_member_count: org.directory.membersOf(department.id).size,
  };
}
