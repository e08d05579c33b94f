import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  addRoles,
  createDepartment,
  createEnterpriseAccount,
  createRole,
  createRoleGroup,
  createUser,
  deleteRole,
  deleteUser,
  disableAccount,
  enableAccount,
  getRole,
  getRoleGroup,
  getUser,
  isAccountDisabled,
  listLeaveRecords,
  listRoleMembers,
  listRoles,
  readVerification,
  removeRoles,
  renameRole,
  searchDepartments,
  searchUsers,
  signAccountOut,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { usualVariants } from '../../apps/dingtalk-simulator/src/variants.js';
import type { Variants } from '../../apps/dingtalk-simulator/src/variants.js';
import { eventually } from '../support/eventually.js';
import { openClient } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

/** Nobody's yet, in any organisation: by flag, people of other organisations are known. */
let numbers = 0;

/** What the client does around people and departments, whatever of DingTalk's doubtful sides are on. */
export function organisationContract(simulatorOf: () => Simulator, variants: Partial<Variants>): void {
  let simulator: Simulator;
  let app: SimulatedApp;
  let client: DingTalkClient;

  beforeEach(async () => {
    simulator = simulatorOf();
    Object.assign(simulator.world.variants, usualVariants());
    app = await simulator.newApp();
    client = openClient(simulator.url, app);
    numbers += 1;
    const mobile = `137${String(numbers).padStart(8, '0')}`;
    await createUser(client, { userId: 'b-ada', name: 'Ada', mobile, departmentIds: [1] });
    Object.assign(simulator.world.variants, variants);
    await eventually('seen', () => getUser(client, 'b-ada').catch(() => undefined));
  });

  const all = async <T>(list: AsyncIterable<T>): Promise<readonly T[]> => {
    const items: T[] = [];
    for await (const item of list) items.push(item);
    return items;
  };

  describe('a role', () => {
    it('is made in a group, renamed, given and taken, and removed', async () => {
      const groupId = await createRoleGroup(client, 'Crew');
      const roleId = await createRole(client, groupId, 'Gunner');
      expect(await getRole(client, roleId)).toEqual({ name: 'Gunner', groupId });
      await renameRole(client, roleId, 'Bosun');
      expect(await getRoleGroup(client, groupId)).toEqual({
        groupId,
        name: 'Crew',
        roles: [{ roleId, name: 'Bosun' }],
      });
      const groups = await all(listRoles(client));
      expect(groups.find((group) => group.groupId === groupId)?.roles).toEqual([{ roleId, name: 'Bosun' }]);
      await addRoles(client, [roleId], ['b-ada']);
      expect(await all(listRoleMembers(client, roleId))).toEqual(['b-ada']);
      expect((await getUser(client, 'b-ada')).roleIds).toEqual([roleId]);
      await removeRoles(client, [roleId], ['b-ada']);
      expect(await all(listRoleMembers(client, roleId))).toEqual([]);
      await deleteRole(client, roleId);
      await expect(getRole(client, roleId)).rejects.toMatchObject({ name: 'Rejected', on: 'roleNotFound' });
    });

    it('of a legacy path, with a stale token, gets another and goes on', async () => {
      await simulator.post('/__sim/clock/advance', { ms: 3 * 3_600_000 });
      expect(await createRoleGroup(client, 'Crew')).toEqual(expect.any(Number));
    });
  });

  describe('an enterprise account', () => {
    it.each([
      { login: { kind: 'sso' } as const },
      { login: { kind: 'dingtalk', loginId: 'grace01', initialPassword: 'a1b2c3d4e5' } as const },
    ])('is made without a mobile, disabled and enabled again: $login.kind', async ({ login }) => {
      await simulator.post('/__sim/org/settings', { org: app.org, enterpriseAccounts: true });
      const account = { userId: 'b-grace', name: 'Grace', departmentIds: [1], login };
      await createEnterpriseAccount(client, account);
      const read = await eventually('seen', () => getUser(client, 'b-grace').catch(() => undefined));
      expect(read).toMatchObject({ enterpriseAccount: true, mobile: undefined });
      expect(await isAccountDisabled(client, 'b-grace')).toBe(false);
      await disableAccount(client, 'b-grace', 'left');
      expect(await isAccountDisabled(client, 'b-grace')).toBe(true);
      await enableAccount(client, 'b-grace');
      await signAccountOut(client, 'b-grace', 'moved');
      expect(await isAccountDisabled(client, 'b-grace')).toBe(false);
    });

    it("is none that is a person's own, and nobody's", async () => {
      await expect(disableAccount(client, 'b-ada', 'left')).rejects.toMatchObject({
        name: 'Rejected',
        code: 'exclusive.account.only',
      });
      await expect(isAccountDisabled(client, 'b-nobody')).rejects.toMatchObject({
        name: 'Rejected',
        on: 'notFound',
      });
    });
  });

  describe('the organisation', () => {
    it('tells who left, how, and when', async () => {
      await deleteUser(client, 'b-ada');
      const now = simulator.world.now() + 60_000;
      const records = await all(listLeaveRecords(client, new Date(now - 86_400_000), new Date(now)));
      expect(records).toEqual([
        { userId: 'b-ada', reason: 'oapi', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
      ]);
    });

    it('tells how far it is verified', async () => {
      await simulator.post('/__sim/org/settings', { org: app.org, authLevel: 2 });
      expect(await readVerification(client)).toBe(2);
    });

    it('is searched for people and departments by a part of their names', async () => {
      const navy = await createDepartment(client, { name: 'Navy', parentId: 1, sourceIdentifier: 's:navy' });
      expect(await all(searchUsers(client, 'Ad'))).toEqual(['b-ada']);
      const found = await eventually('seen', async () => {
        const ids = await all(searchDepartments(client, 'Nav'));
        return ids.length > 0 && ids;
      });
      expect(found).toEqual([navy]);
    });

    it('whose calls of the month are used up goes on with what is exempt', async () => {
      await simulator.post('/__sim/org/settings', { org: app.org, monthlyQuota: 0 });
      expect(await getUser(client, 'b-ada')).toMatchObject({ userId: 'b-ada' });
      const search = all(searchUsers(client, 'Ad'));
      if (variants.countUnlisted === false) expect(await search).toEqual(['b-ada']);
      else await expect(search).rejects.toMatchObject({ name: 'CapabilityRefused', of: 'quota' });
    });
  });
}
