import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import {
  addPeople,
  connectWithRoles,
  roleGroup,
  roleName,
  rolesOf,
  untilMembers,
} from '../support/role-steps.js';

// Real processes, real time.

/** Saves what Groups are: for one connection and not as a run. */
const regroup = async (tenant: Tenant, groups: object) => {
  const text = `update connection set settings = jsonb_set(settings, '{groups}', $2::jsonb) where id = $1`;
  const { databaseUrl } = tenant.bridge.addresses;
  await queryDatabase(databaseUrl, text, [tenant.connectionId, JSON.stringify({ roleGroup, ...groups })]);
};

describe('a Group that is a role', () => {
  it.concurrent('is made in our role group, and has its people, twenty in a call', async () => {
    const tenant = await connectWithRoles({}, 60);
    const all = await addPeople(tenant, 25);
    await tenant.allInStep(40_000);
    const since = await tenant.mark();
    const first = roleName();
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
    const renamed = roleName();
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
    const tenant = await connectWithRoles({}, 10);
    const all = await addPeople(tenant, 22);
    const id = await tenant.addGroup(team(roleName(), all));
    await tenant.inStep(id, 60_000);
    await untilMembers(tenant, all);
    expect(await tenant.calls('addrolesforemps')).toHaveLength(2);
  });

  it.concurrent('is told to wait for whoever is not there yet, and takes him when he comes', async () => {
    const tenant = await connectWithRoles();
    const [there] = await addPeople(tenant, 1);
    const late = await tenant.addUser(person({ phoneNumbers: [] }));
    await tenant.untilLink(late, { outcome: 'blocked', reason: 'noMobile' });
    const id = await tenant.addGroup(team(roleName(), [there!, late]));
    // He is told himself: the role is as it can be.
    await tenant.inStep(id);
    await untilMembers(tenant, [there!]);
    await tenant.scim.put(`/Users/${late}`, person());
    await tenant.inStep(late);
    await untilMembers(tenant, [there!, late]);
  });

  it.concurrent('loses whoever leaves, and has him back when he returns', async () => {
    const leavers = { deactivated: { action: 'holding' } };
    const tenant = await connectWithRoles({ holdingDepartmentId: 1, leavers });
    const [one, other] = await addPeople(tenant, 2);
    const id = await tenant.addGroup(team(roleName(), [one!, other!]));
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

  it.concurrent('loses no more people in a day than the budget has, and a hold tells how many', async () => {
    const tenant = await connectWithRoles({ policy: { budgets: { roleRemovals: { count: 2 } } } });
    const all = await addPeople(tenant, 5);
    const id = await tenant.addGroup(team(roleName(), all));
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

  it.concurrent('was a department before, or becomes one: never both', async () => {
    const tenant = await connectWithRoles({ groups: { as: 'departments' } });
    const [one] = await addPeople(tenant, 1);
    const id = await tenant.addGroup(team(roleName(), [one!]));
    expect((await tenant.inStep(id)).kind).toBe('department');
    await tenant.inStep(one!);
    await regroup(tenant, { as: 'roles' });
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: roleName() }]);
    await untilMembers(tenant, [one!]);
    expect((await tenant.state()).departments).toHaveLength(1);
    expect((await tenant.inStep(id)).kind).toBe('role');
    await regroup(tenant, { as: 'departments' });
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: roleName() }]);
    await tenant.untilLink(id, { kind: 'department', presence: 'present', outcome: 'converged' });
    expect(await rolesOf(tenant)).toEqual([]);
    await eventually('it has its person', async () => {
      const place = (await tenant.account(one!))?.dept_id_list;
      return JSON.stringify(place) === `[${(await tenant.link(id))!.externalId!}]`;
    });
  });

  it.concurrent('lies beside departments and ignored Groups, as filters tell', async () => {
    const groups = { roles: 'displayName sw "Rank"', ignored: 'displayName sw "Mail"' };
    const tenant = await connectWithRoles({ groups });
    const [one] = await addPeople(tenant, 1);
    const [role, department, ignored] = [
      await tenant.addGroup(team(roleName(), [one!])),
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
