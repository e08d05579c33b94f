import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { flag, nothing } from './lenient.js';

/** What an enterprise account (企业账号) is made of: a login that belongs to the company, of paid editions (3.8). */
export interface EnterpriseAccount {
  readonly userId: string;
  readonly name: string;
  readonly departmentIds: readonly number[];
  /** Logs in through the company's own sign-on, or with a DingTalk login of its own. */
  readonly login:
    | { readonly kind: 'sso' }
    | {
        readonly kind: 'dingtalk';
        readonly loginId: string;
        /** At least 8 characters, not letters only nor digits only. */
        readonly initialPassword: string;
      };
}

/**
 * `/topapi/v2/user/create` for an enterprise account (fact sheet 3.8, 15.M4): it has no mobile, and DingTalk sends
 * nobody a password.
 *
 * @throws Rejected, CapabilityRefused; an edition without enterprise accounts refuses by a code of its own
 */
export async function createEnterpriseAccount(
  client: DingTalkClient,
  account: EnterpriseAccount,
): Promise<void> {
  const { userId, name, departmentIds, login } = account;
  const given = {
    userid: userId,
    name,
    dept_id_list: departmentIds.join(','),
    exclusive_account: true,
    exclusive_account_type: login.kind,
    ...(login.kind === 'sso' ? {} : { login_id: login.loginId, init_password: login.initialPassword }),
  };
  await client.call(api.createUser, given, nothing);
}

/** `POST /v1.0/contact/orgAccounts/enable` (fact sheet 3.8). @throws Rejected('notFound'), Rejected for other accounts */
export async function enableAccount(client: DingTalkClient, userId: string): Promise<void> {
  await client.call(api.enableAccount, { userId }, nothing);
}

/** `POST /v1.0/contact/orgAccounts/disable` (fact sheet 3.8): the account stays and nobody can log in. `reason` is shown. */
export async function disableAccount(client: DingTalkClient, userId: string, reason: string): Promise<void> {
  await client.call(api.disableAccount, { userId, reason }, nothing);
}

/** `GET /v1.0/contact/orgAccounts/status` (fact sheet 3.8). @throws Rejected('notFound') */
export async function isAccountDisabled(client: DingTalkClient, userId: string): Promise<boolean> {
  const schema = z.object({ disable: flag });
  return (await client.call(api.isAccountDisabled, { userId }, schema)).disable;
}

/** `POST /v1.0/contact/orgAccounts/signOut` (fact sheet 3.8): ends the account's sessions. */
export async function signAccountOut(client: DingTalkClient, userId: string, reason: string): Promise<void> {
  await client.call(api.signAccountOut, { userId, reason }, nothing);
}
