import { z } from 'zod';
import type { DingTalkClient } from './client.js';

/**
 * `/topapi/v2/user/getbymobile`: the userid of the member with this number. Numbers from abroad may not be found
 * although they are there (correction C19).
 *
 * @throws Rejected('notFound' | 'mobileFormat')
 */
export async function findUserByMobile(client: DingTalkClient, mobile: string): Promise<string> {
  const schema = z.object({ result: z.object({ userid: z.string() }) });
  return (await client.call('/topapi/v2/user/getbymobile', { mobile }, schema)).result.userid;
}

/** `/topapi/user/listadmin`: the userids of the main administrator and of all others. */
export async function listAdministrators(client: DingTalkClient): Promise<readonly string[]> {
  const schema = z.object({ result: z.array(z.object({ userid: z.string() })) });
  const { result } = await client.call('/topapi/user/listadmin', {}, schema);
  return result.map(({ userid }) => userid);
}
