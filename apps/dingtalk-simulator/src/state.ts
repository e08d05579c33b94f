import type { Department } from './department.js';
import { mobileKey } from './member.js';
import type { Member } from './member.js';
import type { Organisation } from './organisation.js';

/** Everything an organisation holds, nothing masked: for tests and for people who try the bridge. */
export function stateOf(org: Organisation) {
  return {
    org: org.corpId,
    name: org.name,
    auth_level: org.authLevel,
    departments: [...org.departments.values()].map(departmentOf),
    users: [...org.users.values()].map(userOf),
    roles: [...org.roles.roles.values()].map(({ id, name, groupId }) => ({
      id,
      name,
      group: org.roles.groups.get(groupId)?.name,
      userids: [...(org.roles.holders.get(id)?.keys() ?? [])],
    })),
    invitations: [...org.invitations.values()].map(({ mobile, at, asked }) => ({
      mobile,
      at: new Date(at).toISOString(),
      userid: asked.userid,
      name: asked.name,
    })),
    departures: org.departures.map(({ userid, name, stateCode, mobile, at, reason }) => ({
      userid,
      name,
      mobile: mobileKey(stateCode, mobile),
      at: new Date(at).toISOString(),
      reason,
    })),
  };
}

export function departmentOf(department: Department) {
  return {
    dept_id: department.id,
    name: department.name,
    parent_id: department.parentId,
    order: department.order,
    source_identifier: department.sourceIdentifier,
    create_dept_group: department.createDeptGroup,
    dept_manager_userid_list: department.managers,
  };
}

export function userOf(user: Member) {
  return {
    userid: user.userid,
    unionid: user.unionid,
    name: user.name,
    mobile: user.mobile,
    state_code: user.stateCode,
    title: user.title,
    job_number: user.jobNumber,
    email: user.email,
    telephone: user.telephone,
    manager_userid: user.managerUserid,
    extension: user.extension,
    dept_id_list: [...user.departments.keys()],
    dept_title_list: [...user.departments].flatMap(([id, { title }]) =>
      title === undefined ? [] : [{ dept_id: id, title }],
    ),
    active: user.active,
    admin: user.administrator !== undefined,
    restricted: user.restricted,
    exclusive_account: user.enterprise !== undefined,
    disabled: user.enterprise?.disabled ?? false,
  };
}
