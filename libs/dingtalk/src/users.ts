import { z } from 'zod';
import type { DingTalkClient } from './client.js';

const done = z.object({});
const userSchema = z.object({
  userid: z.string(),
  name: z.string().optional(),
  mobile: z.string().optional(),
  state_code: z.string().optional(),
  title: z.string().optional(),
  job_number: z.string().optional(),
  email: z.string().optional(),
  org_email: z.string().optional(),
  telephone: z.string().optional(),
  work_place: z.string().optional(),
  remark: z.string().optional(),
  // A JSON text, written by whoever may (fact sheet 3.6): one that cannot be read shows nothing.
  extension: z.string().optional(),
  hired_date: z.number().optional(),
  hide_mobile: z.boolean().optional(),
  senior: z.boolean().optional(),
  manager_userid: z.string().optional(),
  dept_id_list: z.array(z.number()).default([]),
});
const customFieldsSchema = z.record(z.string(), z.string());

/** Members of user/create and user/update that the bridge writes (fact sheet 3.1, 3.2). */
export interface UserWrite {
  /** At most 80 characters. */
  readonly name?: string;
  readonly title?: string;
  readonly jobNumber?: string;
  readonly email?: string;
  readonly orgEmail?: string;
  readonly telephone?: string;
  readonly workPlace?: string;
  readonly remark?: string;
  /** Milliseconds since 1970, at least 1. */
  readonly hiredDate?: number;
  readonly hideMobile?: boolean;
  readonly seniorMode?: boolean;
  /** Taken for e-mail accounts only, and never shown. */
  readonly loginEmail?: string;
  /** Custom fields by name, at most 2000 characters as JSON; an update leaves those that are not named. */
  readonly extension?: Readonly<Record<string, string>>;
  readonly managerUserId?: string;
  /** At most 100 ids; replaces all memberships. */
  readonly departmentIds?: readonly number[];
}

/** A member as user/get shows it; a field may be missing because the app may not read it. */
export interface UserRead {
  readonly userId: string;
  readonly name?: string;
  /** Without country prefix. */
  readonly mobile?: string;
  readonly stateCode?: string;
  readonly title?: string;
  readonly jobNumber?: string;
  readonly email?: string;
  readonly orgEmail?: string;
  readonly telephone?: string;
  readonly workPlace?: string;
  readonly remark?: string;
  readonly hiredDate?: number;
  readonly hideMobile?: boolean;
  readonly seniorMode?: boolean;
  readonly extension?: Readonly<Record<string, string>>;
  readonly managerUserId?: string;
  readonly departmentIds: readonly number[];
}

/** Fields that an update may empty. */
export type EmptiedField =
  | 'title'
  | 'jobNumber'
  | 'email'
  | 'orgEmail'
  | 'telephone'
  | 'workPlace'
  | 'remark'
  | 'loginEmail'
  | 'managerUserId';

/**
 * `/topapi/v2/user/create` with a userid of our own. `mobile`: bare national digits, or `+cc-number`.
 *
 * @throws Rejected('userId' | 'mobile' | 'mobileFormat' | 'email' | ...), PendingInvite
 */
export async function createUser(
  client: DingTalkClient,
  user: UserWrite & { readonly userId: string; readonly mobile: string },
): Promise<void> {
  await client.call(
    '/topapi/v2/user/create',
    { userid: user.userId, mobile: user.mobile, ...wire(user) },
    done,
  );
}

/**
 * `/topapi/v2/user/update`: what is left out stays. `clear` empties fields: the manager by `force_update_fields`,
 * others by an empty text, of which nothing is documented (fact sheet 3.2).
 */
export async function updateUser(
  client: DingTalkClient,
  userId: string,
  set: UserWrite,
  clear: readonly EmptiedField[],
): Promise<void> {
  const emptied = wire(
    Object.fromEntries(clear.filter((field) => field !== 'managerUserId').map((field) => [field, ''])),
  );
  const force = clear.includes('managerUserId') ? { force_update_fields: 'manager_userid' } : {};
  // Without it every custom field that is left out would be wiped.
  const merge = set.extension === undefined ? {} : { ext_attrs_update_mode: 1 };
  await client.call(
    '/topapi/v2/user/update',
    { userid: userId, ...wire(set), ...emptied, ...force, ...merge },
    done,
  );
}

/** `/topapi/v2/user/delete`: removes the person from the organisation. @throws Rejected('notFound') */
export async function deleteUser(client: DingTalkClient, userId: string): Promise<void> {
  await client.call('/topapi/v2/user/delete', { userid: userId }, done);
}

/** `/topapi/v2/user/get`. @throws Rejected('notFound') for strangers, leavers and invited people alike */
export async function getUser(client: DingTalkClient, userId: string): Promise<UserRead> {
  const { result } = await client.call(
    '/topapi/v2/user/get',
    { userid: userId },
    z.object({ result: userSchema }),
  );
  const extension = customFields(result.extension);
  return {
    userId: result.userid,
    ...(result.name ? { name: result.name } : {}),
    ...(result.mobile ? { mobile: result.mobile } : {}),
    ...(result.state_code ? { stateCode: result.state_code } : {}),
    ...(result.title ? { title: result.title } : {}),
    ...(result.job_number ? { jobNumber: result.job_number } : {}),
    ...(result.email ? { email: result.email } : {}),
    ...(result.org_email ? { orgEmail: result.org_email } : {}),
    ...(result.telephone ? { telephone: result.telephone } : {}),
    ...(result.work_place ? { workPlace: result.work_place } : {}),
    ...(result.remark ? { remark: result.remark } : {}),
    ...(result.hired_date ? { hiredDate: result.hired_date } : {}),
    ...(result.hide_mobile === undefined ? {} : { hideMobile: result.hide_mobile }),
    ...(result.senior === undefined ? {} : { seniorMode: result.senior }),
    ...(extension ? { extension } : {}),
    ...(result.manager_userid ? { managerUserId: result.manager_userid } : {}),
    departmentIds: result.dept_id_list,
  };
}

function customFields(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (!text) return undefined;
  try {
    return customFieldsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** DingTalk's names of what is written as it is. */
const names = {
  name: 'name',
  title: 'title',
  jobNumber: 'job_number',
  email: 'email',
  orgEmail: 'org_email',
  telephone: 'telephone',
  workPlace: 'work_place',
  remark: 'remark',
  hiredDate: 'hired_date',
  hideMobile: 'hide_mobile',
  seniorMode: 'senior_mode',
  loginEmail: 'login_email',
  managerUserId: 'manager_userid',
} as const satisfies Readonly<Record<Exclude<keyof UserWrite, 'extension' | 'departmentIds'>, string>>;

function wire(user: UserWrite): Record<string, string | number | boolean> {
  const written: Record<string, string | number | boolean> = {};
  for (const key of Object.keys(names) as (keyof typeof names)[]) {
    const value = user[key];
    if (value !== undefined) written[names[key]] = value;
  }
  // JSON within JSON on writes and on reads (fact sheet 3.1 and correction C24).
  if (user.extension !== undefined) written.extension = JSON.stringify(user.extension);
  // A comma-separated string on writes, an array on reads (fact sheet 0.3).
  if (user.departmentIds !== undefined) written.dept_id_list = user.departmentIds.join(',');
  return written;
}
