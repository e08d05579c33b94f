import { z } from 'zod';
import { api } from './apis.js';
import type { Api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { AnswerLost } from './errors.js';
import { flag, listOf, number, optionalNumber, optionalText, text } from './lenient.js';
import { walk } from './pages.js';
import type { Page } from './pages.js';
import { userSchema } from './user-read.js';
import type { UserRead } from './user-read.js';

/** The most that a page may have. */
const size = 100;

/**
 * `/topapi/v2/user/list` (fact sheet 3.7): the direct members of a department, a hundred a call, those with
 * restricted access too (15.M3). Who lies in several departments is in each one's list; who is missing need not have
 * left: only user/get tells.
 *
 * @throws Rejected('departmentNotFound' | 'outOfScope'); AnswerLost when the list cannot be read to its end
 */
export function listUsers(
  client: DingTalkClient,
  departmentId: number,
): AsyncGenerator<UserRead, void, undefined> {
  return members(client, api.listUsers, departmentId, userSchema);
}

/**
 * One page of listUsers, for whoever goes on later; the first has cursor 0.
 *
 * @throws Rejected('departmentNotFound' | 'outOfScope'); AnswerLost when it does not say where it goes on
 */
export function listUsersPage(
  client: DingTalkClient,
  departmentId: number,
  cursor: number,
): Promise<Page<UserRead, number>> {
  return membersPage(client, api.listUsers, departmentId, userSchema)(cursor);
}

const nameSchema = z
  .object({ userid: text, name: optionalText })
  .transform(({ userid, name }) => ({ userId: userid, name }));

/** A member by id and name. */
export type UserName = Readonly<z.infer<typeof nameSchema>>;

/** `/topapi/user/listsimple` (fact sheet 3.7): as listUsers, ids and names only. */
export function listUserNames(
  client: DingTalkClient,
  departmentId: number,
): AsyncGenerator<UserName, void, undefined> {
  return members(client, api.listUserNames, departmentId, nameSchema);
}

function members<Item>(client: DingTalkClient, from: Api, departmentId: number, item: z.ZodType<Item>) {
  return walk<Item, number>(0, membersPage(client, from, departmentId, item));
}

function membersPage<Item>(
  client: DingTalkClient,
  from: Api,
  departmentId: number,
  item: z.ZodType<Item>,
): (cursor: number) => Promise<Page<Item, number>> {
  const schema = z.object({
    result: z.object({ has_more: flag, next_cursor: optionalNumber, list: listOf(item) }),
  });
  return async (cursor) => {
    const given = { dept_id: departmentId, cursor, size, contain_access_limit: true };
    const { result } = await client.call(from, given, schema);
    // next_cursor is left out of the last page.
    if (result.has_more && result.next_cursor === undefined) throw new AnswerLost('cursor-missing');
    return { items: result.list, next: result.has_more ? result.next_cursor : undefined };
  };
}

/**
 * `/topapi/user/listid` (fact sheet 3.7): the ids of a department's direct members, in one call. Not limited by the
 * contact scope.
 *
 * @throws Rejected('departmentNotFound')
 */
export async function listUserIds(client: DingTalkClient, departmentId: number): Promise<readonly string[]> {
  const schema = z.object({ result: z.object({ userid_list: listOf(text) }) });
  return (await client.call(api.listUserIds, { dept_id: departmentId }, schema)).result.userid_list;
}

/** `/topapi/user/count` (fact sheet 3.7): how many people the company has; those who never logged in too, if wanted. */
export async function countUsers(client: DingTalkClient, onlyActive: boolean): Promise<number> {
  const schema = z.object({ result: z.object({ count: number }) });
  return (await client.call(api.countUsers, { only_active: onlyActive }, schema)).result.count;
}
