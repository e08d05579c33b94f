import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import type { SimulatedFault, SimulatedRole } from '../support/simulator-client.js';
import { unique } from '../support/clients.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';
import { queryDatabase } from '../support/test-database.js';

// Real processes, real time.

const group = 'SCIM';
const settings = { defaultDepartmentId: 1, groups: { as: 'roles' } };
const connect = async (more: object = {}, qps?: number) =>
  (await sharedBridge()).connect({ settings: { ...settings, ...more }, ...(qps ? { qps } : {}) });
const name = () => `Rank ${unique()}`;

const rolesOf = async (tenant: Tenant): Promise<readonly SimulatedRole[]> =>
  (await tenant.state()).roles.filter((role) => role.group === group);

const userIds = async (tenant: Tenant, ids: readonly string[]) =>
  (await Promise.all(ids.map(async (id) => (await tenant.link(id))?.externalId))).sort();

/** Waits until the one role of ours has exactly these people. */
const untilMembers = (tenant: Tenant, ids: readonly string[]) =>
  eventually('the members', async () => {
    const [wanted, [role, second]] = [await userIds(tenant, ids), await rolesOf(tenant)];
    const has = JSON.stringify([...(role?.userids ?? [])].sort());
    return role && !second && has === JSON.stringify(wanted) ? role : undefined;
  });

const people = (tenant: Tenant, n: number) =>
  Promise.all(Array.from({ length: n }, () => tenant.addUser(person())));

/** Saves what Groups are: for one connection and not as a run. */
const regroup = async (tenant: Tenant, groups: object) => {
  const text = `update connection set settings = jsonb_set(settings, '{groups}', $2::jsonb) where id = $1`;
  const { databaseUrl } = tenant.bridge.addresses;
  await queryDatabase(databaseUrl, text, [
    tenant.connectionId,
    JSON.stringify({ roleGroup: group, ...groups }),
  ]);
};

