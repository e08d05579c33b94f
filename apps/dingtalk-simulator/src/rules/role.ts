import type { Request } from '../endpoints/endpoint.js';
import { Refusal, require } from '../refusal.js';
import type { Role, RoleGroup } from '../role.js';

/** A role in a group that people made (fact sheet 4). @throws Refusal 34018, 34020, 23004, 34021 */
export function createRole({ world, org }: Request, name: string, groupId: number): Role {
  require(name !== '', '34018');
  const group = org.roles.groups.get(groupId);
  if (!group) throw new Refusal('34020');
  require(!group.system, '23004');
  requireFreeName(rolesIn(org.roles.roles.values(), groupId), name);
  const role: Role = { id: world.random.roleId(), groupId, name };
  org.addRole(role);
  return role;
}

/** @throws Refusal 34018 for an empty name, 34021 for one that is there */
export function createRoleGroup({ world, org }: Request, name: string): RoleGroup {
  require(name !== '', '34018');
  requireFreeName(org.roles.groups.values(), name);
  const group: RoleGroup = { id: world.random.roleId(), name, system: false };
  org.addRoleGroup(group);
  return group;
}

/** @throws Refusal 660000, 33011, 23004, 34021 */
export function renameRole(asked: Request, id: number, name: string): void {
  require(name !== '', '660000');
  const role = editableRole(asked, id);
  if (name !== role.name) requireFreeName(rolesIn(asked.org.roles.roles.values(), role.groupId), name);
  asked.org.renameRole(role, name);
}

/** Members first: by which code a role that has some is refused is not known (11.3). @throws Refusal 33011, 23004, -1 */
export function deleteRole(asked: Request, id: number): void {
  const role = editableRole(asked, id);
  require((asked.org.roles.holders.get(id)?.size ?? 0) === 0, '-1');
  asked.org.removeRole(role);
}

/** @throws Refusal 33011 for an unknown role, 33012 for an unknown member */
export function requireRolesAndUsers(
  { org }: Request,
  roleIds: readonly number[],
  userids: readonly string[],
): void {
  require(roleIds.every((id) => org.roles.roles.has(id)), '33011');
  require(userids.every((userid) => org.users.has(userid)), '33012');
}

/** @throws Refusal 33011 */
export function findRole({ org }: Request, id: number): Role {
  const role = org.roles.roles.get(id);
  if (!role) throw new Refusal('33011');
  return role;
}

function editableRole(asked: Request, id: number): Role {
  const role = findRole(asked, id);
  require(asked.org.roles.groups.get(role.groupId)?.system !== true, '23004');
  return role;
}

const rolesIn = (roles: Iterable<Role>, groupId: number): readonly Role[] =>
  [...roles].filter((role) => role.groupId === groupId);

function requireFreeName(others: Iterable<{ readonly name: string }>, name: string): void {
  for (const other of others) require(other.name !== name, '34021');
}
