import type { App } from '../app.js';
import type { Member } from '../member.js';
import type { Organisation } from '../organisation.js';
import type { Request } from './endpoint.js';

/** Fields that a list item and user/get share, as far as the app may see them (fact sheet 3.6, 3.7). */
export function profile({ app, world }: Request, user: Member) {
  return {
    userid: user.userid,
    unionid: user.unionid,
    name: user.name,
    dept_id_list: [...user.departments.keys()],
    active: user.active,
    admin: user.administrator !== undefined,
    boss: user.boss,
    hide_mobile: user.hideMobile,
    exclusive_account: user.enterprise !== undefined,
    ...texts(world.variants.emptyFields, {
      title: user.title,
      job_number: user.jobNumber,
      telephone: user.telephone,
      ...hidden(app, user),
    }),
    ...(user.hiredDate === undefined ? {} : { hired_date: user.hiredDate }),
  };
}

/** What else user/get shows. */
export function details({ org, world }: Request, user: Member) {
  const places = [...user.departments];
  const roles = org.roles.rolesOf(user.userid);
  return {
    real_authed: user.active,
    senior: user.senior,
    dept_order_list: places.map(([id, { order }]) => ({ dept_id: id, order })),
    leader_in_dept: places.map(([id]) => ({ dept_id: id, leader: isHead(org, id, user) })),
    ...(roles.length === 0
      ? {}
      : {
          role_list: roles.map(({ id, name, groupId }) => ({
            id,
            name,
            group_name: org.roles.groups.get(groupId)?.name ?? '',
          })),
        }),
    ...(user.managerUserid === undefined ? {} : { manager_userid: user.managerUserid }),
    ...(world.variants.multiPosition && user.positions.length > 0
      ? { dept_position_list: positions(user) }
      : {}),
    ...enterprise(org, user),
  };
}

export const isHead = (org: Organisation, departmentId: number, { userid }: Member): boolean =>
  org.departments.get(departmentId)?.managers.includes(userid) ?? false;

/** Fields that need a permission of their own; without it they are absent, and nothing says so (fact sheet 8.1). */
function hidden({ fields }: App, user: Member): Readonly<Record<string, string>> {
  return {
    ...(fields.has('fieldMobile') && user.mobile ? { mobile: user.mobile, state_code: user.stateCode } : {}),
    ...(fields.has('fieldEmail')
      ? {
          email: user.email,
          org_email: user.orgEmail,
          work_place: user.workPlace,
          remark: user.remark,
          extension: Object.keys(user.extension).length > 0 ? JSON.stringify(user.extension) : '',
        }
      : {}),
  };
}

/** What is empty is left out, or is "" by flag (correction C11). */
function texts(
  empty: 'omitted' | 'empty',
  fields: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (empty === 'empty') return fields;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function positions({ positions: list }: Member) {
  return list.map(({ departmentId, isMain, title, workPlace }) => ({
    dept_id: departmentId,
    is_main: isMain,
    title,
    work_place: workPlace,
  }));
}

/** Fact sheet 3.6, last row. */
function enterprise(org: Organisation, { enterprise: account }: Member) {
  if (!account) return {};
  const { type, loginId, nickname, corpId, disabled } = account;
  const owned =
    type === 'dingtalk' && corpId === org.corpId
      ? { login_id: loginId, nickname, disable_status: disabled }
      : {};
  return {
    exclusive_account_type: type,
    exclusive_account_corp_id: corpId,
    ...(corpId === org.corpId ? { exclusive_account_corp_name: org.name } : {}),
    ...owned,
  };
}
