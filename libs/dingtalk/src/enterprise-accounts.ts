import { z } from 'zod';
import type { DingTalkClient } from './client.js';

const done = z.object({});

/** `/v1.0/contact/orgAccounts/disable` (fact sheet 3.8). @throws Rejected('normalAccount' | 'notFound') */
export async function disableAccount(client: DingTalkClient, userId: string, reason: string): Promise<void> {
  await client.call('/v1.0/contact/orgAccounts/disable', { userId, reason }, done);
}

/** `/v1.0/contact/orgAccounts/enable`. @throws Rejected('normalAccount' | 'notFound') */
export async function enableAccount(client: DingTalkClient, userId: string): Promise<void> {
  await client.call('/v1.0/contact/orgAccounts/enable', { userId }, done);
}
