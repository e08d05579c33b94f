import { mobileKey } from '../organisation.js';
import type { Member, Organisation } from '../organisation.js';
import type { Parameters } from '../parameters.js';
import { require } from '../refusal.js';
import { findDepartment } from '../rules/department.js';
import { createUser, deleteUser, findUser, updateUser } from '../rules/user.js';
import type { Endpoint } from './endpoint.js';

const manage = 'qyapi_manage_addresslist';
const member = 'qyapi_get_member';
const ofDepartment = 'qyapi_get_department_member';

/** Fact sheet 3. */
export const userEndpoints: readonly Endpoint[] = [
  {
    path: '/topapi/v2/user/create',
    scope: manage,
    // unionId with a capital I here, unionid in user/get (fact sheet 3.1).
    run: ({ world, org, given }) => {
      const { userid, unionid } = createUser(world, org, given);
      return { userid, unionId: unionid };
    },
  },
  {
    path: '/topapi/v2/user/update',
    scope: manage,
    run: ({ world, org, given }) => {
      updateUser(world, org, given);
      return undefined;
    },
  },
  {
    path: '/topapi/v2/user/delete',
    scope: manage,
    run: ({ world, org, given }) => {
      deleteUser(world, org, given);
      return undefined;
    },
  },
  {
    path: '/topapi/v2/user/get',
    scope: member,
    run: ({ org, given }) => {
      const found = findUser(org, given.requiredText('userid'));
      return { ...profile(found), ...details(org, found) };
    },
  },
  {
    path: '/topapi/v2/user/list',
    scope: ofDepartment,
    run: ({ org, given }) => page(org, given, listItem, { cursor: '40035', size: '40035' }),
  },
  {
    path: '/topapi/user/listsimple',
    scope: ofDepartment,
    run: ({ org, given }) =>
      page(org, given, ({ userid, name }) => ({ userid, name }), { cursor: '40068', size: '40069' }),
  },
  {
    path: '/topapi/user/listid',
    scope: member,
    run: ({ org, given }) => {
      const { id } = findDepartment(org, given.requiredInteger('dept_id'));
      return { userid_list: [...(org.members.get(id) ?? [])] };
    },
  },
  {
    path: '/topapi/v2/user/getbymobile',
    scope: 'qyapi_get_member_by_mobile',
    run: ({ org, given }) => {
      const written = given.requiredText('mobile');
      const key = written.startsWith('+') ? written : mobileKey('86', written);
      require(/^\+\d{1,4}-\d{4,14}$/.test(key), '40104');
      const userid = org.byMobile.get(key);
      require(userid !== undefined, '60121');
      return { userid };
    },
  },
  {
    path: '/topapi/user/getbyunionid',
    scope: member,
    run: ({ org, given }) => {
      const unionid = given.requiredText('unionid');
      const found = [...org.users.values()].find((user) => user.unionid === unionid);
      require(found !== undefined, '60121');
      return { contact_type: 0, userid: found.userid };
    },
  },
  {
    path: '/topapi/user/count',
    scope: member,
    run: ({ org, given }) => {
      const onlyActive = given.requiredFlag('only_active');
      return { count: [...org.users.values()].filter(({ active }) => active || !onlyActive).length };
    },
  },
  {
    path: '/topapi/user/listadmin',
    scope: member,
    run: ({ org }) =>
      [...org.users.values()]
        .filter(({ admin }) => admin)
        .map(({ userid, boss }) => ({ userid, sys_level: boss ? 1 : 2 })),
  },
];

/** Fields that a list item and user/get share; what is empty is left out (correction C11). */
function profile(user: Member) {
  return {
    userid: user.userid,
    unionid: user.unionid,
    name: user.name,
    dept_id_list: [...user.departments.keys()],
    active: user.active,
    admin: user.admin,
    boss: user.boss,
    hide_mobile: user.hideMobile,
    exclusive_account: false,
    mobile: user.mobile,
    state_code: user.stateCode,
    ...filled({
      title: user.title,
      job_number: user.jobNumber,
      email: user.email,
      org_email: user.orgEmail,
      telephone: user.telephone,
      work_place: user.workPlace,
      remark: user.remark,
      extension: Object.keys(user.extension).length > 0 ? JSON.stringify(user.extension) : '',
    }),
    ...(user.hiredDate === undefined ? {} : { hired_date: user.hiredDate }),
  };
}

function details(org: Organisation, user: Member) {
  const places = [...user.departments];
  return {
    real_authed: user.active,
    senior: user.senior,
    dept_order_list: places.map(([id, { order }]) => ({ dept_id: id, order })),
    leader_in_dept: places.map(([id]) => ({
      dept_id: id,
      leader: org.departments.get(id)?.managers.includes(user.userid) ?? false,
    })),
    ...(user.managerUserid === undefined ? {} : { manager_userid: user.managerUserid }),
  };
}

function listItem(user: Member, org: Organisation, departmentId: number) {
  return {
    ...profile(user),
    dept_order: user.departments.get(departmentId)?.order,
    leader: org.departments.get(departmentId)?.managers.includes(user.userid) ?? false,
  };
}

/** Direct members only; next_cursor is left out on the last page (fact sheet 3.7). */
function page(
  org: Organisation,
  given: Parameters,
  item: (user: Member, org: Organisation, departmentId: number) => unknown,
  refusals: { readonly cursor: string; readonly size: string },
) {
  const { id } = findDepartment(org, given.requiredInteger('dept_id'));
  const cursor = given.requiredInteger('cursor');
  const size = given.requiredInteger('size');
  require(cursor >= 0 && cursor <= 100_000, refusals.cursor);
  require(size >= 1 && size <= 100, refusals.size);
  const ids = [...(org.members.get(id) ?? [])];
  const users = ids.slice(cursor, cursor + size).flatMap((userid) => org.users.get(userid) ?? []);
  const more = cursor + size < ids.length;
  return {
    has_more: more,
    ...(more ? { next_cursor: cursor + size } : {}),
    list: users.map((user) => item(user, org, id)),
  };
}

function filled(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