describe('a Group that is a role', () => {
  it.concurrent('is made in our role group, and has its people, twenty in a call', async () => {
    const tenant = await connect({}, 60);
    const all = await people(tenant, 25);
    await tenant.allInStep(40_000);
    const since = await tenant.mark();
    const first = name();
    const id = await tenant.addGroup(team(first, all));
    const { kind, externalId } = await tenant.inStep(id);
    expect(kind).toBe('role');
    const role = await untilMembers(tenant, all);
    expect([role.name, String(role.id)]).toEqual([first, externalId]);
    expect(await tenant.paths(since)).toEqual([
      'role/list',
      'role/add_role_group',
      'role/add_role',
      'role/addrolesforemps',
      'role/addrolesforemps',
    ]);

    const again = await tenant.mark();
    const renamed = name();
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: renamed }]);
    await eventually('the new name', async () => (await rolesOf(tenant))[0]?.name === renamed);
    await tenant.changeMembers(id, 'remove', all.slice(0, 5));
    expect((await untilMembers(tenant, all.slice(5))).id).toBe(role.id);
    await tenant.inStep(id);
    expect(await tenant.paths(again)).toEqual(['role/update_role', 'role/removerolesforemps']);
    expect((await tenant.state()).departments).toHaveLength(1);

    const last = await tenant.mark();
    await tenant.scim.delete(`/Groups/${id}`);
    await eventually('the role is gone', async () => (await rolesOf(tenant)).length === 0);
    await tenant.allInStep();
    expect(await tenant.paths(last)).toEqual([
      'role/removerolesforemps',
      'role/simplelist',
      'role/deleterole',
    ]);
    expect((await tenant.state()).users).toHaveLength(25);
  });

  it.concurrent('takes its people together when they come together', async () => {
    const tenant = await connect({}, 10);
    const all = await people(tenant, 22);
    const id = await tenant.addGroup(team(name(), all));
    await tenant.inStep(id, 60_000);
    await untilMembers(tenant, all);
    expect(await tenant.calls('addrolesforemps')).toHaveLength(2);
  });

  it.concurrent('is told to wait for whoever is not there yet, and takes him when he comes', async () => {
    const tenant = await connect();
    const [there] = await people(tenant, 1);
    const late = await tenant.addUser(person({ phoneNumbers: [] }));
    await tenant.untilLink(late, { outcome: 'blocked', reason: 'noMobile' });
    const id = await tenant.addGroup(team(name(), [there!, late]));
    // He is told himself: the role is as it can be.
    await tenant.inStep(id);
    await untilMembers(tenant, [there!]);
    await tenant.scim.put(`/Users/${late}`, person());
    await tenant.inStep(late);
    await untilMembers(tenant, [there!, late]);
  });

  it.concurrent('loses whoever leaves, and has him back when he returns', async () => {
    const leavers = { deactivated: { action: 'holding' } };
    const tenant = await connect({ holdingDepartmentId: 1, leavers });
    const [one, other] = await people(tenant, 2);
    const id = await tenant.addGroup(team(name(), [one!, other!]));
    await tenant.inStep(id);
    const active = (value: boolean) =>
      tenant.scim.patch(`/Users/${one!}`, [{ op: 'replace', path: 'active', value }]);
    await active(false);
    await untilMembers(tenant, [other!]);
    await active(true);
    await untilMembers(tenant, [one!, other!]);
    await tenant.scim.delete(`/Users/${other!}`);
    await untilMembers(tenant, [one!]);
    await tenant.inStep(id);
  });

  it.concurrent('keeps those whom others have put there, and stays as long as they are in it', async () => {
    const tenant = await connect();
    const [ours] = await people(tenant, 1);
    const id = await tenant.addGroup(team(name(), [ours!]));
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
    const tenant = await connect();
    const all = await people(tenant, 3);
    const first = name();
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

    const [out] = await userIds(tenant, all);
    await tenant.byHand('/role/update_role', { roleId: Number(externalId), roleName: name() });
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
    const gone = { roleIds: externalId, userIds: (await userIds(tenant, all)).join(',') };
    await tenant.byHand('/topapi/role/removerolesforemps', gone);
    await tenant.byHand('/topapi/role/deleterole', { role_id: Number(externalId) });
    expect((await drift('--repair')).told).toEqual([{ kind: 'missing', resourceId: id, fields: [] }]);
    expect(String((await untilMembers(tenant, all)).id)).not.toBe(externalId);
    await tenant.inStep(id);
    expect(await drift()).toMatchObject({ code: 0, told: [] });
  });

  it.concurrent('loses no more people in a day than the budget has, and a hold tells how many', async () => {
    const tenant = await connect({ policy: { budgets: { roleRemovals: { count: 2 } } } });
    const all = await people(tenant, 5);
    const id = await tenant.addGroup(team(name(), all));
    await tenant.inStep(id);
    await untilMembers(tenant, all);
    await tenant.changeMembers(id, 'remove', all.slice(0, 2));
    await untilMembers(tenant, all.slice(2));
    await tenant.changeMembers(id, 'remove', all.slice(2));
    await tenant.untilLink(id, { outcome: 'held', reason: 'budget' });
    expect((await rolesOf(tenant))[0]?.userids).toHaveLength(3);

    const heard = async (...words: readonly string[]) =>
      JSON.parse((await typed(tenant, 'holds', ...words)).out) as never;
    const [hold]: [{ id: string; changeKind: string }] = await heard('list', tenant.connectionId);
    expect(hold.changeKind).toBe('roleRemovals');
    const shown: { checksum: string; changes: readonly object[] } = await heard(
      'show',
      tenant.connectionId,
      hold.id,
    );
    expect(shown.changes).toEqual([
      expect.objectContaining({ linkKind: 'role', values: { leaving: [null, 3] } }),
    ]);
    await heard('approve', tenant.connectionId, hold.id, '--checksum', shown.checksum);
    await eventually('they are out', async () => (await rolesOf(tenant))[0]?.userids.length === 0);
    await tenant.inStep(id);
  });

  it.concurrent('is looked at before it is made: names that collide, and roles that are there', async () => {
    const tenant = await connect({ policy: { dryRun: true } });
    const [taken, twice] = [name(), name()];
    await tenant.byHand('/role/add_role_group', { name: group });
    const { list } = await tenant.byHand<{ list: { groupId: number; name: string }[] }>(
      '/topapi/role/list',
      {},
    );
    const groupId = list.find((one) => one.name === group)?.groupId;
    await tenant.byHand('/role/add_role', { roleName: taken, groupId });
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
    const tenant = await connect();
    const taken = name();
    await tenant.byHand('/role/add_role_group', { name: group });
    const { list } = await tenant.byHand<{ list: { groupId: number; name: string }[] }>(
      '/topapi/role/list',
      {},
    );
    const groupId = list.find((one) => one.name === group)?.groupId;
    await tenant.byHand('/role/add_role', { roleName: taken, groupId });
    const [one] = await people(tenant, 1);
    const id = await tenant.addGroup(team(taken, [one!]));
    await tenant.untilLink(id, { presence: 'none', outcome: 'blocked', reason: 'nameTaken' });
    expect((await rolesOf(tenant)).map(({ userids }) => userids)).toEqual([[]]);
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: name() }]);
    await tenant.inStep(id);
    expect(await rolesOf(tenant)).toHaveLength(2);
  });

  it.concurrent.each<{ reason: string; path: string; fault: Partial<SimulatedFault> }>(
    ['/role/add_role_group', '/role/add_role', '/topapi/role/addrolesforemps'].flatMap((path) => [
      { reason: `${path} was carried out and its answer lost`, path, fault: { cut: 'after' } },
      { reason: `${path} was cut before it was carried out`, path, fault: { cut: 'before' } },
    ]),
  )('is one role with its people: $reason', async ({ path, fault }) => {
    const tenant = await connect();
    const [one] = await people(tenant, 1);
    await tenant.fail({ path, ...fault });
    const id = await tenant.addGroup(team(name(), [one!]));
    await tenant.inStep(id, 40_000);
    await untilMembers(tenant, [one!]);
  });

  it.concurrent.each<{ reason: string; path: string; fault: Partial<SimulatedFault> }>(
    ['/topapi/role/removerolesforemps', '/topapi/role/deleterole'].flatMap((path) => [
      { reason: `${path} was carried out and its answer lost`, path, fault: { cut: 'after' } },
      { reason: `${path} was cut before it was carried out`, path, fault: { cut: 'before' } },
    ]),
  )('goes once: $reason', async ({ path, fault }) => {
    const tenant = await connect();
    const [one] = await people(tenant, 1);
    const id = await tenant.addGroup(team(name(), [one!]));
    await tenant.inStep(id);
    await tenant.fail({ path, ...fault });
    await tenant.scim.delete(`/Groups/${id}`);
    await eventually('it is gone', async () => (await rolesOf(tenant)).length === 0, 40_000);
    await tenant.allInStep(40_000);
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent('finds out that one of its people was deleted by hand, and has him made again', async () => {
    const tenant = await connect();
    const all = await people(tenant, 3);
    await tenant.allInStep();
    await tenant.byHand('/topapi/v2/user/delete', { userid: (await tenant.link(all[1]!))?.externalId });
    const id = await tenant.addGroup(team(name(), all));
    await untilMembers(tenant, all);
    await tenant.inStep(id);
  });

  it.concurrent('that was deleted by hand is made again with its people', async () => {
    const tenant = await connect();
    const all = await people(tenant, 2);
    const id = await tenant.addGroup(team(name(), all));
    const { externalId } = await tenant.inStep(id);
    const gone = { roleIds: externalId, userIds: (await userIds(tenant, all)).join(',') };
    await tenant.byHand('/topapi/role/removerolesforemps', gone);
    await tenant.byHand('/topapi/role/deleterole', { role_id: Number(externalId) });
    const third = await tenant.addUser(person());
    await tenant.changeMembers(id, 'add', [third]);
    expect(String((await untilMembers(tenant, [...all, third])).id)).not.toBe(externalId);
  });

  it.concurrent('was a department before, or becomes one: never both', async () => {
    const tenant = await connect({ groups: { as: 'departments' } });
    const [one] = await people(tenant, 1);
    const id = await tenant.addGroup(team(name(), [one!]));
    expect((await tenant.inStep(id)).kind).toBe('department');
    await tenant.inStep(one!);
    await regroup(tenant, { as: 'roles' });
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: name() }]);
    await untilMembers(tenant, [one!]);
    expect((await tenant.state()).departments).toHaveLength(1);
    expect((await tenant.inStep(id)).kind).toBe('role');
    await regroup(tenant, { as: 'departments' });
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: name() }]);
    await tenant.untilLink(id, { kind: 'department', presence: 'present', outcome: 'converged' });
    expect(await rolesOf(tenant)).toEqual([]);
    await eventually('it has its person', async () => {
      const place = (await tenant.account(one!))?.dept_id_list;
      return JSON.stringify(place) === `[${(await tenant.link(id))!.externalId!}]`;
    });
  });

  it.concurrent('lies beside departments and ignored Groups, as filters tell', async () => {
    const groups = { roles: 'displayName sw "Rank"', ignored: 'displayName sw "Mail"' };
    const tenant = await connect({ groups });
    const [one] = await people(tenant, 1);
    const [role, department, ignored] = [
      await tenant.addGroup(team(name(), [one!])),
      await tenant.addGroup(team(`Platoon ${unique()}`, [one!])),
      await tenant.addGroup(team(`Mail ${unique()}`, [one!])),
    ];
    expect((await tenant.inStep(role)).kind).toBe('role');
    const { externalId } = await tenant.inStep(department);
    await tenant.untilLink(ignored, { presence: 'none', outcome: 'converged', reason: 'ignored' });
    await tenant.inStep(one!);
    expect((await tenant.account(one!))?.dept_id_list).toEqual([Number(externalId)]);
    await untilMembers(tenant, [one!]);
  });
});
