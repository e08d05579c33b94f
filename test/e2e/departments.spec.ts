import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const connect = async () => (await sharedBridge()).connect();
const name = () => `Platoon ${unique()}`;
const pathsOf = async (tenant: Tenant, since = 0) =>
  (await tenant.calls(undefined, since)).map(({ path }) => path.replace('/topapi/v2/', ''));

describe('a department', () => {
  it.concurrent('is made after its parents, and no chat group with it', async () => {
    const tenant = await connect();
    const [top, middle, leaf] = [name(), name(), name()];
    const leafId = await tenant.addGroup(team(leaf));
    const middleId = await tenant.addGroup(team(middle, [leafId]));
    await tenant.addGroup(team(top, [middleId]));
    await tenant.allInStep();
    const departments = await Promise.all([top, middle, leaf].map((one) => tenant.department(one)));
    expect(departments.map((one) => one?.parent_id)).toEqual([
      1,
      departments[0]?.dept_id,
      departments[1]?.dept_id,
    ]);
    const made = await tenant.calls('department/create');
    expect(made.map(({ body, errcode }) => [body?.create_dept_group, errcode])).toEqual(
      made.map(() => [false, '0']),
    );
    expect((await tenant.state()).departments).toHaveLength(4);
  });

  it.concurrent('is renamed in place by one update', async () => {
    const tenant = await connect();
    const id = await tenant.addGroup(team(name()));
    const { externalId } = await tenant.inStep(id);
    const since = await tenant.mark();
    const renamed = name();
    await tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: renamed }]);
    const found = await eventually('the new name', () => tenant.department(renamed));
    expect(String(found.dept_id)).toBe(externalId);
    await tenant.inStep(id);
    expect(await pathsOf(tenant, since)).toEqual(['department/update']);
  });

  it.concurrent('is moved in place by one update, with its people', async () => {
    const tenant = await connect();
    const user = await tenant.addUser(person());
    const child = name();
    const childId = await tenant.addGroup(team(child, [user]));
    const [from, to] = [await tenant.addGroup(team(name(), [childId])), await tenant.addGroup(team(name()))];
    await tenant.allInStep();
    const since = await tenant.mark();
    // The Group that had it first is its parent: it moves when that lets go, however long there is between the two.
    await tenant.changeMembers(to, 'add', [childId]);
    await tenant.changeMembers(from, 'remove', [childId]);
    const target = Number((await tenant.inStep(to)).externalId);
    await eventually('it moved', async () => (await tenant.department(child))?.parent_id === target);
    await tenant.allInStep();
    expect(await pathsOf(tenant, since)).toEqual(['department/update']);
    expect((await tenant.account(user))?.dept_id_list).toEqual([(await tenant.department(child))?.dept_id]);
  });

  it.concurrent('that is deleted with people in it goes last, and they stay', async () => {
    const tenant = await connect();
    const users = await Promise.all([tenant.addUser(person()), tenant.addUser(person())]);
    const group = await tenant.addGroup(team(name(), users));
    await tenant.allInStep();
    const since = await tenant.mark();
    await tenant.scim.delete(`/Groups/${group}`);
    await eventually('the department is gone', async () => (await tenant.state()).departments.length === 1);
    await tenant.allInStep();
    expect((await tenant.state()).users.map((one) => one.dept_id_list)).toEqual([[1], [1]]);
    expect(await pathsOf(tenant, since)).toEqual([
      'user/update',
      'user/update',
      'department/listsub',
      'department/delete',
    ]);
    expect(await tenant.links()).toHaveLength(2);
  });

  it.concurrent('that is deleted with its people and its parent goes before the parent', async () => {
    const tenant = await connect();
    const users = await Promise.all([tenant.addUser(person()), tenant.addUser(person())]);
    const child = await tenant.addGroup(team(name(), users));
    const parent = await tenant.addGroup(team(name(), [child]));
    await tenant.allInStep();
    for (const path of [`/Groups/${parent}`, ...users.map((id) => `/Users/${id}`), `/Groups/${child}`]) {
      expect((await tenant.scim.delete(path)).status).toBe(204);
    }
    await eventually('nothing is left', async () => {
      const { departments, users: left } = await tenant.state();
      return departments.length === 1 && left.length === 0;
    });
    await eventually('no Link is left', async () => (await tenant.links()).length === 0);
    const deleted = await tenant.calls('department/delete');
    expect(deleted.map(({ errcode }) => errcode)).toEqual(['0', '0']);
  });

  it.concurrent('that holds people made by hand is not destroyed, and goes when they have gone', async () => {
    const tenant = await connect();
    const group = await tenant.addGroup(team(name()));
    const { externalId } = await tenant.inStep(group);
    const byHand = { name: 'Zoe by hand', mobile: '13700000001', dept_id_list: externalId };
    const { userid } = await tenant.byHand<{ userid: string }>('/topapi/v2/user/create', byHand);
    await tenant.scim.delete(`/Groups/${group}`);
    const blocked = await eventually('blocked', async () =>
      (await tenant.links()).find(({ outcome }) => outcome === 'blocked'),
    );
    expect(blocked).toMatchObject({ reason: 'foreignMembers', externalId });
    expect((await tenant.state()).users.map((one) => one.userid)).toEqual([userid]);
    await tenant.byHand('/topapi/v2/user/delete', { userid });
    await tenant.bridge.admin.call('POST', `/connections/${tenant.connectionId}/retry`);
    await eventually('gone', async () => (await tenant.links()).length === 0);
    expect((await tenant.state()).departments).toHaveLength(1);
  });

  it.concurrent('that holds a department made by hand is not destroyed', async () => {
    const tenant = await connect();
    const group = await tenant.addGroup(team(name()));
    const { externalId } = await tenant.inStep(group);
    await tenant.byHand('/topapi/v2/department/create', {
      name: 'Platoon by hand',
      parent_id: Number(externalId),
    });
    await tenant.scim.delete(`/Groups/${group}`);
    const blocked = await eventually('blocked', async () =>
      (await tenant.links()).find(({ outcome }) => outcome === 'blocked'),
    );
    expect(blocked).toMatchObject({ reason: 'foreignChildren', externalId });
    expect((await tenant.state()).departments).toHaveLength(3);
    expect(await tenant.calls('department/delete')).toEqual([]);
  });

  it.concurrent('whose name a sibling has is blocked until the sibling is renamed', async () => {
    const tenant = await connect();
    const same = name();
    const first = await tenant.addGroup(team(same));
    await tenant.inStep(first);
    const second = await tenant.addGroup(team(same));
    await tenant.untilLink(second, { outcome: 'blocked', reason: 'nameTaken', presence: 'none' });
    expect(await tenant.calls('department/create')).toHaveLength(1);
    await tenant.scim.patch(`/Groups/${first}`, [{ op: 'replace', path: 'displayName', value: name() }]);
    await tenant.inStep(second);
    expect((await tenant.state()).departments).toHaveLength(3);
  });

  it.concurrent('whose name a department made by hand has is blocked, and nothing is adopted', async () => {
    const tenant = await connect();
    const same = name();
    await tenant.byHand('/topapi/v2/department/create', { name: same, parent_id: 1 });
    const group = await tenant.addGroup(team(same));
    await tenant.untilLink(group, { outcome: 'blocked', reason: 'nameTaken', externalId: null });
    expect((await tenant.state()).departments).toHaveLength(2);
  });

  it.concurrent('cannot be put below itself: the Group is refused such members', async () => {
    const tenant = await connect();
    const [a, b, c] = [
      await tenant.addGroup(team(name())),
      await tenant.addGroup(team(name())),
      await tenant.addGroup(team(name())),
    ];
    await tenant.changeMembers(a, 'add', [b]);
    await tenant.changeMembers(b, 'add', [c]);
    const before = await tenant.scim.get(`/Groups/${c}`);
    const add = (members: readonly string[]) => [
      { op: 'replace', path: 'displayName', value: name() },
      { op: 'add', path: 'members', value: members.map((value) => ({ value })) },
    ];
    for (const answer of [
      await tenant.scim.patch(`/Groups/${c}`, add([a])),
      await tenant.scim.put(`/Groups/${c}`, team(name(), [a])),
      await tenant.scim.patch(`/Groups/${a}`, add([a])),
    ]) {
      expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
      expect(answer.body.detail).toContain('members');
    }
    expect((await tenant.scim.get(`/Groups/${c}`)).body).toEqual(before.body);
    // Two at once close no circle either: whoever comes second sees the first.
    const [d, e] = [await tenant.addGroup(team(name())), await tenant.addGroup(team(name()))];
    const both = await Promise.all([
      tenant.scim.patch(`/Groups/${d}`, add([e])),
      tenant.scim.patch(`/Groups/${e}`, add([d])),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it.concurrent('in a circle that a Group above leaves is told, and heals when an edge goes', async () => {
    const tenant = await connect();
    const [above, a, b, c] = [
      await tenant.addGroup(team(name())),
      await tenant.addGroup(team(name())),
      await tenant.addGroup(team(name())),
      await tenant.addGroup(team(name())),
    ];
    await tenant.changeMembers(above, 'add', [a]);
    await tenant.changeMembers(a, 'add', [b]);
    await tenant.changeMembers(b, 'add', [c]);
    // The department of a lies below that of the Group that had it first.
    await tenant.changeMembers(c, 'add', [a]);
    await tenant.allInStep();
    await tenant.scim.delete(`/Groups/${above}`);
    await tenant.untilLink(a, { outcome: 'blocked', reason: 'departmentCycle' });
    await tenant.changeMembers(a, 'remove', [b]);
    await tenant.allInStep();
    const parentOf = async (id: string) => {
      const { externalId } = await tenant.inStep(id);
      const { departments } = await tenant.state();
      return departments.find(({ dept_id: at }) => String(at) === externalId)?.parent_id;
    };
    const [atB, atC] = [await tenant.inStep(b), await tenant.inStep(c)];
    expect([await parentOf(a), await parentOf(b), await parentOf(c)]).toEqual([
      Number(atC.externalId),
      1,
      Number(atB.externalId),
    ]);
  });

  it.concurrent('is not moved when its members are replaced by themselves', async () => {
    const tenant = await connect();
    const user = await tenant.addUser(person());
    const given = team(name(), [user]);
    const id = await tenant.addGroup(given);
    await tenant.allInStep();
    const before = await tenant.scim.get(`/Groups/${id}`);
    const since = await tenant.mark();
    const again = await tenant.scim.put(`/Groups/${id}`, given);
    expect([again.status, again.headers.get('etag')]).toEqual([200, before.headers.get('etag')]);
    await tenant.inStep(await tenant.addUser(person()));
    expect(await pathsOf(tenant, since)).toEqual(['user/create']);
  });
});
