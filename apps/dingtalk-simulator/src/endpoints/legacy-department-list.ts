import { rootId } from '../department.js';
import { findDepartment } from '../rules/department.js';
import { endpoint } from './endpoint.js';

/** The whole tree in one call: undocumented by now, but seen to work (fact sheet 2.5). */
export const legacyDepartmentList = endpoint({
  method: 'GET',
  path: '/department/list',
  permission: 'qyapi_get_department_list',
  quota: 'counted',
  shape: 'fields',
  read: (given) => ({ id: given.integer('id') ?? rootId, below: given.flag('fetch_child') ?? false }),
  reach: ({ id }) => ({ departments: [id] }),
  run: ({ org }, { id, below }) => {
    findDepartment(org, id);
    const ids = below ? org.tree.subtree(id).slice(1) : org.tree.below(id).map((one) => one.id);
    return {
      department: ids
        .flatMap((one) => org.departments.get(one) ?? [])
        .map((one) => ({
          id: one.id,
          name: one.name,
          parentid: one.parentId,
          createDeptGroup: one.createDeptGroup,
          autoAddUser: one.autoAddUser,
        })),
    };
  },
});
