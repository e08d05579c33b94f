import { rootId } from '../organisation.js';
import type { Department, Organisation } from '../organisation.js';
import { createDepartment, deleteDepartment, findDepartment, updateDepartment } from '../rules/department.js';
import { findUser } from '../rules/user.js';
import type { Endpoint } from './endpoint.js';

const manage = 'qyapi_manage_addresslist';
const read = 'qyapi_get_department_list';
const path = (operation: string) => `/topapi/v2/department/${operation}`;

/** Fact sheet 2: one level at a time, never recursive. */
export const departmentEndpoints: readonly Endpoint[] = [
  {
    path: path('create'),
    scope: manage,
    run: ({ world, org, given }) => ({ dept_id: createDepartment(world, org, given).id }),
  },
  {
    path: path('update'),
    scope: manage,
    run: ({ world, org, given }) => {
      updateDepartment(world, org, given);
      return undefined;
    },
  },
  {
    path: path('delete'),
    scope: manage,
    run: ({ org, given }) => {
      deleteDepartment(org, given);
      return undefined;
    },
  },
  {
    path: path('get'),
    scope: read,
    run: ({ org, given }) => detail(org, findDepartment(org, given.requiredInteger('dept_id'))),
  },
  {
    path: path('listsub'),
    scope: read,
    run: ({ org, given }) => children(org, given.integer('dept_id') ?? rootId).map(brief),
  },
  {
    path: path('listsubid'),
    scope: read,
    run: ({ org, given }) => ({
      dept_id_list: children(org, given.requiredInteger('dept_id')).map(({ id }) => id),
    }),
  },
  {
    path: path('listparentbydept'),
    scope: read,
    run: ({ org, given }) => ({
      parent_id_list: org.ancestors(findDepartment(org, given.requiredInteger('dept_id')).id),
    }),
  },
  {
    path: path('listparentbyuser'),
    scope: read,
    run: ({ org, given }) => ({
      parent_list: [...findUser(org, given.requiredText('userid')).departments.keys()].map((id) => ({
        parent_dept_id_list: org.ancestors(id),
      })),
    }),
  },
];

function children(org: Organisation, id: number): readonly Department[] {
  findDepartment(org, id);
  return [...(org.children.get(id) ?? [])].flatMap((child) => org.departments.get(child) ?? []);
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

function detail(org: Organisation, department: Department) {
  const below = org.subtree(department.id);
  return {
    ...brief(department),
    order: department.order,
    source_identifier: department.sourceIdentifier,
    hide_dept: department.hideDept,
    outer_dept: department.outerDept,
    from_union_org: false,
    dept_manager_userid_list: department.managers,
    code: department.code,
    member_count: new Set(below.flatMap((id) => [...(org.members.get(id) ?? [])])).size,
    owning_member_count: org.members.get(department.id)?.size ?? 0,
  };
}
