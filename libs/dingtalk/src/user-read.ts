import { z } from 'zod';
import { flag, integer, listOf, number, optionalNumber, optionalText, text } from './lenient.js';

/**
 * A member as user/get and user/list show him (fact sheet 3.6, 3.7). A field may be missing because it is empty or
 * because the app may not read it: the two look alike.
 */
export interface UserRead {
  readonly userId: string;
  readonly unionId?: string | undefined;
  readonly name?: string | undefined;
  /** Without country prefix. Needs the field permission for mobiles, as does the next. */
  readonly mobile?: string | undefined;
  /** Country code without plus, `86`. */
  readonly stateCode?: string | undefined;
  readonly title?: string | undefined;
  readonly jobNumber?: string | undefined;
  readonly telephone?: string | undefined;
  /** Needs the field permission for personal fields, as do the next four. */
  readonly email?: string | undefined;
  readonly organisationEmail?: string | undefined;
  readonly workPlace?: string | undefined;
  readonly remark?: string | undefined;
  /** Custom fields, as the JSON text that DingTalk gives. */
  readonly extension?: string | undefined;
  /** Milliseconds since 1970. */
  readonly hiredDate?: number | undefined;
  readonly hideMobile?: boolean | undefined;
  /** Executive mode; in user/get only. */
  readonly senior?: boolean | undefined;
  /** In user/get only. */
  readonly managerUserId?: string | undefined;
  /** In no certain order; the first is not the main department (15.M2). */
  readonly departmentIds: readonly number[];
  /** In user/get only; a larger order comes first. */
  readonly departmentOrders: readonly { readonly departmentId: number; readonly order: bigint }[];
  /** Where the organisation lets people have several positions (C8): what they are called in some departments. */
  readonly departmentTitles: Readonly<Record<string, string>>;
  /** Departments that the person heads; in user/get only. */
  readonly headOf: readonly number[];
  /** Whether the person heads the department whose list this is; in user/list only. */
  readonly headHere: boolean;
  readonly roleIds: readonly number[];
  /** Has logged in to DingTalk. */
  readonly active: boolean;
  readonly admin: boolean;
  readonly boss: boolean;
  readonly enterpriseAccount: boolean;
  /** Of enterprise accounts. */
  readonly loginId?: string | undefined;
}

export const userSchema = z
  .object({
    userid: text,
    unionid: optionalText,
    name: optionalText,
    mobile: optionalText,
    state_code: optionalText,
    title: optionalText,
    job_number: optionalText,
    telephone: optionalText,
    email: optionalText,
    org_email: optionalText,
    work_place: optionalText,
    remark: optionalText,
    extension: optionalText,
    hired_date: optionalNumber.catch(undefined),
    hide_mobile: z.boolean().optional().catch(undefined),
    senior: z.boolean().optional().catch(undefined),
    manager_userid: optionalText,
    dept_id_list: listOf(number),
    dept_order_list: listOf(z.object({ dept_id: number, order: integer })),
    // Only the oldest source says what is in it (C8): whatever else it is shows nothing.
    dept_position_list: listOf(z.object({ dept_id: number, title: optionalText })).catch([]),
    leader: flag,
    leader_in_dept: listOf(z.object({ dept_id: number, leader: flag })),
    role_list: listOf(z.object({ id: number })),
    active: flag,
    admin: flag,
    boss: flag,
    exclusive_account: flag,
    login_id: optionalText,
  })
  .transform((row): UserRead => ({
    userId: row.userid,
    unionId: row.unionid,
    name: row.name,
    mobile: row.mobile,
    stateCode: row.state_code,
    title: row.title,
    jobNumber: row.job_number,
    telephone: row.telephone,
    email: row.email,
    organisationEmail: row.org_email,
    workPlace: row.work_place,
    remark: row.remark,
    extension: row.extension,
    hiredDate: row.hired_date,
    hideMobile: row.hide_mobile,
    senior: row.senior,
    managerUserId: row.manager_userid,
    departmentIds: row.dept_id_list,
    departmentOrders: row.dept_order_list.map(({ dept_id: departmentId, order }) => ({
      departmentId,
      order,
    })),
    departmentTitles: Object.fromEntries(
      row.dept_position_list.flatMap(({ dept_id: id, title }) => (title === undefined ? [] : [[id, title]])),
    ),
    headOf: row.leader_in_dept.flatMap(({ dept_id: id, leader }) => (leader ? [id] : [])),
    headHere: row.leader,
    roleIds: row.role_list.map(({ id }) => id),
    active: row.active,
    admin: row.admin,
    boss: row.boss,
    enterpriseAccount: row.exclusive_account,
    loginId: row.login_id,
  }));

export const userAnswer = z.object({ result: userSchema });
