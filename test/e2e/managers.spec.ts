import { describe, expect, it } from '@jest/globals';
import { enterprise, managedBy, person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const connect = async () => (await sharedBridge()).connect();

async function setManager(tenant: Tenant, of: string, manager: string): Promise<void> {
  const path = `${enterprise}:manager`;
  const { status } = await tenant.scim.patch(`/Users/${of}`, [
    { op: 'add', path, value: { value: manager } },
  ]);
  expect(status).toBe(200);
}

describe('a manager', () => {
  it.concurrent('that is on his way is awaited, so that a person is one write', async () => {
    const tenant = await connect();
    const manager = await tenant.addUser(person());
    const id = await tenant.addUser(person(managedBy(manager)));
    await tenant.inStep(id);
    const creates = await tenant.calls('user/create');
    expect(creates.map(({ body }) => body?.manager_userid)).toEqual([
      undefined,
      (await tenant.link(manager))?.externalId,
    ]);
    expect(await tenant.calls('user/update')).toEqual([]);
  });

  it.concurrent('that is blocked is not awaited, and set when he comes', async () => {
    const tenant = await connect();
    const manager = await tenant.addUser(person({ active: false }));
    await tenant.untilLink(manager, { presence: 'gone' });
    const id = await tenant.addUser(person(managedBy(manager)));
    await tenant.untilLink(id, { presence: 'present', outcome: 'waiting', reason: 'manager' });
    await tenant.scim.patch(`/Users/${manager}`, [{ op: 'replace', path: 'active', value: true }]);
    const { externalId } = await tenant.inStep(manager);
    await tenant.inStep(id);
    expect((await tenant.account(id))?.manager_userid).toBe(externalId);
  });

  it.concurrent.each([
    { reason: 'a person is his own manager', size: 1 },
    { reason: 'two are each other', size: 2 },
    { reason: 'three go round in a circle', size: 3 },
  ])('is set where $reason', async ({ size }) => {
    const tenant = await connect();
    // Inactive until the circle is closed: all of it is new to DingTalk at one moment.
    const ids = await Promise.all(
      Array.from({ length: size }, () => tenant.addUser(person({ active: false }))),
    );
    for (const [index, id] of ids.entries()) await setManager(tenant, id, ids[(index + 1) % size]!);
    await Promise.all(
      ids.map((id) => tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: true }])),
    );
    for (const id of ids) await tenant.inStep(id);
    const accounts = await Promise.all(ids.map((id) => tenant.account(id)));
    expect(accounts.map((one) => one?.manager_userid)).toEqual(
      accounts.map((_, index) => accounts[(index + 1) % size]?.userid),
    );
    expect(await tenant.calls('user/create')).toHaveLength(size);
  });

  it.concurrent('that is there and has a change of his own ahead is not waited for', async () => {
    const tenant = await connect();
    const manager = await tenant.addUser(person());
    await tenant.inStep(manager);
    await tenant.fail({ path: '/topapi/v2/user/update', cut: 'before' });
    await tenant.scim.patch(`/Users/${manager}`, [{ op: 'add', path: 'title', value: 'Pilot' }]);
    await tenant.untilLink(manager, { outcome: 'retry', presence: 'present' });
    const id = await tenant.addUser(person(managedBy(manager)));
    await tenant.inStep(id);
    const [looked] = await queryDatabase<{ n: number }>(
      tenant.bridge.addresses.databaseUrl,
      'select lease_epoch::int as n from link where connection_id = $1 and resource_id = $2',
      [tenant.connectionId, id],
    );
    expect(looked?.n).toBe(1);
    expect((await tenant.account(id))?.manager_userid).toBe((await tenant.link(manager))?.externalId);
  });

  it.concurrent('that leaves is taken off his people', async () => {
    const tenant = await connect();
    const manager = await tenant.addUser(person());
    const id = await tenant.addUser(person(managedBy(manager)));
    await tenant.inStep(id);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'remove', path: `${enterprise}:manager` }]);
    await eventually('no manager', async () => (await tenant.account(id))?.manager_userid === undefined);
    await tenant.inStep(id);
  });
});
