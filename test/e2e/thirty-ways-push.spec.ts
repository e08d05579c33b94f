import { describe, expect, it } from '@jest/globals';
import { enterprise, mobile, person, phones, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Thirty situations that break a connector, each with what the bridge does instead: 1 to 18 towards DingTalk,
// 19 to 30 in thirty-ways-server.spec.ts. Real processes, real time.

const connect = async (settings?: Readonly<Record<string, unknown>>) =>
  (await sharedBridge()).connect(settings ? { settings } : {});
const name = () => `Platoon ${unique()}`;
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const departmentIdOf = async (tenant: Tenant, group: string) =>
  Number((await tenant.inStep(group)).externalId);
const departmentAt = async (tenant: Tenant, id: number) =>
  (await tenant.state()).departments.find((one) => one.dept_id === id);

describe('towards DingTalk,', () => {
  it.concurrent('1: whoever is deactivated or deleted leaves, by one call each', async () => {
    const tenant = await connect();
    const [deactivated, deleted] = [await tenant.addUser(person()), await tenant.addUser(person())];
    await tenant.allInStep();
    await tenant.scim.patch(`/Users/${deactivated}`, replace('active', false));
    await tenant.scim.delete(`/Users/${deleted}`);
    await tenant.untilLink(deactivated, { presence: 'gone', outcome: 'converged' });
    await eventually('both have left', async () => (await tenant.state()).users.length === 0);
    expect(await tenant.calls('user/delete')).toHaveLength(2);
  });

  it.concurrent('2: name, title, number and e-mail that change are pushed, by one update', async () => {
    const tenant = await connect();
    const given = person();
    const id = await tenant.addUser(given);
    await tenant.inStep(id);
    const since = await tenant.mark();
    const [displayName, email] = [`Zoe ${unique()}`, `zoe.${unique()}@example.test`];
    const answer = await tenant.scim.put(`/Users/${id}`, {
      ...given,
      displayName,
      title: 'Pilot',
      emails: [{ type: 'work', value: email }],
      [enterprise]: { employeeNumber: '0042' },
    });
    expect(answer.status).toBe(200);
    await eventually('the title', async () => (await tenant.account(id))?.title === 'Pilot');
    await tenant.inStep(id);
    expect(await tenant.account(id)).toMatchObject({ name: displayName, email, job_number: '0042' });
    expect(await tenant.paths(since)).toEqual(['user/update']);
  });

  it.concurrent('3: a mobile that changes never makes a second account', async () => {
    const tenant = await connect();
    const before = mobile();
    const id = await tenant.addUser(person({ phoneNumbers: phones(before) }));
    const { externalId } = await tenant.inStep(id);
    const since = await tenant.mark();
    await tenant.scim.patch(`/Users/${id}`, replace('phoneNumbers', phones(mobile())));
    await tenant.untilLink(id, { outcome: 'blocked', reason: 'mobileChange', externalId, onTheWay: false });
    expect((await tenant.state()).users.map((one) => [one.userid, one.mobile])).toEqual([
      [externalId, before],
    ]);
    expect(await tenant.calls('user/create', since)).toEqual([]);
  });

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

  it.concurrent('8: null for phoneNumbers, groups or emails is no value, and breaks nothing', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ phoneNumbers: null, groups: null, emails: null, title: null }));
    await tenant.inStep(await tenant.addUser(person({ groups: null, emails: null, title: null })));
    await tenant.untilLink(id, { outcome: 'blocked', reason: 'noMobile' });
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent('9: nobody is left out in silence: no mobile, no Group, no department yet', async () => {
    const tenant = await connect({});
    const same = name();
    const [noMobile, noGroup, pending] = await Promise.all([
      tenant.addUser(person({ phoneNumbers: [] })),
      tenant.addUser(person()),
      tenant.addUser(person()),
    ]);
    await tenant.inStep(await tenant.addGroup(team(same)));
    const unmade = await tenant.addGroup(team(same, [pending]));
    await tenant.untilLink(noMobile, { outcome: 'blocked', reason: 'noMobile' });
    await tenant.untilLink(noGroup, { outcome: 'waiting', reason: 'department' });
    await tenant.untilLink(unmade, { outcome: 'blocked', reason: 'nameTaken' });
    await tenant.untilLink(pending, { outcome: 'waiting', reason: 'departmentPending' });
    const strange = await tenant.scim.post('/Groups', team(name(), [tenant.connectionId]));
    expect([strange.status, strange.body.scimType]).toEqual([400, 'invalidValue']);
    expect(await tenant.calls('user/create')).toEqual([]);
  });

  it.concurrent(
    "10: a mobile given twice blocks the second, and leaves the first's departments",
    async () => {
      const tenant = await connect();
      const phoneNumbers = phones(mobile());
      const first = await tenant.addUser(person({ phoneNumbers }));
      const group = await tenant.addGroup(team(name(), [first]));
      await tenant.allInStep();
      const since = await tenant.mark();
      const second = await tenant.addUser(person({ phoneNumbers }));
      await tenant.inStep(await tenant.addGroup(team(name(), [second])));
      await tenant.untilLink(second, { outcome: 'blocked', reason: 'mobileTaken', presence: 'none' });
      expect((await tenant.account(first))?.dept_id_list).toEqual([await departmentIdOf(tenant, group)]);
      expect(await tenant.paths(since)).toEqual(['department/create']);
    },
  );

  it.concurrent(
    '11: of many phone numbers the mobile is the one of that type, wherever it stands',
    async () => {
      const tenant = await connect();
      const desk = { type: 'work', value: '+86 10 6552 9988', primary: true };
      const [first, last] = [mobile(), mobile()];
      await tenant.addUser(person({ phoneNumbers: [...phones(first), desk] }));
      await tenant.addUser(person({ phoneNumbers: [desk, ...phones(last)] }));
      const deskOnly = await tenant.addUser(person({ phoneNumbers: [desk] }));
      await tenant.untilLink(deskOnly, { outcome: 'blocked', reason: 'noMobile' });
      await eventually('both are there', async () => (await tenant.state()).users.length === 2);
      expect((await tenant.state()).users.map((one) => one.mobile).sort()).toEqual([first, last].sort());
    },
  );

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

  it.concurrent('15: a throttled look for an account is no "there is none"', async () => {
    const tenant = await connect();
    await tenant.fail(
      { path: '/topapi/v2/user/create', cut: 'after' },
      { path: '/topapi/v2/user/get', subCode: '90018', times: 2 },
    );
    const id = await tenant.addUser(person());
    await tenant.inStep(id, 40_000);
    expect((await tenant.state()).users).toHaveLength(1);
    expect((await tenant.calls('user/create')).map(({ errcode }) => errcode)).toEqual(['cut']);
    const looks = await tenant.calls('user/get');
    expect(looks.at(-1)?.errcode).toBe('0');
    expect(looks.filter(({ errcode }) => errcode !== '0').length).toBeGreaterThan(0);
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

  it.concurrent('18: people without any Group go to the default department, or are told', async () => {
    const [settled, waiting] = [await connect({ defaultDepartmentId: 1 }), await connect({})];
    const ids = await Promise.all([settled.addUser(person()), settled.addUser(person())]);
    for (const id of ids) await settled.inStep(id);
    expect((await settled.state()).users.map((one) => one.dept_id_list)).toEqual([[1], [1]]);
    const id = await waiting.addUser(person());
    await waiting.untilLink(id, { outcome: 'waiting', reason: 'department' });
  });
});
