import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { flag, listOf, nothing, number, optionalText, text } from './lenient.js';
import { walk } from './pages.js';

/** A role, which DingTalk calls a label too; it lies in one role group (fact sheet 4). */
export interface Role {
  readonly roleId: number;
  readonly name: string;
}

/** Roles that belong together. */
export interface RoleGroup {
  readonly groupId: number;
  readonly name: string;
  readonly roles: readonly Role[];
}

const groupSchema = z
  .object({ groupId: number, name: text, roles: listOf(z.object({ id: number, name: text })) })
  .transform(({ groupId, name, roles }): RoleGroup => ({
    groupId,
    name,
    roles: roles.map((role) => ({ roleId: role.id, name: role.name })),
  }));
const groupsPage = z.object({ result: z.object({ hasMore: flag, list: listOf(groupSchema) }) });
const membersPage = z.object({
  result: z.object({ hasMore: flag, list: listOf(z.object({ userid: text })) }),
});

/** `/topapi/role/list` (fact sheet 4): all role groups with their roles, up to 200 a call. */
export function listRoles(client: DingTalkClient): AsyncGenerator<RoleGroup, void, undefined> {
  const size = 200;
  return walk<RoleGroup, number>(0, async (offset) => {
    const { result } = await client.call(api.listRoles, { offset, size }, groupsPage);
    return { items: result.list, next: result.hasMore ? offset + size : undefined };
  });
}

/** `/topapi/role/simplelist` (fact sheet 4): the userids of a role's members, a hundred a call. @throws Rejected('roleNotFound') */
export function listRoleMembers(
  client: DingTalkClient,
  roleId: number,
): AsyncGenerator<string, void, undefined> {
  const size = 100;
  return walk<string, number>(0, async (offset) => {
    const { result } = await client.call(api.listRoleMembers, { role_id: roleId, offset, size }, membersPage);
    return {
      items: result.list.map(({ userid }) => userid),
      next: result.hasMore ? offset + size : undefined,
    };
  });
}

/** `/topapi/role/getrole` (fact sheet 4). @throws Rejected('roleNotFound') */
export async function getRole(
  client: DingTalkClient,
  roleId: number,
): Promise<{ readonly name: string; readonly groupId: number }> {
  const schema = z.object({ role: z.object({ name: text, groupId: number }) });
  return (await client.call(api.getRole, { roleId }, schema)).role;
}

/** `/topapi/role/getrolegroup` (fact sheet 4). */
export async function getRoleGroup(client: DingTalkClient, groupId: number): Promise<RoleGroup> {
  const role = z.object({ role_id: number, role_name: text });
  const schema = z.object({ role_group: z.object({ group_name: optionalText, roles: listOf(role) }) });
  const { role_group: group } = await client.call(api.getRoleGroup, { group_id: groupId }, schema);
  const roles = group.roles.map((one) => ({ roleId: one.role_id, name: one.role_name }));
  return { groupId, name: group.group_name ?? '', roles };
}

/** `/role/add_role_group` (fact sheet 4). @returns the group's id */
export async function createRoleGroup(client: DingTalkClient, name: string): Promise<number> {
  return (await client.call(api.createRoleGroup, { name }, z.object({ groupId: number }))).groupId;
}

/** `/role/add_role` (fact sheet 4). @returns the role's id. @throws Rejected('roleName') | Rejected('roleGroupNotFound') */
export async function createRole(client: DingTalkClient, groupId: number, name: string): Promise<number> {
  const given = { roleName: name, groupId };
  return (await client.call(api.createRole, given, z.object({ roleId: number }))).roleId;
}

/** `/role/update_role` (fact sheet 4). @throws Rejected('roleNotFound') | Rejected('roleName') */
export async function renameRole(client: DingTalkClient, roleId: number, name: string): Promise<void> {
  await client.call(api.renameRole, { roleId, roleName: name }, nothing);
}

/** `/topapi/role/deleterole` (fact sheet 4): its members have to be removed first; DingTalk's own roles stay. */
export async function deleteRole(client: DingTalkClient, roleId: number): Promise<void> {
  await client.call(api.deleteRole, { role_id: roleId }, nothing);
}

/** `/topapi/role/addrolesforemps` (fact sheet 4): at most 20 roles and 20 people. @throws Rejected('roleNotFound') | Rejected('notFound') */
export async function addRoles(
  client: DingTalkClient,
  roleIds: readonly number[],
  userIds: readonly string[],
): Promise<void> {
  await client.call(api.addRoles, { roleIds: roleIds.join(','), userIds: userIds.join(',') }, nothing);
}

/** `/topapi/role/removerolesforemps` (fact sheet 4): at most 20 roles and 100 people. @throws Rejected('roleNotFound') | Rejected('notFound') */
export async function removeRoles(
  client: DingTalkClient,
  roleIds: readonly number[],
  userIds: readonly string[],
): Promise<void> {
  await client.call(api.removeRoles, { roleIds: roleIds.join(','), userIds: userIds.join(',') }, nothing);
}
