import {
  addRoles,
  createRole,
  deleteRole,
  getRole,
  listRoleMembers,
  Rejected,
  removeRoles,
  renameRole,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { Change, RoleFields } from '#provisioning';
import { appliedRole } from './applied.js';
import type { Result } from './result.js';
import { findRoleGroup, learnRoleGroup, makeRoleGroup } from './role-group.js';
import type { RoleGroupStore } from './role-group.js';

/** A role still has members whom we have not put there: deleting it would take it from them. */
export class ForeignMembers extends Error {
  override readonly name = 'ForeignMembers';
}

/** What carrying out the change of a role needs. */
interface RoleTools {
  readonly client: DingTalkClient;
  readonly roleGroups: RoleGroupStore;
  /** Throws when the lease is too short for another call. */
  readonly mayCall: () => void;
}

type RoleChange = Extract<
  Change,
  {
    readonly kind:
      | 'readRoleGroup'
      | 'makeRoleGroup'
      | 'createRole'
      | 'findRole'
      | 'readRole'
      | 'updateRole'
      | 'addRoleMembers'
      | 'removeRoleMembers'
      | 'deleteRole';
  }
>;

/** Carries out one change of a role with the calls it takes, as a rule one. */
export async function applyRole(tools: RoleTools, change: RoleChange): Promise<Result> {
  const { client, roleGroups, mayCall } = tools;
  switch (change.kind) {
    case 'readRoleGroup':
      return learnRoleGroup(client, roleGroups, change.name, mayCall);
    case 'makeRoleGroup':
      return makeRoleGroup(client, roleGroups, change.name);
    case 'createRole': {
      const externalId = String(await create(tools, change.groupId, change.fields));
      return { kind: 'done', externalId, applied: appliedRole(change.fields), fields: ['name', 'roleGroup'] };
    }
    case 'findRole':
      return findRole(tools, change.fields);
    case 'readRole':
      return unlessGone(() => readRole(client, change.roleId, change.fields, mayCall));
    case 'updateRole':
      return unlessGone(async () => {
        await renameRole(client, change.roleId, change.fields.name);
        return { kind: 'done', applied: appliedRole(change.fields), fields: ['name'] };
      });
    case 'addRoleMembers': {
      const { roleId, userIds } = change;
      return unlessGone(async () => {
        const refused = await eachWhoIsKnown(mayCall, userIds, (some) => addRoles(client, [roleId], some));
        return {
          kind: 'members',
          joined: userIds.filter((one) => !refused.includes(one)),
          left: [],
          refused,
        };
      });
    }
    case 'removeRoleMembers': {
      const { roleId, userIds } = change;
      return unlessGone(async () => {
        // Whom DingTalk does not know has no role there.
        const refused = await eachWhoIsKnown(mayCall, userIds, (some) => removeRoles(client, [roleId], some));
        return { kind: 'members', joined: [], left: userIds, refused };
      });
    }
    case 'deleteRole':
      await remove(tools, change.roleId);
      return { kind: 'done', applied: null, fields: [] };
  }
}

async function create(
  { client, roleGroups }: RoleTools,
  groupId: number,
  { name }: RoleFields,
): Promise<number> {
  try {
    return await createRole(client, groupId, name);
  } catch (error) {
    // Somebody has changed the group since it was read.
    if (error instanceof Rejected) await roleGroups.doubt();
    throw error;
  }
}

async function findRole({ client, mayCall }: RoleTools, fields: RoleFields): Promise<Result> {
  const group = await findRoleGroup(client, fields.roleGroup, mayCall);
  const found = group?.roles.find(({ name }) => name === fields.name);
  return found
    ? { kind: 'found', externalId: String(found.roleId), applied: appliedRole(fields) }
    : { kind: 'absent' };
}

async function readRole(
  client: DingTalkClient,
  roleId: number,
  { roleGroup }: RoleFields,
  mayCall: () => void,
): Promise<Result> {
  const { name } = await getRole(client, roleId);
  const members: string[] = [];
  mayCall();
  for await (const userId of listRoleMembers(client, roleId)) {
    members.push(userId);
    mayCall();
  }
  return { kind: 'found', externalId: String(roleId), applied: appliedRole({ name, roleGroup }), members };
}

async function remove({ client, roleGroups, mayCall }: RoleTools, roleId: number): Promise<void> {
  try {
    const left = await listRoleMembers(client, roleId).next();
    if (!left.done) throw new ForeignMembers();
    mayCall();
    await deleteRole(client, roleId);
  } catch (error) {
    if (!(error instanceof Rejected && error.on === 'roleNotFound')) throw error;
  }
  // Its name is free from now on.
  await roleGroups.doubt();
}

/**
 * Makes one call for all; where DingTalk does not know one of them, or he is out of the app's sight, one for each.
 *
 * @returns whom it does not know
 */
async function eachWhoIsKnown(
  mayCall: () => void,
  userIds: readonly string[],
  call: (some: readonly string[]) => Promise<void>,
): Promise<readonly string[]> {
  if (await isTaken(() => call(userIds))) return [];
  if (userIds.length === 1) return userIds;
  const refused: string[] = [];
  for (const one of userIds) {
    mayCall();
    if (!(await isTaken(() => call([one])))) refused.push(one);
  }
  return refused;
}

async function isTaken(call: () => Promise<void>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof Rejected && (error.on === 'notFound' || error.on === 'outOfScope')) return false;
    throw error;
  }
}

async function unlessGone(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rejected && error.on === 'roleNotFound') return { kind: 'absent' };
    throw error;
  }
}
