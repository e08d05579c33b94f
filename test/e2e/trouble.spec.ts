import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { printed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time. What DingTalk does wrong is asked for at the simulator, per organisation.

const connect = async () => (await sharedBridge()).connect();
const userCreate = '/topapi/v2/user/create';
const departmentCreate = '/topapi/v2/department/create';

describe('trouble with one call', () => {
  it.concurrent.each([
    { reason: 'the work was done and the answer lost', fault: { cut: 'after' } as const },
    { reason: 'the connection was cut before the work', fault: { cut: 'before' } as const },
    { reason: 'the system was busy (-1)', fault: { errcode: -1 } },
    { reason: 'the back end timed out (15)', fault: { errcode: 15 } },
    { reason: 'a front proxy answered 502 with a page', fault: { html: true, httpStatus: 502 } },
    { reason: 'the answer was no JSON we know', fault: { httpStatus: 500 } },
    { reason: 'the call was throttled (90018)', fault: { subCode: '90018' } },
    { reason: 'the token had just expired (40014)', fault: { subCode: '40014' } },
  ])('leaves exactly one account and one department: $reason', async ({ fault }) => {
    const tenant = await connect();
    await tenant.fail({ path: userCreate, ...fault }, { path: departmentCreate, ...fault });
    const name = `Platoon ${unique()}`;
    const id = await tenant.addUser(person());
    const group = await tenant.addGroup(team(name, [id]));
    await tenant.inStep(group, 40_000);
    await tenant.inStep(id, 40_000);
    const { users, departments } = await tenant.state();
    expect(departments.map((one) => one.name).filter((one) => one === name)).toEqual([name]);
    expect(users.map((one) => one.dept_id_list)).toEqual([
      [departments.find((one) => one.name === name)?.dept_id],
    ]);
  });

  it.concurrent('during an update is made good by another', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await tenant.fail({ path: '/topapi/v2/user/update', cut: 'after' });
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Engineer' }]);
    await eventually('the update', async () => (await tenant.calls('user/update')).length > 0);
    await tenant.inStep(id);
    expect((await tenant.account(id))?.title).toBe('Engineer');
  });

  it.concurrent('during a delete is made good by another', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await tenant.fail({ path: '/topapi/v2/user/delete', cut: 'after' });
    await tenant.scim.delete(`/Users/${id}`);
    await eventually('no Link is left', async () => (await tenant.links()).length === 0);
    // What became of it is read before it is made again.
    expect((await tenant.calls('user/delete')).map(({ errcode }) => errcode)).toEqual(['cut']);
    expect((await tenant.calls('user/get')).map(({ errcode }) => errcode)).toEqual(['60121']);
  });

  it.concurrent("is its record's own: others go on meanwhile", async () => {
    const tenant = await connect();
    await tenant.fail({ path: userCreate, errcode: -1 });
    const id = await tenant.addUser(person());
    await tenant.untilLink(id, { outcome: 'retry', presence: 'creating', detailCode: '-1' });
    await tenant.inStep(await tenant.addUser(person()));
    await tenant.untilLink(id, { outcome: 'retry', presence: 'creating' });
    await tenant.inStep(id);
  });
});

describe('trouble of the whole connection', () => {
  it.concurrent('bad credentials stop it, and an administrator lets it go on', async () => {
    const tenant = await connect();
    await tenant.inStep(await tenant.addUser(person()));
    const { appKey, appSecret } = tenant.company;
    await tenant.bridge.simulator.setApp({ appKey, appSecret: 'another' });
    const id = await tenant.addUser(person());
    const state = async () =>
      (
        await tenant.bridge.admin.call<{ state: string; stateReason?: string }>(
          'GET',
          `/connections/${tenant.connectionId}`,
        )
      ).body;
    await eventually('quarantined', async () => (await state()).state === 'quarantined');
    expect(await state()).toMatchObject({ stateReason: 'badCredentials' });
    await tenant.bridge.simulator.setApp({ appKey, appSecret });
    expect(await resume(tenant)).toMatchObject({
      state: 'active',
    });
    await tenant.inStep(id);
    expect((await tenant.state()).users).toHaveLength(2);
  });

  it.concurrent('a missing permission rests its lane only, and nothing is lost', async () => {
    const tenant = await connect();
    const leavers = [await tenant.addUser(person()), await tenant.addUser(person())];
    await tenant.allInStep();
    await tenant.fail({ path: userCreate, subCode: '60011', times: 8 });
    const ids = await Promise.all(Array.from({ length: 7 }, () => tenant.addUser(person())));
    await eventually('the lane rests', async () => (await restingLanes(tenant)).includes('people'));

    // Leavers go on. The first marks the end of calls that were under way, the second that no other came.
    const leave = async (id: string, left: number) => {
      await tenant.scim.delete(`/Users/${id}`);
      await eventually('the leaver left', async () => (await tenant.state()).users.length === left);
      return (await tenant.calls('user/create')).length;
    };
    const refused = await leave(leavers[0]!, 1);
    expect(await leave(leavers[1]!, 0)).toBe(refused);
    expect(await restingLanes(tenant)).toEqual(['people']);

    // The administrator lets it go on; until the permission is back, one call a time finds out.
    await eventually(
      'all are there',
      async () => {
        if ((await restingLanes(tenant)).length > 0) await resume(tenant);
        return (await tenant.state()).users.length === ids.length;
      },
      40_000,
    );
    for (const id of ids) await tenant.inStep(id);
  });

  it.concurrent('a DingTalk that throttles everything for a while loses nothing', async () => {
    const tenant = await connect();
    await tenant.fail({ path: '*', subCode: '90018', times: 8 });
    const ids = await Promise.all(Array.from({ length: 8 }, () => tenant.addUser(person())));
    for (const id of ids) await tenant.inStep(id, 40_000);
    expect((await tenant.state()).users).toHaveLength(8);
  });
});

const resume = async (tenant: Tenant): Promise<unknown> =>
  JSON.parse(await printed(tenant, 'connections', 'resume', tenant.connectionId));

/** The lanes of a connection that rest now; no API tells it yet. */
async function restingLanes(tenant: Tenant): Promise<readonly string[]> {
  const text = 'select lane from lane_state where connection_id = $1 and not_before > now() order by lane';
  return (
    await queryDatabase<{ lane: string }>(tenant.bridge.addresses.databaseUrl, text, [tenant.connectionId])
  ).map(({ lane }) => lane);
}
