import { describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes. Only the time until the next try is shortened, in the store: a minute and more otherwise.

const connect = async () => (await sharedBridge()).connect();

interface Troubles {
  readonly quarantine: {
    readonly reason: string;
    readonly address: string | null;
    readonly since: string;
    readonly nextProbeAt: string;
    readonly failedProbes: number;
  } | null;
  readonly lanes: readonly {
    readonly lane: string;
    readonly reason: string;
    readonly permission: string | null;
    readonly grantLink: string | null;
    readonly since: string;
    readonly nextProbeAt: string;
    readonly failures: number;
  }[];
}

const troubles = async ({ bridge, connectionId }: Tenant) =>
  (await bridge.admin.call<Troubles>('GET', `/connections/${connectionId}/troubles`)).body;
const run = ({ bridge, connectionId }: Tenant, text: string) =>
  queryDatabase(bridge.addresses.databaseUrl, text, [connectionId]);
const probeNow = (tenant: Tenant) => run(tenant, 'update connection set probe_at = now() where id = $1');
const laneNow = (tenant: Tenant) =>
  run(tenant, 'update lane_state set not_before = now() where connection_id = $1 and failures > 0');
const msUntil = (time: string) => Date.parse(time) - Date.now();

async function quarantined(
  tenant: Tenant,
  app: { readonly appSecret: string } | { readonly ipAllowList: readonly string[] },
): Promise<string> {
  await tenant.bridge.simulator.setApp({ appKey: tenant.company.appKey, ...app });
  const id = await tenant.addUser(person());
  await eventually('quarantined', async () => (await troubles(tenant)).quarantine !== null);
  return id;
}

describe('a quarantine', () => {
  it.concurrent(
    'heals by itself: SCIM was written meanwhile, everything stayed due and is worked off',
    async () => {
      const tenant = await connect();
      const first = await tenant.addUser(person());
      await tenant.inStep(first);
      const { appSecret } = tenant.company;
      const second = await quarantined(tenant, { appSecret: 'another' });
      const told = (await troubles(tenant)).quarantine;
      expect(told).toMatchObject({ reason: 'badCredentials', failedProbes: 0 });
      expect(msUntil(told?.nextProbeAt ?? '')).toBeLessThanOrEqual(60_000);

      const patched = await tenant.scim.patch(`/Users/${first}`, [
        { op: 'add', path: 'title', value: 'Miss' },
      ]);
      expect([200, 204]).toContain(patched.status);
      const third = await tenant.addUser(person());
      const calls = (await tenant.calls()).length;
      for (const id of [first, second, third]) {
        const link = await tenant.link(id);
        expect([link?.onTheWay, typeof link?.dueAt]).toEqual([true, 'string']);
      }

      await probeNow(tenant);
      await eventually(
        'a probe said no',
        async () => (await troubles(tenant)).quarantine?.failedProbes === 1,
      );
      expect((await tenant.calls()).length).toBe(calls);
      const next = (await troubles(tenant)).quarantine;
      expect(next?.since).toBe(told?.since);
      expect(msUntil(next?.nextProbeAt ?? '')).toBeGreaterThan(90_000);

      await tenant.bridge.simulator.setApp({ appKey: tenant.company.appKey, appSecret });
      await probeNow(tenant);
      for (const id of [first, second, third]) await tenant.inStep(id);
      expect((await tenant.account(first))?.title).toBe('Miss');
      expect(await troubles(tenant)).toEqual({ quarantine: null, lanes: [] });
    },
  );

  it.concurrent('names the address that DingTalk does not let in, and ends when it is let in', async () => {
    const tenant = await connect();
    const id = await quarantined(tenant, { ipAllowList: ['203.0.113.7'] });
    expect((await troubles(tenant)).quarantine).toMatchObject({
      reason: 'ipNotAllowed',
      address: '127.0.0.1',
    });
    await tenant.bridge.simulator.setApp({ appKey: tenant.company.appKey, ipAllowList: null });
    await probeNow(tenant);
    await tenant.inStep(id);
  });
});

describe('a paused lane', () => {
  it.concurrent(
    'tells what is missing and where it is granted, is tried ever more rarely, and heals by itself',
    async () => {
      const tenant = await connect();
      const { appKey } = tenant.company;
      const scopes = ['qyapi_base', 'qyapi_get_department_list', 'qyapi_get_member'];
      await tenant.bridge.simulator.setApp({ appKey, scopes });
      const id = await tenant.addUser(person());
      const resting = async (failures: number) =>
        eventually('the lane rests', async () => {
          const { lanes } = await troubles(tenant);
          return lanes.find((one) => one.lane === 'people' && one.failures === failures);
        });
      const first = await resting(1);
      expect(first).toMatchObject({
        reason: 'refused',
        permission: 'qyapi_manage_addresslist',
        grantLink: `https://open-dev.dingtalk.com/appscope/apply?content=${appKey}%23qyapi_manage_addresslist`,
      });
      expect((await troubles(tenant)).quarantine).toBeNull();
      const patched = await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Miss' }]);
      expect(patched.status).toBe(200);

      await laneNow(tenant);
      const second = await resting(2);
      expect(second.since).toBe(first.since);
      expect(msUntil(second.nextProbeAt)).toBeGreaterThan(90_000);

      await tenant.bridge.simulator.setApp({ appKey, scopes: [...scopes, 'qyapi_manage_addresslist'] });
      await laneNow(tenant);
      await tenant.inStep(id);
      expect((await tenant.account(id))?.title).toBe('Miss');
      await eventually('nothing is in the way', async () => (await troubles(tenant)).lanes.length === 0);
    },
  );
});
