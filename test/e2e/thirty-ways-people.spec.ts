import { describe, expect, it } from '@jest/globals';
import { enterprise, mobile, person, phones, team } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Thirty situations that break a connector, each with what the bridge does instead: these are about people in
// DingTalk, others about its departments (thirty-ways-departments.spec.ts) and about SCIM clients
// (thirty-ways-server.spec.ts). Real processes, real time.

const connect = async (settings?: Readonly<Record<string, unknown>>) =>
  (await sharedBridge()).connect(settings ? { settings } : {});
const name = () => `Platoon ${unique()}`;
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];

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
      const { externalId } = await tenant.inStep(group);
      expect((await tenant.account(first))?.dept_id_list).toEqual([Number(externalId)]);
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

  it.concurrent('18: people without any Group go to the default department, or are told', async () => {
    const [settled, waiting] = [await connect({ defaultDepartmentId: 1 }), await connect({})];
    const ids = await Promise.all([settled.addUser(person()), settled.addUser(person())]);
    for (const id of ids) await settled.inStep(id);
    expect((await settled.state()).users.map((one) => one.dept_id_list)).toEqual([[1], [1]]);
    const id = await waiting.addUser(person());
    await waiting.untilLink(id, { outcome: 'waiting', reason: 'department' });
  });
});
