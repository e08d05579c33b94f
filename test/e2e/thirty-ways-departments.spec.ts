import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Of the thirty situations of thirty-ways-people.spec.ts those that are about departments. Real processes, real time.

const connect = async (settings?: Readonly<Record<string, unknown>>) =>
  (await sharedBridge()).connect(settings ? { settings } : {});
const name = () => `Platoon ${unique()}`;
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const departmentIdOf = async (tenant: Tenant, group: string) =>
  Number((await tenant.inStep(group)).externalId);
const departmentAt = async (tenant: Tenant, id: number) =>
  (await tenant.state()).departments.find((one) => one.dept_id === id);

describe('towards DingTalk,', () => {
  it.concurrent(
    '4: a renamed Group keeps its department, and nothing stays behind when it goes',
    async () => {
      const tenant = await connect();
      const group = await tenant.addGroup(team(name()));
      const department = await departmentIdOf(tenant, group);
      const since = await tenant.mark();
      const renamed = name();
      await tenant.scim.patch(`/Groups/${group}`, replace('displayName', renamed));
      await eventually('the new name', () => tenant.department(renamed));
      expect((await departmentAt(tenant, department))?.name).toBe(renamed);
      expect(await departmentIdOf(tenant, group)).toBe(department);
      expect(await tenant.paths(since)).toEqual(['department/update']);
      await tenant.scim.delete(`/Groups/${group}`);
      await eventually('only the company', async () => (await tenant.state()).departments.length === 1);
    },
  );

  it.concurrent('5: a Group that moves below another keeps its department and its people', async () => {
    const tenant = await connect();
    const user = await tenant.addUser(person());
    const child = await tenant.addGroup(team(name(), [user]));
    const [from, to] = [await tenant.addGroup(team(name(), [child])), await tenant.addGroup(team(name()))];
    await tenant.allInStep();
    const [department, target] = [await departmentIdOf(tenant, child), await departmentIdOf(tenant, to)];
    const since = await tenant.mark();
    await tenant.changeMembers(from, 'remove', [child]);
    await tenant.changeMembers(to, 'add', [child]);
    await eventually('it moved', async () => (await departmentAt(tenant, department))?.parent_id === target);
    await tenant.allInStep();
    expect(await departmentIdOf(tenant, child)).toBe(department);
    expect((await tenant.account(user))?.dept_id_list).toEqual([department]);
    expect((await tenant.state()).departments).toHaveLength(4);
    expect(await tenant.calls('department/create', since)).toEqual([]);
  });

  it.concurrent(
    '6: a Group that goes with people in it lets them go first, and holds nobody up',
    async () => {
      const tenant = await connect();
      const user = await tenant.addUser(person());
      const [old, next] = [await tenant.addGroup(team(name(), [user])), await tenant.addGroup(team(name()))];
      await tenant.allInStep();
      const target = await departmentIdOf(tenant, next);
      const since = await tenant.mark();
      await tenant.scim.delete(`/Groups/${old}`);
      await tenant.changeMembers(next, 'add', [user]);
      const newcomer = await tenant.addUser(person());
      await eventually('the department is gone', async () => (await tenant.state()).departments.length === 2);
      await tenant.inStep(newcomer);
      await tenant.inStep(user);
      expect((await tenant.account(user))?.dept_id_list).toEqual([target]);
      const deletions = await tenant.calls('department/delete', since);
      expect(deletions.map(({ errcode }) => errcode)).toEqual(['0']);
    },
  );

  it.concurrent('7: a Group of people and Groups is a department with people and departments', async () => {
    const tenant = await connect();
    const user = await tenant.addUser(person());
    const child = await tenant.addGroup(team(name()));
    const group = await tenant.addGroup(team(name(), [user, child]));
    await tenant.allInStep();
    const department = await departmentIdOf(tenant, group);
    expect((await tenant.account(user))?.dept_id_list).toEqual([department]);
    const below = await departmentAt(tenant, await departmentIdOf(tenant, child));
    expect(below?.parent_id).toBe(department);
  });

  it.concurrent('12: a department made by hand is neither taken over by its name nor deleted', async () => {
    const tenant = await connect();
    const same = name();
    const made = { name: same, parent_id: 1 };
    await tenant.byHand('/topapi/v2/department/create', made);
    const before = await tenant.department(same);
    const group = await tenant.addGroup(team(same));
    await tenant.untilLink(group, { outcome: 'blocked', reason: 'nameTaken', externalId: null });
    await tenant.scim.delete(`/Groups/${group}`);
    await eventually('the Group is forgotten', async () => (await tenant.links()).length === 0);
    expect(await tenant.department(same)).toEqual(before);
    const writes = ['department/update', 'department/delete'];
    expect((await tenant.paths()).filter((path) => writes.includes(path))).toEqual([]);
  });

  it.concurrent('13: what a source does not send again is not deleted', async () => {
    const tenant = await connect();
    const users = await Promise.all([1, 2, 3].map(() => tenant.addUser(person())));
    const bodies = users.map((user) => team(name(), [user]));
    const groups = await Promise.all(bodies.map((body) => tenant.addGroup(body)));
    await tenant.allInStep();
    const since = await tenant.mark();
    // A second run that gets to see one Group of the three only, renamed.
    const displayName = name();
    await tenant.scim.put(`/Groups/${groups[0]!}`, { ...bodies[0]!, displayName });
    await eventually('the new name', () => tenant.department(displayName));
    await tenant.allInStep();
    expect(await tenant.paths(since)).toEqual(['department/update']);
    const { departments, users: accounts } = await tenant.state();
    expect([departments.length, accounts.length]).toEqual([4, 3]);
  });

  it.concurrent('14: one failing look at a department delays that department only', async () => {
    const tenant = await connect();
    const group = await tenant.addGroup(team(name()));
    await tenant.inStep(group);
    await tenant.fail({ path: '/topapi/v2/department/listsub', errcode: -1, times: 2 });
    await tenant.scim.delete(`/Groups/${group}`);
    await eventually('it failed', async () => (await tenant.calls('department/listsub')).length > 0);
    await tenant.inStep(await tenant.addUser(person()));
    await tenant.inStep(await tenant.addGroup(team(name())));
    await eventually('it is gone', async () => (await tenant.links()).length === 2, 40_000);
    expect((await tenant.state()).departments).toHaveLength(2);
  });

  it.concurrent('16: characters and lengths that DingTalk refuses in names are replaced', async () => {
    const tenant = await connect();
    const word = unique();
    const user = await tenant.addUser(person());
    const group = await tenant.addGroup(team(`R-D, ${word}`, [user]));
    const long = await tenant.addGroup(team(`${word}${'x'.repeat(100)}`));
    await tenant.allInStep();
    const department = await departmentAt(tenant, await departmentIdOf(tenant, group));
    expect(department?.name).toBe(`R–D、 ${word}`);
    expect((await tenant.account(user))?.dept_id_list).toEqual([department?.dept_id]);
    expect((await departmentAt(tenant, await departmentIdOf(tenant, long)))?.name).toHaveLength(64);
    const made = await tenant.calls('department/create');
    expect(made.map(({ errcode }) => errcode)).toEqual(['0', '0']);
  });

  it.concurrent('17: Groups that would contain each other are refused, and the rest goes on', async () => {
    const tenant = await connect();
    const a = await tenant.addGroup(team(name()));
    const b = await tenant.addGroup(team(name(), [a]));
    await tenant.allInStep();
    const add = [{ op: 'add', path: 'members', value: [{ value: b }] }];
    const answer = await tenant.scim.patch(`/Groups/${a}`, add);
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
    await tenant.inStep(await tenant.addUser(person()));
    const above = await departmentIdOf(tenant, b);
    expect((await departmentAt(tenant, await departmentIdOf(tenant, a)))?.parent_id).toBe(above);
  });
});
