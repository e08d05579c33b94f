import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

interface Made {
  readonly dept_id: number;
}

/** A connection whose leavers have this policy, with a holding department made by hand. */
async function connectWith(policy: object, settings: object = { defaultDepartmentId: 1 }) {
  const bridge = await sharedBridge();
  const name = `tenant-${unique()}`;
  const company = await bridge.simulator.organisation(name);
  const made = await bridge.simulator.byHand<Made>(company, '/topapi/v2/department/create', {
    name: 'Away',
    parent_id: 1,
  });
  const leavers = { deactivated: policy, deleted: policy, outOfScope: policy };
  const tenant = await bridge.connect({
    company,
    settings: { ...settings, holdingDepartmentId: made.dept_id, leavers },
  });
  return { tenant, away: made.dept_id };
}

const setActive = (tenant: Tenant, id: string, value: boolean) =>
  tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value }]);

describe('a leaver', () => {
  it.concurrent(
    'is one call; who administers the organisation is asked once for all of ten minutes',
    async () => {
      const { tenant } = await connectWith({});
      const ids = await Promise.all(Array.from({ length: 6 }, () => tenant.addUser(person())));
      await tenant.allInStep(60_000);
      const since = await tenant.mark();
      await Promise.all(ids.map((id) => tenant.scim.delete(`/Users/${id}`)));
      await eventually('all have left', async () => (await tenant.links()).length === 0);
      const paths = await tenant.paths(since);
      expect(paths.filter((path) => path === 'user/delete')).toHaveLength(6);
      expect(paths.filter((path) => path !== 'user/delete')).toEqual(['user/listadmin']);
    },
  );

  it.concurrent('moves to the holding department and back, under the same userid', async () => {
    const { tenant, away } = await connectWith({ action: 'holding' });
    const id = await tenant.addUser(person());
    const { externalId } = await tenant.inStep(id);
    const since = await tenant.mark();
    await setActive(tenant, id, false);
    await tenant.untilLink(id, { presence: 'leaving', outcome: 'converged', reason: 'holding' });
    expect((await tenant.account(id))?.dept_id_list).toEqual([away]);
    await setActive(tenant, id, true);
    expect((await tenant.inStep(id)).externalId).toBe(externalId);
    expect((await tenant.account(id))?.dept_id_list).toEqual([1]);
    expect(await tenant.paths(since)).toEqual(['user/listadmin', 'user/update', 'user/update']);
  });

  it.concurrent('who is deleted in SCIM but kept is taken over by whoever comes back', async () => {
    const { tenant } = await connectWith({ action: 'nothing' });
    const given = person();
    const first = await tenant.addUser(given);
    const { externalId } = await tenant.inStep(first);
    const since = await tenant.mark();
    await tenant.scim.delete(`/Users/${first}`);
    await eventually('kept', async () => (await tenant.links())[0]?.reason === 'kept');
    const second = await tenant.addUser({ ...given, title: 'Engineer' });
    expect((await tenant.inStep(second)).externalId).toBe(externalId);
    expect(await tenant.paths(since)).toEqual(['user/update']);
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent('leaves our departments, and keeps those that others put him into', async () => {
    const { tenant } = await connectWith({ action: 'remove' }, {});
    const id = await tenant.addUser(person());
    const name = `Platoon ${unique()}`;
    await tenant.addGroup(team(name, [id]));
    await tenant.inStep(id);
    const ours = (await tenant.department(name))?.dept_id;
    const theirs = await tenant.byHand<Made>('/topapi/v2/department/create', { name: 'Club', parent_id: 1 });
    const userid = (await tenant.link(id))?.externalId;
    const dept_id_list = `${String(ours)},${String(theirs.dept_id)}`;
    await tenant.byHand('/topapi/v2/user/update', { userid, dept_id_list });
    const since = await tenant.mark();
    await setActive(tenant, id, false);
    await tenant.untilLink(id, { presence: 'leaving', outcome: 'converged', reason: 'removed' });
    expect((await tenant.account(id))?.dept_id_list).toEqual([theirs.dept_id]);
    expect(await tenant.paths(since)).toEqual(['user/get', 'user/listadmin', 'user/update']);
  });

  it.concurrent('has time to come back, and has then never been away', async () => {
    const { tenant } = await connectWith({ graceSeconds: 3 });
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    const since = await tenant.mark();
    await setActive(tenant, id, false);
    const waiting = { presence: 'present', outcome: 'waiting', reason: 'grace' };
    await tenant.untilLink(id, waiting);
    await setActive(tenant, id, true);
    await tenant.inStep(id);
    expect(await tenant.paths(since)).toEqual([]);
    await setActive(tenant, id, false);
    await tenant.untilLink(id, waiting);
    await tenant.untilLink(id, { presence: 'gone', outcome: 'converged' });
    expect((await tenant.state()).users).toEqual([]);
  });

  it.concurrent('who administers the organisation stays, and is told', async () => {
    const { tenant } = await connectWith({});
    const id = await tenant.addUser(person());
    const { externalId } = await tenant.inStep(id);
    const known = `insert into known_administrators (connection_id, user_ids, read_at)
      values ($1, array[$2], now())`;
    const { databaseUrl } = tenant.bridge.addresses;
    await queryDatabase(databaseUrl, known, [tenant.connectionId, externalId]);
    const since = await tenant.mark();
    await setActive(tenant, id, false);
    await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'isAdministrator' });
    expect(await tenant.paths(since)).toEqual([]);

    // Nobody knows any more: it is asked, and he is none.
    await queryDatabase(
      databaseUrl,
      `update known_administrators set read_at = now() - interval '11 minutes' where connection_id = $1`,
      [tenant.connectionId],
    );
    await tenant.retry();
    await tenant.untilLink(id, { presence: 'gone', outcome: 'converged' });
    expect(await tenant.paths(since)).toEqual(['user/listadmin', 'user/delete']);
  });

  it.concurrent('stays as long as nobody can say who administers the organisation', async () => {
    const { tenant } = await connectWith({});
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await tenant.fail({ path: '/topapi/user/listadmin', subCode: '60011', times: 1 });
    await setActive(tenant, id, false);
    await eventually('the question', async () => (await tenant.calls('listadmin')).length === 1);
    await tenant.inStep(await tenant.addUser(person()));
    expect(await tenant.calls('user/delete')).toEqual([]);
    await tenant.bridge.admin.call('POST', `/connections/${tenant.connectionId}/resume`);
    await tenant.untilLink(id, { presence: 'gone', outcome: 'converged' });
  });

  it.concurrent('takes his reports’ manager along, and brings him back', async () => {
    const { tenant } = await connectWith({});
    const boss = await tenant.addUser(person());
    await tenant.inStep(boss);
    const { externalId } = (await tenant.link(boss))!;
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const id = await tenant.addUser(person({ [enterprise]: { manager: { value: boss } } }));
    await tenant.inStep(id);
    expect((await tenant.account(id))?.manager_userid).toBe(externalId);
    await setActive(tenant, boss, false);
    await tenant.untilLink(id, { outcome: 'waiting', reason: 'manager' });
    expect((await tenant.account(id))?.manager_userid).toBeUndefined();
    await setActive(tenant, boss, true);
    await tenant.inStep(id);
    expect((await tenant.account(id))?.manager_userid).toBe(externalId);
    await tenant.scim.delete(`/Users/${boss}`);
    await eventually('nobody is above', async () => (await tenant.account(id))?.manager_userid === undefined);
    await tenant.inStep(id);
  });

  it.concurrent('who is deleted and comes back much later has the same userid and one history', async () => {
    const { tenant } = await connectWith({});
    const given = person();
    const first = await tenant.addUser(given);
    const { externalId } = await tenant.inStep(first);
    await tenant.scim.delete(`/Users/${first}`);
    await eventually('forgotten', async () => (await tenant.links()).length === 0);
    const second = await tenant.addUser(given);
    expect((await tenant.inStep(second)).externalId).toBe(externalId);
    const path = `/connections/${tenant.connectionId}/activity?person=${second}`;
    const { body } = await tenant.bridge.admin.call<readonly { event: string; askedBy: string }[]>(
      'GET',
      path,
    );
    expect(body.map(({ event }) => event)).toEqual(['createAccount', 'deleteAccount', 'createAccount']);
    expect(body.every(({ askedBy }) => askedBy.startsWith('token:'))).toBe(true);
  });
});

