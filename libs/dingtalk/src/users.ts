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
  manager_userid: z.string().optional(),
  dept_id_list: z.array(z.number()).default([]),
});

/** Members of user/create and user/update that the bridge writes (fact sheet 3.1, 3.2). */
export interface UserWrite {
  /** At most 80 characters. */
  readonly name?: string;
  readonly title?: string;
  readonly jobNumber?: string;
  readonly email?: string;
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
  readonly managerUserId?: string;
  readonly departmentIds: readonly number[];
}

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

/** `/topapi/v2/user/update`: what is left out stays. `clear` empties fields. */
export async function updateUser(
  client: DingTalkClient,
  userId: string,
  set: UserWrite,
  clear: readonly ('title' | 'jobNumber' | 'email' | 'managerUserId')[],
): Promise<void> {
  const emptied = wire(
    Object.fromEntries(clear.filter((field) => field !== 'managerUserId').map((field) => [field, ''])),
  );
  const force = clear.includes('managerUserId') ? { force_update_fields: 'manager_userid' } : {};
  await client.call('/topapi/v2/user/update', { userid: userId, ...wire(set), ...emptied, ...force }, done);
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
  return {
    userId: result.userid,
    ...(result.name ? { name: result.name } : {}),
    ...(result.mobile ? { mobile: result.mobile } : {}),
    ...(result.state_code ? { stateCode: result.state_code } : {}),
    ...(result.title ? { title: result.title } : {}),
    ...(result.job_number ? { jobNumber: result.job_number } : {}),
    ...(result.email ? { email: result.email } : {}),
    ...(result.manager_userid ? { managerUserId: result.manager_userid } : {}),
    departmentIds: result.dept_id_list,
  };
}

function wire(user: UserWrite): Record<string, string> {
  return {
    ...(user.name === undefined ? {} : { name: user.name }),
    ...(user.title === undefined ? {} : { title: user.title }),
    ...(user.jobNumber === undefined ? {} : { job_number: user.jobNumber }),
    ...(user.email === undefined ? {} : { email: user.email }),
    ...(user.managerUserId === undefined ? {} : { manager_userid: user.managerUserId }),
    // A comma-separated string on writes, an array on reads (fact sheet 0.3).
    ...(user.departmentIds === undefined ? {} : { dept_id_list: user.departmentIds.join(',') }),
  };
}
