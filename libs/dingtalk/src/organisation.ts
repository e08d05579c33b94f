import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { listOf, number, text } from './lenient.js';

/** What of the organisation an app may see (fact sheet 8.3). */
export interface ContactScope {
  /** With all below them; 1 is the whole company. */
  readonly departmentIds: readonly number[];
  readonly userIds: readonly string[];
}

/** `GET /auth/scopes` (fact sheet 3.7, 8.3). */
export async function readContactScope(client: DingTalkClient): Promise<ContactScope> {
  const schema = z.object({
    auth_org_scopes: z.object({ authed_dept: listOf(number), authed_user: listOf(text) }),
  });
  const { auth_org_scopes: scopes } = await client.call(api.readContactScope, {}, schema);
  return { departmentIds: scopes.authed_dept, userIds: scopes.authed_user };
}

/**
 * `GET /v1.0/contact/organizations/authInfos` (fact sheet 15.M5): how far DingTalk has verified the company; 0 not at
 * all, 1 advanced, 2 intermediate. What else the answer tells of the company is not read.
 */
export async function readVerification(client: DingTalkClient): Promise<number> {
  return (await client.call(api.readVerification, {}, z.object({ authLevel: number }))).authLevel;
}
