import type { Organisation } from './organisation.js';

/** Everything an organisation holds, nothing masked: for tests and for people who try the bridge. */
export function stateOf(org: Organisation): unknown {
  return {
    org: org.corpId,
    departments: [...org.departments.values()].map((department) => ({
      dept_id: department.id,
      name: department.name,
      parent_id: department.parentId,
      order: department.order,
      source_identifier: department.sourceIdentifier,
      create_dept_group: department.createDeptGroup,
      dept_manager_userid_list: department.managers,
    })),
    users: [...org.users.values()].map((user) => ({
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
      dept_id_list: [...user.departments.keys()],
      active: user.active,
      admin: user.admin,
    })),
  };
}
