import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { flag, listOf, number, optionalText, text } from './lenient.js';
import { walk } from './pages.js';

const mobileSchema = z.object({
  result: z.object({ userid: optionalText, exclusive_account_userid_list: listOf(text) }),
});

/**
 * `/topapi/v2/user/getbymobile` (fact sheet 3.7, C19): the userid of the member with a number, at most 15 characters;
 * of enterprise accounts too. How foreign numbers are to be written is not documented: a no proves nothing for them.
 *
 * @returns undefined when only enterprise accounts have it, and they have no userid
 * @throws Rejected('notFound') for strangers, leavers and the invited, Rejected('mobileFormat')
 */
export async function findUserByMobile(client: DingTalkClient, mobile: string): Promise<string | undefined> {
  const given = { mobile, support_exclusive_account_search: true };
  const { result } = await client.call(api.findUserByMobile, given, mobileSchema);
  return result.userid ?? result.exclusive_account_userid_list[0];
}

/**
 * `/topapi/user/getbyunionid` (fact sheet 3.7). `external`: a contact of the company, not a member.
 *
 * @throws Rejected('notFound')
 */
export async function findUserByUnionId(
  client: DingTalkClient,
  unionId: string,
): Promise<{ readonly userId: string; readonly external: boolean }> {
  const schema = z.object({ result: z.object({ userid: text, contact_type: flag }) });
  const { result } = await client.call(api.findUserByUnionId, { unionid: unionId }, schema);
  return { userId: result.userid, external: result.contact_type };
}

/** Somebody who administers the organisation. */
export interface Administrator {
  readonly userId: string;
  /** The main administrator, of whom there is one; others have parts of it. */
  readonly main: boolean;
}

/** `/topapi/user/listadmin` (fact sheet 3.7). Not limited by the contact scope. */
export async function listAdministrators(client: DingTalkClient): Promise<readonly Administrator[]> {
  const schema = z.object({ result: listOf(z.object({ userid: text, sys_level: number })) });
  const { result } = await client.call(api.listAdministrators, {}, schema);
  return result.map(({ userid, sys_level: level }) => ({ userId: userid, main: level === 1 }));
}

/** Somebody who left the organisation. */
export interface LeaveRecord {
  readonly userId: string;
  /** When, as DingTalk writes it: ISO 8601. */
  readonly at?: string | undefined;
  /** `oapi`, `cancel`, `leave`, `delete` or `unknown` (C22). */
  readonly reason?: string | undefined;
}

const leaveSchema = z.object({
  nextToken: optionalText,
  records: listOf(z.object({ userId: text, leaveTime: optionalText, leaveReason: optionalText })),
});

/**
 * `GET /v1.0/contact/empLeaveRecords` (fact sheet 3.3): who left in a span of at most 365 days, fifty a call. Names
 * and mobiles are not read.
 */
export function listLeaveRecords(
  client: DingTalkClient,
  from: Date,
  until: Date,
): AsyncGenerator<LeaveRecord, void, undefined> {
  return walk<LeaveRecord, string>('0', async (nextToken) => {
    const given = { startTime: seconds(from), endTime: seconds(until), nextToken, maxResults: 50 };
    const { records, nextToken: next } = await client.call(api.listLeaveRecords, given, leaveSchema);
    const items = records.map(({ userId, leaveTime, leaveReason }) => ({
      userId,
      at: leaveTime,
      reason: leaveReason,
    }));
    return { items, next: items.length === 0 ? undefined : next };
  });
}

/** `YYYY-MM-DDTHH:mm:ssZ`: without fractions of a second. */
const seconds = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;
