import { person } from '../builders/scim.js';
import type { Tenant } from './bridge.js';
import { unique } from './clients.js';
import { eventually } from './eventually.js';
import { sharedBridge } from './shared-services.js';
import type { SimulatedRole } from './simulator-client.js';

/** The role group that ours are in. */
export const roleGroup = 'SCIM';

const settings = { defaultDepartmentId: 1, groups: { as: 'roles' } };

/** A connection whose Groups are roles, unless more is said. */
export const connectWithRoles = async (more: object = {}, qps?: number): Promise<Tenant> =>
  (await sharedBridge()).connect({ settings: { ...settings, ...more }, ...(qps ? { qps } : {}) });

/** A name that no other Group has. */
export const roleName = (): string => `Rank ${unique()}`;

/** So many people with all that an account takes. */
export const addPeople = (tenant: Tenant, n: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: n }, () => tenant.addUser(person())));

/** The roles of our group, as DingTalk shows them. */
export const rolesOf = async (tenant: Tenant): Promise<readonly SimulatedRole[]> =>
  (await tenant.state()).roles.filter(({ group }) => group === roleGroup);

/** The accounts of Users. */
export const userIdsOf = async (
  tenant: Tenant,
  ids: readonly string[],
): Promise<readonly (string | null | undefined)[]> =>
  (await Promise.all(ids.map(async (id) => (await tenant.link(id))?.externalId))).sort();

/** Waits until the one role of ours has exactly these people. */
export const untilMembers = (tenant: Tenant, ids: readonly string[]): Promise<SimulatedRole> =>
  eventually('the members', async () => {
    const [wanted, [role, second]] = [await userIdsOf(tenant, ids), await rolesOf(tenant)];
    const has = JSON.stringify([...(role?.userids ?? [])].sort());
    return role && !second && has === JSON.stringify(wanted) ? role : undefined;
  });
