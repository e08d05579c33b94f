import { createRoleGroup, getRoleGroup, listRoles, Rejected } from '#dingtalk';
import type { DingTalkClient, RoleGroup } from '#dingtalk';
import type { Result } from './result.js';

/** Where it is kept what is known of role groups, for all replicas. */
export interface RoleGroupStore {
  /** Whether the caller is the one to read the group, or to make it; it must save or doubt soon. */
  lead(name: string, toMake: boolean): Promise<{ readonly groupId: number | null } | undefined>;
  save(
    name: string,
    read: { readonly groupId: number | null; readonly roles: RoleGroup['roles'] },
  ): Promise<void>;
  /** What is known of them is true no more. */
  doubt(): Promise<void>;
}

type Learned = Extract<Result, { readonly kind: 'learned' | 'asked' }>;

/** Reads a role group, once for all who are to make a role in it. */
export async function learnRoleGroup(
  client: DingTalkClient,
  store: RoleGroupStore,
  name: string,
  mayCall: () => void,
): Promise<Learned> {
  return leading(store, name, false, async ({ groupId }) => {
    const known = groupId === null ? undefined : await knownRoleGroup(client, groupId, mayCall);
    const found = known ?? (await findRoleGroup(client, name, mayCall));
    await store.save(name, { groupId: found?.groupId ?? null, roles: found?.roles ?? [] });
  });
}

/** Makes a role group that is not there. */
export async function makeRoleGroup(
  client: DingTalkClient,
  store: RoleGroupStore,
  name: string,
): Promise<Learned> {
  return leading(store, name, true, async () => {
    await store.save(name, { groupId: await createRoleGroup(client, name), roles: [] });
  });
}

/** The role group of a name, with its roles; undefined: there is none. Role groups are few: a call has 200. */
export async function findRoleGroup(
  client: DingTalkClient,
  name: string,
  mayCall: () => void,
): Promise<RoleGroup | undefined> {
  for await (const group of listRoles(client)) {
    if (group.name === name) return group;
    mayCall();
  }
  return undefined;
}

async function leading(
  store: RoleGroupStore,
  name: string,
  toMake: boolean,
  work: (led: { readonly groupId: number | null }) => Promise<void>,
): Promise<Learned> {
  const led = await store.lead(name, toMake);
  if (!led) return { kind: 'asked' };
  try {
    await work(led);
    return { kind: 'learned' };
  } catch (error) {
    await store.doubt();
    throw error;
  }
}

/** By which code DingTalk says that a group is gone is not known: any final no has it looked for by its name. */
async function knownRoleGroup(
  client: DingTalkClient,
  groupId: number,
  mayCall: () => void,
): Promise<RoleGroup | undefined> {
  try {
    return await getRoleGroup(client, groupId);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    mayCall();
    return undefined;
  }
}
