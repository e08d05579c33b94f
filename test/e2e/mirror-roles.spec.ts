import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Bridge } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { sharedBridge } from '../support/shared-services.js';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await sharedBridge();
});

/** A mirror whose organisation has a role that Ada and Bob have. */
async function withRole(mirror: Readonly<Record<string, unknown>>) {
  const site = await MirrorSite.open(bridge, mirror);
  await fillCompany(site);
  const { groupId } = await site.edit<{ groupId: number }>('role/add_role_group', { name: 'Duties' });
  const { roleId } = await site.edit<{ roleId: number }>('role/add_role', { roleName: 'Warden', groupId });
  const holders = (act: string, userIds: string) =>
    site.edit(`role/${act}rolesforemps`, { roleIds: String(roleId), userIds });
  await holders('add', 'ada,bob');
  await site.crawl();
  return { site, roleId, holders };
}

/** The role's Group by its name, with the userNames of who has it. */
async function roleNamed(site: MirrorSite, name: string) {
  const filter = encodeURIComponent(`displayName eq "${name}"`);
  const { Resources } = (await site.scim.get(`/Groups?filter=${filter}`)).body;
  const names = new Map((await site.users()).body.Resources.map(({ id, userName }) => [id, userName]));
  return Resources.map(({ id, members = [] }) => ({
    id,
    members: members.map(({ value }) => names.get(value)).sort(),
  }));
}

const groupsOf = async (site: MirrorSite, userId: string) =>
  ((await site.user(userId))?.groups ?? []).map(({ value }) => value);

describe('roles in DingTalk', () => {
  it('are Groups beside departments where the settings say so, and only there', async () => {
    const { site, holders } = await withRole({ events: 'none' });
    expect(await roleNamed(site, 'Duties/Warden')).toEqual([]);

    await site.set({ events: 'none', roles: true });
    await site.crawl();
    const [role] = await roleNamed(site, 'Duties/Warden');
    expect(role?.members).toEqual(['ada', 'bob']);
    expect(await groupsOf(site, 'ada')).toContain(role?.id);

    await holders('remove', 'ada');
    await holders('add', 'eve');
    await site.crawl();
    expect(await roleNamed(site, 'Duties/Warden')).toEqual([{ id: role?.id, members: ['bob', 'eve'] }]);
    expect(await groupsOf(site, 'ada')).not.toContain(role?.id);

    await site.set({ events: 'none' });
    await site.crawl();
    expect((await site.scim.get(`/Groups/${String(role?.id)}`)).status).toBe(404);
    expect((await site.users()).body.totalResults).toBe(3);
  });

  it('follow what DingTalk tells: another name, other people, its end', async () => {
    const { site, roleId, holders } = await withRole({ roles: true });
    await eventually('an open stream', async () => (await site.told()).streamOpenSince !== null);
    const [{ id } = { id: '' }] = await roleNamed(site, 'Duties/Warden');
    await site.edit('role/update_role', { roleId, roleName: 'Keeper' });
    await eventually('the name', async () => (await roleNamed(site, 'Duties/Keeper'))[0]?.id === id);
    expect(await roleNamed(site, 'Duties/Warden')).toEqual([]);
    await holders('remove', 'bob');
    await eventually('who has it', async () => {
      const [role] = await roleNamed(site, 'Duties/Keeper');
      return role?.members.join() === 'ada';
    });
    await holders('remove', 'ada');
    await site.edit('role/deleterole', { role_id: roleId });
    await eventually('its end', async () => (await site.scim.get(`/Groups/${id}`)).status === 404);
    expect(await groupsOf(site, 'ada')).not.toContain(id);
  });
});
