import { describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time: who administers the organisation is DingTalk's own answer.

const connect = async (action: string) => {
  const bridge = await sharedBridge();
  const company = await bridge.simulator.organisation(`tenant-${unique()}`);
  const away = await bridge.simulator.byHand<{ dept_id: number }>(company, '/topapi/v2/department/create', {
    name: 'Away',
    parent_id: 1,
  });
  const policy = { action, graceSeconds: 0 };
  const leavers = { deactivated: policy, deleted: policy, outOfScope: policy };
  const settings = { defaultDepartmentId: 1, holdingDepartmentId: away.dept_id, leavers };
  return bridge.connect({ company, settings });
};

/** Somebody whom the organisation's own people have made an administrator. */
async function administrator(tenant: Tenant, level: 1 | 2) {
  const id = await tenant.addUser(person());
  const { externalId } = await tenant.inStep(id);
  await tenant.bridge.simulator.setAdministrator(tenant.org, externalId ?? '', level);
  return { id, userid: externalId ?? '' };
}

/** As if the ten minutes for which the answer holds were over. */
const forgetWho = ({ bridge, connectionId }: Tenant) =>
  queryDatabase(
    bridge.addresses.databaseUrl,
    `update known_administrators set read_at = now() - interval '11 minutes' where connection_id = $1`,
    [connectionId],
  );

const writes = async (tenant: Tenant, since: number) =>
  (await tenant.bridge.simulator.log(tenant.org, since))
    .map(({ path }) => path)
    .filter((path) => /\/(update|delete|disable)$/.test(path));

describe('an administrator of DingTalk', () => {
  it.concurrent.each([
    { action: 'delete', level: 1 },
    { action: 'delete', level: 2 },
    { action: 'disable', level: 1 },
    { action: 'holding', level: 2 },
  ] as const)('of level $level is not touched by the policy $action, and told', async ({ action, level }) => {
    const tenant = await connect(action);
    const { id } = await administrator(tenant, level);
    const since = await tenant.mark();
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
    await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'isAdministrator' });
    expect(await writes(tenant, since)).toEqual([]);
  });

  it.concurrent('is not deleted with his User either; once he is none any more he goes', async () => {
    const tenant = await connect('delete');
    const { id, userid } = await administrator(tenant, 2);
    const since = await tenant.mark();
    await tenant.scim.delete(`/Users/${id}`);
    await eventually('told', async () =>
      (await tenant.links()).some(({ reason }) => reason === 'isAdministrator'),
    );
    expect(await writes(tenant, since)).toEqual([]);
    expect((await tenant.state()).users.map((user) => user.userid)).toContain(userid);

    await tenant.bridge.simulator.setAdministrator(tenant.org, userid, null);
    await forgetWho(tenant);
    await tenant.retry();
    await eventually('gone', async () => (await tenant.links()).length === 0);
    expect(await writes(tenant, since)).toEqual(['/topapi/v2/user/delete']);
  });

  it.concurrent(
    'is not deleted to be made again with another mobile, although that was ordered',
    async () => {
      const tenant = await connect('delete');
      const { id } = await administrator(tenant, 1);
      const since = await tenant.mark();
      const value = [{ type: 'mobile', value: '13912345678' }];
      await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'phoneNumbers', value }]);
      await tenant.untilLink(id, { outcome: 'blocked', reason: 'mobileChange' });
      const path = `/connections/${tenant.connectionId}/people/${id}/recreate`;
      const ordered = await tenant.bridge.admin.call('POST', path);
      expect(ordered.status).toBeLessThan(300);
      await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'isAdministrator' });
      expect(await writes(tenant, since)).toEqual([]);
    },
  );
});
