import { listAdministrators } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { Result } from './result.js';

/** Where it is kept who administers an organisation, for all replicas. */
export interface AdministratorStore {
  /** Whether the caller is the one to ask; it must save soon. */
  leadAdministrators(): Promise<boolean>;
  /** Without a list, only lets others ask. */
  saveAdministrators(userIds?: readonly string[]): Promise<void>;
}

/** Asks DingTalk who administers the organisation, once for all who want to know. */
export async function learnAdministrators(
  client: DingTalkClient,
  store: AdministratorStore,
): Promise<Extract<Result, { readonly kind: 'learned' | 'asked' }>> {
  if (!(await store.leadAdministrators())) return { kind: 'asked' };
  try {
    const administrators = await listAdministrators(client);
    await store.saveAdministrators(administrators.map(({ userId }) => userId));
    return { kind: 'learned' };
  } catch (error) {
    await store.saveAdministrators();
    throw error;
  }
}
