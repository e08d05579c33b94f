import { describe, expect, it } from '@jest/globals';
import { mobile, person, phones, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes: an administrator ends connections.

const patienceMs = 60_000;
const path = ({ connectionId }: Tenant) => `/connections/${connectionId}`;
const isThere = async (tenant: Tenant) =>
  (await tenant.bridge.admin.call('GET', path(tenant))).status === 200;
const ended = (tenant: Tenant) =>
  eventually('the connection has ended', async () => !(await isThere(tenant)), patienceMs);
const rowsOf = async ({ bridge, connectionId }: Tenant, table: string) => {
  const column = table === 'connection' ? 'id' : 'connection_id';
  const { databaseUrl } = bridge.addresses;
  return queryDatabase(databaseUrl, `select 1 from ${table} where ${column} = $1`, [connectionId]);
};

const eventsOf = async ({ bridge, connectionId }: Tenant) => {
  const at = `/connections/${connectionId}/activity?limit=1000`;
  const { body } = await bridge.admin.call<readonly { event: string; askedBy: string }[]>('GET', at);
  return body.map(({ event }) => event);
};

/** Waits until the plan of a run is held. */
const heldPlan = (tenant: Tenant, run: string) =>
  eventually(
    'the plan is held',
    async () => {
      const at = `${path(tenant)}/runs/${run}`;
      const { body } = await tenant.bridge.admin.call<{ state: string; checksum: string; counts: unknown }>(
        'GET',
        at,
      );
      return body.state === 'held' && body;
    },
    patienceMs,
  );

describe('a connection that is deleted', () => {
  it.concurrent('opens nothing any more, and DingTalk stays as it is', async () => {
    const tenant = await (await sharedBridge()).connect();
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    const since = await tenant.mark();
    const said = await typed(tenant, 'connections', 'delete', tenant.connectionId);
    expect(JSON.parse(said.out)).toEqual({ run: null });
    expect((await tenant.scim.get(`/Users/${id}`)).status).toBe(401);
    expect(await isThere(tenant)).toBe(false);
    for (const table of ['link', 'resource', 'activity', 'connection']) {
      const isEmpty = async () => (await rowsOf(tenant, table)).length === 0;
      await eventually(`${table} is empty`, isEmpty, patienceMs);
    }
    expect(await tenant.paths(since)).toEqual([]);
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent(
    'with all that is its own: a held plan, and what was there before stays',
    async () => {
      const settings = { defaultDepartmentId: 1, adoption: { keys: ['mobile'] } };
      const tenant = await (await sharedBridge()).connect({ settings });
      const { admin } = tenant.bridge;
      const number = mobile();
      const stranger = { name: 'Zoe by hand', mobile: number, dept_id_list: '1' };
      const { userid } = await tenant.byHand<{ userid: string }>('/topapi/v2/user/create', stranger);
      const zoe = await tenant.addUser(person({ phoneNumbers: phones(number) }));
      await tenant.untilLink(zoe, { outcome: 'blocked', reason: 'mobileTaken' });
      await admin.call('POST', `${path(tenant)}/resources/${zoe}/adopt`, { externalId: userid });
      const ada = await tenant.addUser(person());
      const sales = await tenant.addGroup(team('Sales', [ada]));
      for (const id of [zoe, ada, sales]) await tenant.inStep(id);

      const since = await tenant.mark();
      const { body } = await admin.call<{ run: string }>('DELETE', `${path(tenant)}?accounts=remove`);
      const at = `${path(tenant)}/runs/${body.run}`;
      const held = await heldPlan(tenant, body.run);
      expect(held.counts).toHaveLength(2);
      expect(held.counts).toContainEqual({ kind: 'leavers', state: 'held', n: 1 });
      expect(held.counts).toContainEqual({ kind: 'departmentDeletes', state: 'held', n: 1 });
      expect(await tenant.paths(since)).toEqual([]);
      expect(await isThere(tenant)).toBe(true);

      await admin.call('POST', `${at}/approve`, { checksum: held.checksum });
      await ended(tenant);
      const { users, departments } = await tenant.state();
      expect(users.map((one) => one.userid)).toEqual([userid]);
      expect(departments.map(({ name }) => name)).not.toContain('Sales');
    },
    120_000,
  );
});

describe('a connection that is to end with all that is its own', () => {
  it.concurrent(
    'lives on where its plan was dropped and it is opened again: what had gone comes back',
    async () => {
      const tenant = await (await sharedBridge()).connect();
      const { admin } = tenant.bridge;
      const ids = [await tenant.addUser(person()), await tenant.addUser(person())];
      await tenant.allInStep();
      const said = await typed(tenant, 'connections', 'delete', tenant.connectionId, '--with-accounts');
      const { run } = JSON.parse(said.out) as { run: string };
      const { checksum } = await heldPlan(tenant, run);
      const at = `${path(tenant)}/runs/${run}`;
      await admin.call('POST', `${at}/approve`, { checksum, places: [1] });
      await eventually('one is gone', async () => (await tenant.state()).users.length === 1, patienceMs);
      await admin.call('POST', `${at}/drop`, { checksum });
      // Nothing more happens by itself, and it says what it is.
      expect((await admin.call<{ closing: boolean }>('GET', path(tenant))).body.closing).toBe(true);
      expect((await tenant.links()).map(({ reason }) => reason)).toContain('dropped');

      const reopened = await typed(tenant, 'connections', 'reopen', tenant.connectionId);
      expect(JSON.parse(reopened.out)).toMatchObject({ id: tenant.connectionId, closing: false });
      await tenant.allInStep(patienceMs);
      for (const id of ids) expect(await tenant.account(id)).toBeDefined();
      const events = await eventsOf(tenant);
      const life = events.filter((event) => /^(connection|deletion)\./.test(event)).reverse();
      expect(life).toEqual([
        'connection.closing',
        'deletion.approved',
        'deletion.dropped',
        'connection.reopened',
      ]);
      expect((await admin.call('POST', `${path(tenant)}/reopen`)).status).toBe(409);
    },
    120_000,
  );

  it.concurrent(
    'asks once more for what was dropped when it is to end once more',
    async () => {
      const tenant = await (await sharedBridge()).connect();
      const { admin } = tenant.bridge;
      await tenant.inStep(await tenant.addUser(person()));
      const close = async () => {
        const { body } = await admin.call<{ run: string }>('DELETE', `${path(tenant)}?accounts=remove`);
        return {
          at: `${path(tenant)}/runs/${body.run}`,
          checksum: (await heldPlan(tenant, body.run)).checksum,
        };
      };
      const first = await close();
      await admin.call('POST', `${first.at}/drop`, { checksum: first.checksum });
      const second = await close();
      await admin.call('POST', `${second.at}/approve`, { checksum: second.checksum });
      await ended(tenant);
      expect((await tenant.state()).users).toEqual([]);
      const told = await typed(tenant, 'connections', 'ended');
      expect(JSON.parse(told.out)).toContainEqual(
        expect.objectContaining({ id: tenant.connectionId, accounts: 'removed', endedBy: 'admin:admin' }),
      );
    },
    120_000,
  );
});
