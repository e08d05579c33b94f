import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { nothing, optionalText } from './lenient.js';
import { userAnswer } from './user-read.js';
import type { UserRead } from './user-read.js';
import { createBody, updateBody } from './user-write.js';
import type { Clearable, UserCreate, UserWrite } from './user-write.js';

/** The create answers `unionId`, all reads `unionid` (fact sheet 3.1). That it was made does not hang on it. */
const created = z.object({
  result: z.object({ unionId: optionalText }).optional().catch(undefined),
});

/**
 * `/topapi/v2/user/create` (fact sheet 3.1, 3.4), with a userid of our own: it does not have to be read back.
 *
 * @returns the person's unionid; undefined where the answer does not tell
 * @throws Rejected('userId' | 'mobile' | 'mobileFormat' | 'email' | 'telephone' | 'manager' |
 *   'departmentNotFound' | 'departmentList' | 'outOfScope'), PendingInvite, CapabilityRefused for a full headcount
 */
export async function createUser(client: DingTalkClient, user: UserCreate): Promise<string | undefined> {
  return (await client.call(api.createUser, createBody(user), created)).result?.unionId;
}

/**
 * `/topapi/v2/user/update` (fact sheet 3.2): what is left out stays. `clear` empties fields; for the texts by an
 * empty string, which is not documented. A mobile cannot be changed.
 *
 * @throws Rejected('notFound' | 'email' | 'telephone' | 'manager' | 'departmentNotFound' | 'departmentList' | ...)
 */
export async function updateUser(
  client: DingTalkClient,
  userId: string,
  set: UserWrite,
  clear: readonly Clearable[],
): Promise<void> {
  await client.call(api.updateUser, updateBody(userId, set, clear), nothing);
}

/**
 * `/topapi/v2/user/delete` (fact sheet 3.3): removes the person from the organisation, all its departments, and the
 * department heads and attendance groups. It cannot be undone.
 *
 * @throws Rejected('notFound')
 */
export async function deleteUser(client: DingTalkClient, userId: string): Promise<void> {
  await client.call(api.deleteUser, { userid: userId }, nothing);
}

/**
 * `/topapi/v2/user/get` (fact sheet 3.6).
 *
 * @throws Rejected('notFound') for strangers, leavers and invited people alike, Rejected('outOfScope')
 */
export async function getUser(client: DingTalkClient, userId: string): Promise<UserRead> {
  return (await client.call(api.getUser, { userid: userId }, userAnswer)).result;
}
