import {
  createRole,
  createRoleGroup,
  deleteRole,
  findRole,
  renameRole,
  requireRolesAndUsers,
} from '../rules/role.js';
import type { Parameters } from '../parameters.js';
import { endpoint } from './endpoint.js';

const permission = 'qyapi_manage_addresslist';

/** Fact sheet 4: names are mixed, as they are there. */
export const roleWrites = [
  endpoint({
    method: 'POST',
    path: '/role/add_role_group',
    permission,
    shape: 'fields',
    read: (given) => given.givenText('name'),
    run: (request, name) => ({ groupId: createRoleGroup(request, name).id }),
  }),
  endpoint({
    method: 'POST',
    path: '/role/add_role',
    permission,
    shape: 'fields',
    read: (given) => ({ name: given.givenText('roleName'), groupId: given.requiredInteger('groupId') }),
    run: (request, { name, groupId }) => ({ roleId: createRole(request, name, groupId).id }),
  }),
  endpoint({
    method: 'POST',
    path: '/role/update_role',
    permission,
    read: (given) => ({ id: given.requiredInteger('roleId'), name: given.givenText('roleName') }),
    run: (request, { id, name }) => {
      renameRole(request, id, name);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/deleterole',
    permission,
    read: (given) => given.requiredInteger('role_id'),
    run: (request, id) => {
      deleteRole(request, id);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/addrolesforemps',
    permission,
    read: (given) => readHolders(given, 20),
    reach: ({ userids }) => ({ users: userids }),
    run: (request, { roleIds, userids }) => {
      requireRolesAndUsers(request, roleIds, userids);
      request.org.assignRoles(roleIds, userids);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/removerolesforemps',
    permission,
    read: (given) => readHolders(given, 100),
    reach: ({ userids }) => ({ users: userids }),
    run: (request, { roleIds, userids }) => {
      requireRolesAndUsers(request, roleIds, userids);
      request.org.unassignRoles(roleIds, userids);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/scope/update',
    permission,
    read: (given) => {
      const departments = given.numbers('dept_ids') ?? [];
      if (departments.length > 50) throw given.illTyped('dept_ids');
      return { roleId: given.requiredInteger('role_id'), userid: given.requiredText('userid'), departments };
    },
    reach: ({ userid }) => ({ users: [userid] }),
    run: (request, { roleId, userid, departments }) => {
      requireRolesAndUsers(request, [findRole(request, roleId).id], [userid]);
      request.org.scopeRole(roleId, userid, departments);
    },
  }),
];

/** Roles, twenty at most, and people, as many as the operation takes. */
function readHolders(given: Parameters, most: number) {
  const roleIds = given.requiredNumbers('roleIds');
  const userids = given.requiredList('userIds');
  if (roleIds.length > 20) throw given.illTyped('roleIds');
  if (userids.length > most) throw given.illTyped('userIds');
  return { roleIds, userids };
}
