import type { JsonObject, ResourceId } from '#common';
import type { MirrorDepartment, MirrorRole } from './department.js';
import { mirrorId } from './mirror-id.js';
import type { Mirrored } from './mirrored.js';

const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';

/** The Group that mirrors a department (RFC 7643 4.2): a member of the one above it. */
export function mirroredDepartment(department: MirrorDepartment, connectionId: string): Mirrored {
  const { departmentId, name, parentId, order, headIds = [] } = department;
  const managers = headIds.map((head) => ({ value: mirrorId(connectionId, 'account', head) }));
  const own = {
    ...(managers.length === 0 ? {} : { managers }),
    ...(order === undefined ? {} : { order }),
  };
  const groupIds: readonly ResourceId[] =
    parentId === undefined ? [] : [mirrorId(connectionId, 'department', String(parentId))];
  return {
    kind: 'department',
    externalId: String(departmentId),
    id: mirrorId(connectionId, 'department', String(departmentId)),
    type: 'Group',
    body: { displayName: name, ...(Object.keys(own).length === 0 ? {} : { [dingTalk]: own }) },
    userNames: [],
    groupIds,
    memberIds: [],
    heads: headIds,
    known: JSON.parse(JSON.stringify(department)) as JsonObject,
    place: { name, ...(parentId === undefined ? {} : { parentId }) },
  };
}

/** The Group that mirrors a role: it says itself who has it. Roles of different role groups may share a name. */
export function mirroredRole(
  { roleId, name, groupName, userIds }: MirrorRole,
  connectionId: string,
): Mirrored {
  return {
    kind: 'role',
    externalId: String(roleId),
    id: mirrorId(connectionId, 'role', String(roleId)),
    type: 'Group',
    body: { displayName: groupName === '' ? name : `${groupName}/${name}` },
    userNames: [],
    groupIds: [],
    memberIds: userIds.map((userId) => mirrorId(connectionId, 'account', userId)).sort(),
    heads: [],
    known: { roleId, name, groupName },
  };
}
