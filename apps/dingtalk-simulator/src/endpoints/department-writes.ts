import { createDepartment, deleteDepartment, updateDepartment } from '../rules/department.js';
import { readDepartment } from '../rules/department-given.js';
import { endpoint } from './endpoint.js';

const manage = 'qyapi_manage_addresslist';
const path = (operation: string) => `/topapi/v2/department/${operation}`;

/** Fact sheet 2.1 to 2.3. */
export const departmentWrites = [
  endpoint({
    method: 'POST',
    path: path('create'),
    permission: manage,
    read: (given, variants) => ({
      // Given even where it is empty: what that is worth is a rule.
      name: given.givenText('name'),
      parentId: given.requiredInteger('parent_id'),
      given: readDepartment(given, variants, '600109'),
    }),
    run: (request, { name, parentId, given }) => ({
      dept_id: createDepartment(request, name, parentId, given).id,
    }),
  }),
  endpoint({
    method: 'POST',
    path: path('update'),
    permission: manage,
    read: (given, variants) => ({
      id: given.requiredInteger('dept_id'),
      given: readDepartment(given, variants, '60109'),
    }),
    reach: ({ id, given }) => ({
      departments: given.parentId === undefined ? [id] : [id, given.parentId],
    }),
    run: (request, { id, given }) => {
      updateDepartment(request, id, given);
    },
  }),
  endpoint({
    method: 'POST',
    path: path('delete'),
    permission: manage,
    read: (given) => given.requiredInteger('dept_id'),
    reach: (id) => ({ departments: [id] }),
    run: (request, id) => {
      deleteDepartment(request, id);
    },
  }),
];
