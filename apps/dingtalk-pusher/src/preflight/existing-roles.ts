import type { JsonObject } from '#common';
import { listRoles } from '#dingtalk';
import type { DingTalkClient, RoleGroup } from '#dingtalk';
import type { ExistingRole } from '#provisioning';
import type { Preflights } from '#store';
import { probe, whyUnknown } from '../doctor/probe.js';
import { patiently } from '../patiently.js';

/** The roles that are in DingTalk. */
interface RolesThere {
  readonly roles: readonly ExistingRole[];
  /** How many were seen, or why none, for the report. */
  readonly told: JsonObject;
}

/** Reads which roles there are, and tells which of them are ours: a call for each two hundred role groups. */
export async function existingRoles(preflights: Preflights, client: DingTalkClient): Promise<RolesThere> {
  const listed = await probe(() => patiently(() => roleGroups(client)));
  if (listed.kind !== 'done') {
    return { roles: [], told: { rolesUnknown: whyUnknown(listed, 'qyapi_get_department_list').why } };
  }
  const all = listed.value.flatMap(({ name: roleGroup, roles }) =>
    roles.map(({ roleId, name }) => ({ roleId, name, roleGroup })),
  );
  const ids = all.map(({ roleId }) => String(roleId));
  const linked = await preflights.linked('role', ids);
  const roles = all.map((role) => Object.assign({}, role, { ours: linked.has(String(role.roleId)) }));
  return { roles, told: { roles: roles.length } };
}

async function roleGroups(client: DingTalkClient): Promise<readonly RoleGroup[]> {
  const all: RoleGroup[] = [];
  for await (const group of listRoles(client)) all.push(group);
  return all;
}
