import { describe, expect, it } from '@jest/globals';
import { userIdCandidates } from '#provisioning';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time. The bridge makes no enterprise accounts: one that bears its userid is an earlier store's.

const disable = { action: 'disable', graceSeconds: 0 };
const settings = {
  defaultDepartmentId: 1,
  leavers: { deactivated: disable, deleted: disable, outOfScope: disable },
};
const setActive = (tenant: Tenant, id: string, value: boolean) =>
  tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value }]);

/** A person whose enterprise account was there before the bridge knew of him; in two departments, one of ours. */
async function adopted(tenant: Tenant) {
  const word = unique();
  const { databaseUrl } = tenant.bridge.addresses;
  const [connection] = await queryDatabase<{ stamp: string }>(
    databaseUrl,
    'select stamp from connection where id = $1',
    [tenant.connectionId],
  );
  const identity = { externalId: `ext-${word}`, id: word };
  const [userid = ''] = userIdCandidates(connection?.stamp ?? '', identity);
  const club = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', {
    name: `Club ${word}`,
    parent_id: 1,
  });
  await tenant.byHand('/topapi/v2/user/create', {
    userid,
    name: 'Zoe',
    dept_id_list: `1,${String(club.dept_id)}`,
    exclusive_account: true,
    exclusive_account_type: 'sso',
  });
  const given = person({ title: 'Cook' }, word);
  const id = await tenant.addUser(given);
  expect((await tenant.inStep(id)).externalId).toBe(userid);
  // One create was refused for the userid, and led to the account: no other is tried.
  expect((await tenant.calls('user/create')).map(({ errcode }) => errcode)).toEqual(['0', '60102']);
  return { id, given, userid, club: club.dept_id };
}

describe('an enterprise account', () => {
  it.concurrent('is taken over, and updated with all its departments, whoever put it into them', async () => {
    const tenant = await (await sharedBridge()).connect({ settings });
    const { id, userid, club } = await adopted(tenant);
    expect(await tenant.account(id)).toMatchObject({ exclusive_account: true, title: 'Cook' });
    const since = await tenant.mark();
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'Mate' }]);
    await eventually('the title', async () => (await tenant.account(id))?.title === 'Mate');
    const [update, ...more] = await tenant.calls('user/update', since);
    expect(more).toEqual([]);
    expect(update?.body).toEqual({ userid, title: 'Mate', dept_id_list: `1,${String(club)}` });
  });

  it.concurrent('is disabled when its person leaves, and enabled when he is back', async () => {
    const tenant = await (await sharedBridge()).connect({ settings });
    const { id } = await adopted(tenant);
    const since = await tenant.mark();
    const switched = async () =>
      (await tenant.bridge.simulator.log(tenant.org, since))
        .map(({ path }) => path)
        .filter((path) => path !== '/gettoken');
    await setActive(tenant, id, false);
    await tenant.untilLink(id, { presence: 'leaving', outcome: 'converged', reason: 'disabled' });
    expect((await tenant.account(id))?.disabled).toBe(true);
    expect(await switched()).toEqual(['/topapi/user/listadmin', '/v1.0/contact/orgAccounts/disable']);
    await setActive(tenant, id, true);
    await tenant.inStep(id);
    expect(await tenant.account(id)).toMatchObject({ disabled: false, title: 'Cook' });
    expect((await switched()).slice(2)).toEqual(['/v1.0/contact/orgAccounts/enable']);
  });

  it.concurrent('shows what has changed meanwhile as soon as it is enabled again', async () => {
    const tenant = await (await sharedBridge()).connect({ settings });
    const { id } = await adopted(tenant);
    await setActive(tenant, id, false);
    await tenant.untilLink(id, { reason: 'disabled' });
    await tenant.scim.patch(`/Users/${id}`, [
      { op: 'replace', path: 'active', value: true },
      { op: 'replace', path: 'title', value: 'Mate' },
    ]);
    await tenant.inStep(id);
    expect(await tenant.account(id)).toMatchObject({ disabled: false, title: 'Mate' });
  });

  it.concurrent(
    'of somebody deleted in SCIM stays disabled, and is his again when he comes back',
    async () => {
      const tenant = await (await sharedBridge()).connect({ settings });
      const { id, given, userid } = await adopted(tenant);
      await tenant.scim.delete(`/Users/${id}`);
      await eventually('disabled', async () =>
        (await tenant.state()).users.some((user) => user.userid === userid && user.disabled),
      );
      const back = await tenant.addUser(given);
      expect((await tenant.inStep(back)).externalId).toBe(userid);
      expect((await tenant.account(back))?.disabled).toBe(false);
    },
  );
});

describe('an ordinary account', () => {
  it.concurrent('cannot be disabled: that is told, and nothing is done to it', async () => {
    const tenant = await (await sharedBridge()).connect({ settings });
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await setActive(tenant, id, false);
    await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'normalAccount' });
    expect(await tenant.account(id)).toMatchObject({ exclusive_account: false, disabled: false });
    await setActive(tenant, id, true);
    await tenant.inStep(id);
  });
});