describe('a person without department', () => {
  it.concurrent(
    'goes to the holding department when the settle time is over, and the old one can go',
    async () => {
      const { tenant, away } = await connectWith({}, { settleSeconds: 1, withoutDepartment: 'holding' });
      const id = await tenant.addUser(person());
      const name = `Platoon ${unique()}`;
      const group = await tenant.addGroup(team(name, [id]));
      await tenant.inStep(id);
      await tenant.scim.delete(`/Groups/${group}`);
      await tenant.untilLink(id, { presence: 'present', outcome: 'converged', reason: 'holding' });
      expect((await tenant.account(id))?.dept_id_list).toEqual([away]);
      await eventually('the department is gone', async () => (await tenant.department(name)) === undefined);
    },
  );

  it.concurrent('is told, and so is the department that cannot go without him', async () => {
    const { tenant } = await connectWith({}, { settleSeconds: 1 });
    const id = await tenant.addUser(person());
    const name = `Platoon ${unique()}`;
    const group = await tenant.addGroup(team(name, [id]));
    await tenant.inStep(id);
    await tenant.scim.delete(`/Groups/${group}`);
    await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'noDepartment' });
    const left = (await tenant.links()).find(({ kind }) => kind === 'department');
    expect(left).toMatchObject({ presence: 'leaving', outcome: 'waiting', reason: 'empty' });
    expect(await tenant.department(name)).toBeDefined();
  });
});
