import type { Parameters } from '../parameters.js';
import { Refusal, require } from '../refusal.js';
import { findRole } from '../rules/role.js';
import { endpoint } from './endpoint.js';

const ofDepartments = 'qyapi_get_department_list';
const ofMembers = 'qyapi_get_department_member';

/** Fact sheet 4. */
export const roleReads = [
  endpoint({
    method: 'POST',
    path: '/topapi/role/list',
    permission: ofDepartments,
    read: (given) => readSpan(given, 200),
    run: ({ org }, span) => {
      const groups = [...org.roles.groups.values()];
      const roles = [...org.roles.roles.values()];
      return {
        hasMore: span.offset + span.size < groups.length,
        list: groups.slice(span.offset, span.offset + span.size).map((group) => ({
          groupId: group.id,
          name: group.name,
          roles: roles.filter(({ groupId }) => groupId === group.id).map(({ id, name }) => ({ id, name })),
        })),
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/getrole',
    permission: ofMembers,
    shape: 'fields',
    read: (given) => given.requiredInteger('roleId'),
    run: (request, id) => {
      const { name, groupId } = findRole(request, id);
      return { role: { name, groupId } };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/getrolegroup',
    permission: ofDepartments,
    shape: 'fields',
    read: (given) => given.requiredInteger('group_id'),
    run: ({ org }, id) => {
      const group = org.roles.groups.get(id);
      if (!group) throw new Refusal('400002');
      const roles = [...org.roles.roles.values()].filter(({ groupId }) => groupId === id);
      return {
        role_group: {
          group_name: group.name,
          roles: roles.map((role) => ({ role_id: role.id, role_name: role.name })),
        },
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/role/simplelist',
    permission: ofMembers,
    read: (given) => ({ id: given.requiredInteger('role_id'), span: readSpan(given, 100) }),
    run: (request, { id, span }) => {
      const { org } = request;
      const holders = [...(org.roles.holders.get(findRole(request, id).id) ?? [])];
      return {
        hasMore: span.offset + span.size < holders.length,
        list: holders.slice(span.offset, span.offset + span.size).map(([userid, departments]) => ({
          userid,
          name: org.users.get(userid)?.name ?? '',
          manageScopes: departments.map((departmentId) => ({
            dept_id: departmentId,
            name: org.departments.get(departmentId)?.name ?? '',
          })),
        })),
      };
    },
  }),
];

interface Span {
  readonly offset: number;
  readonly size: number;
}

/** size and offset take effect only when both are sent (fact sheet 4). @throws Refusal 40068, 40069 */
function readSpan(given: Parameters, most: number): Span {
  const offset = given.integer('offset');
  const size = given.integer('size');
  require(offset === undefined || offset >= 0, '40068');
  require(size === undefined || (size >= 1 && size <= most), '40069');
  return offset === undefined || size === undefined ? { offset: 0, size: 20 } : { offset, size };
}
