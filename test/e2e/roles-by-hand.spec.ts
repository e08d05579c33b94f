import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import {
  addPeople,
  connectWithRoles,
  roleGroup,
  roleName,
  rolesOf,
  untilMembers,
  userIdsOf,
} from '../support/role-steps.js';

// Real processes, real time: what others make, change and delete among roles.

/** A role of our group that is not ours. */
const makeByHand = async (tenant: Tenant, name: string) => {
  await tenant.byHand('/role/add_role_group', { name: roleGroup });
  const { list } = await tenant.byHand<{ list: { groupId: number; name: string }[] }>(
    '/topapi/role/list',
    {},
  );
  const groupId = list.find((one) => one.name === roleGroup)?.groupId;
  await tenant.byHand('/role/add_role', { roleName: name, groupId });
};

describe('a Group that is a role', () => {
  it.concurrent('keeps those whom others have put there, and stays as long as they are in it', async () => {
    const tenant = await connectWithRoles();
    const [ours] = await addPeople(tenant, 1);
    const id = await tenant.addGroup(team(roleName(), [ours!]));
    const { externalId } = await tenant.inStep(id);
    await tenant.byHand('/topapi/v2/user/create', {
      userid: 'stranger',
      name: 'Stranger',
      mobile: '13000000001',
      dept_id_list: '1',
    });
    const stranger = { roleIds: externalId, userIds: 'stranger' };
    await tenant.byHand('/topapi/role/addrolesforemps', stranger);
    await tenant.changeMembers(id, 'remove', [ours!]);
    await eventually('ours is out', async () => (await rolesOf(tenant))[0]?.userids.length === 1);
    expect((await rolesOf(tenant))[0]?.userids).toEqual(['stranger']);
    await tenant.scim.delete(`/Groups/${id}`);
    await eventually('it is blocked', async () =>
      (await tenant.links()).some(({ reason }) => reason === 'foreignMembers'),
    );
    expect(await rolesOf(tenant)).toHaveLength(1);
    await tenant.byHand('/topapi/role/removerolesforemps', stranger);
    await tenant.retry();
    await eventually('it is gone', async () => (await rolesOf(tenant)).length === 0);
  });

  it.concurrent('is held against what DingTalk shows, and mended: its name, its people, itself', async () => {
    const tenant = await connectWithRoles();
    const all = await addPeople(tenant, 3);
    const first = roleName();
    const id = await tenant.addGroup(team(first, all));
    const { externalId } = await tenant.inStep(id);
    await untilMembers(tenant, all);
    await tenant.allInStep();
    const since = await tenant.mark();
    const drift = async (...options: readonly string[]) => {
      const { code, out } = await typed(tenant, 'drift', tenant.connectionId, ...options);
      const { seen, findings } = JSON.parse(out) as {
        readonly seen: object;
        readonly findings: readonly { kind: string; resourceId: string; fields: readonly string[] }[];
      };
      const told = findings.map(({ kind, resourceId, fields }) => ({ kind, resourceId, fields }));
      return { code, seen, told };
    };
    expect(await drift()).toMatchObject({ code: 0, seen: { kind: 'read', roles: 1 }, told: [] });
    expect(await tenant.paths(since)).toEqual([
      'department/listsub',
      'user/list',
      'role/list',
      'role/simplelist',
    ]);

    const [out] = await userIdsOf(tenant, all);
    await tenant.byHand('/role/update_role', { roleId: Number(externalId), roleName: roleName() });
    await tenant.byHand('/topapi/role/removerolesforemps', { roleIds: externalId, userIds: out });
    expect(await drift()).toMatchObject({
      code: 1,
      told: [{ kind: 'changed', resourceId: id, fields: ['name', 'userIds'] }],
    });
    await drift('--repair');
    await eventually('the name is back', async () => (await rolesOf(tenant))[0]?.name === first);
    expect(String((await untilMembers(tenant, all)).id)).toBe(externalId);

    await tenant.inStep(id);
    await tenant.allInStep();
    const gone = { roleIds: externalId, userIds: (await userIdsOf(tenant, all)).join(',') };
    await tenant.byHand('/topapi/role/removerolesforemps', gone);
    await tenant.byHand('/topapi/role/deleterole', { role_id: Number(externalId) });
    expect((await drift('--repair')).told).toEqual([{ kind: 'missing', resourceId: id, fields: [] }]);
    expect(String((await untilMembers(tenant, all)).id)).not.toBe(externalId);
    await tenant.inStep(id);
    expect(await drift()).toMatchObject({ code: 0, told: [] });
  });

  it.concurrent('is looked at before it is made: names that collide, and roles that are there', async () => {
    const tenant = await connectWithRoles({ policy: { dryRun: true } });
    const [taken, twice] = [roleName(), roleName()];
    await makeByHand(tenant, taken);
    const roleId = (await rolesOf(tenant))[0]?.id;
    const ids = [
      await tenant.addGroup(team(taken)),
      await tenant.addGroup(team(twice)),
      await tenant.addGroup(team(twice)),
    ];
    const { code, out } = await typed(tenant, 'preflight', tenant.connectionId, '--json');
    const told = JSON.parse(out) as {
      readonly existing: object;
      readonly findings: readonly { kind: string; resourceId: string; other: string | null }[];
    };
    expect([code, told.existing]).toEqual([1, expect.objectContaining({ kind: 'read', whole: true })]);
    expect(told.findings.map(({ kind, resourceId, other }) => [kind, resourceId, other])).toEqual(
      expect.arrayContaining([
        ['existingRole', ids[0], String(roleId)],
        ['sameNamedRoles', ids[1], ids[2]],
        ['sameNamedRoles', ids[2], ids[1]],
      ]),
    );
    expect(told.findings).toHaveLength(3);
  });

  it.concurrent('never takes a role over that was there before', async () => {
    const tenant = await connectWithRoles();
    const taken = roleName();
    await makeByHand(tenant, taken);
    const [one] = await addPeople(tenant, 1);
    const id = await tenant.addGroup(team(taken, [one!]));
    await tenant.untilLink(id, { presence: 'none', outcome: 'blocked', reason: 'nameTaken' });
    expect((await rolesOf(tenant)).map(({ userids }) => userids)).toEqual([[]]);
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: roleName() }]);
    await tenant.inStep(id);
    expect(await rolesOf(tenant)).toHaveLength(2);
  });

  it.concurrent('finds out that one of its people was deleted by hand, and has him made again', async () => {
    const tenant = await connectWithRoles();
    const all = await addPeople(tenant, 3);
    await tenant.allInStep();
    await tenant.byHand('/topapi/v2/user/delete', { userid: (await tenant.link(all[1]!))?.externalId });
    const id = await tenant.addGroup(team(roleName(), all));
    await untilMembers(tenant, all);
    await tenant.inStep(id);
  });

  it.concurrent('that was deleted by hand is made again with its people', async () => {
    const tenant = await connectWithRoles();
    const all = await addPeople(tenant, 2);
    const id = await tenant.addGroup(team(roleName(), all));
    const { externalId } = await tenant.inStep(id);
    const gone = { roleIds: externalId, userIds: (await userIdsOf(tenant, all)).join(',') };
    await tenant.byHand('/topapi/role/removerolesforemps', gone);
    await tenant.byHand('/topapi/role/deleterole', { role_id: Number(externalId) });
    const third = await tenant.addUser(person());
    await tenant.changeMembers(id, 'add', [third]);
    expect(String((await untilMembers(tenant, [...all, third])).id)).not.toBe(externalId);
  });
});
