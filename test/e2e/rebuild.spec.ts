import { describe, expect, it } from '@jest/globals';
import type { endpoints, Heard } from '#admin-api';
import { managedBy, person, team } from '../builders/scim.js';
import { Tenant } from '../support/bridge.js';
import { ScimClient, unique } from '../support/clients.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes; whatever an administrator does is typed at the command line.

const patience = 60_000;
type Reading = Heard<typeof endpoints.rebuild.read>;
type Run = Heard<typeof endpoints.runs.read>;

/** The store forgets a connection, which is made again with the stamp of the first and only plans. */
async function withEmptyStore(before: Tenant, settings: object): Promise<Tenant> {
  const { bridge, connectionId, company } = before;
  const { databaseUrl, simulatorUrl } = bridge.addresses;
  const [row] = await queryDatabase<{ stamp: string }>(
    databaseUrl,
    'delete from connection where id = $1 returning stamp',
    [connectionId],
  );
  const { appKey, appSecret } = company;
  const made = await bridge.admin.call<{ connection: { id: string }; scimToken: string }>(
    'POST',
    '/connections',
    {
      name: `again-${unique()}`,
      appKey,
      appSecret,
      oapiBase: simulatorUrl,
      stamp: row?.stamp,
      settings: { ...settings, policy: { dryRun: true } },
    },
  );
  expect(made.status).toBe(201);
  const scim = new ScimClient(bridge.scimUrl, made.body.scimToken);
  return new Tenant(bridge, made.body.connection.id, company, scim);
}

describe('a store that is lost while DingTalk stays', () => {
  it.concurrent(
    'is rebuilt by stamp, reviewed and converges: no account twice, nothing deleted',
    async () => {
      const bridge = await sharedBridge();
      const company = await bridge.simulator.organisation(`tenant-${unique()}`, 1_000);
      const settings = { defaultDepartmentId: 1, callsPerSecond: 1_000 };
      const first = await bridge.connect({ company, settings });
      const people = Array.from({ length: 6 }, () => person({ title: 'Engineer' }));
      const [above, below] = [unique(), unique()].map((word) =>
        team(`Team ${word}`, [], { externalId: `group-${word}` }),
      );
      const push = async (tenant: Tenant, some: readonly object[]) => {
        const ids: string[] = [];
        for (const one of some) {
          const boss = ids[0];
          ids.push(await tenant.addUser({ ...one, ...(boss === undefined ? {} : managedBy(boss)) }));
        }
        const inner = await tenant.addGroup({ ...below, members: ids.slice(1).map((value) => ({ value })) });
        await tenant.addGroup({ ...above, members: [{ value: inner }] });
        return ids;
      };
      const ids = await push(first, people);
      await first.allInStep(patience);
      const before = await first.state();
      const userids = before.users.map(({ userid }) => userid).sort();
      const lost = (await first.link(ids[5] ?? ''))?.externalId ?? '';

      const tenant = await withEmptyStore(first, settings);
      // What happens while nobody remembers: one leaves SCIM, one is renamed there, a department is renamed here.
      const renamed = before.departments.find(({ name }) => name === above?.displayName);
      await tenant.byHand('/topapi/v2/department/update', { dept_id: renamed?.dept_id, name: 'By hand' });
      const since = await tenant.mark();
      const stay = people.slice(0, 5).map((one, at) => (at === 4 ? { ...one, title: 'Queen' } : one));
      const again = await push(tenant, stay);
      // Who waits for a department that is held waits too.
      await eventually(
        'all is looked at',
        async () =>
          (await tenant.links()).every(({ outcome }) => outcome === 'held' || outcome === 'waiting'),
        patience,
      );

      const { code, out } = await typed(tenant, 'rebuild', tenant.connectionId);
      const told = JSON.parse(out) as Reading & { findings: { kind: string; externalId: string }[] };
      expect([code, told.found]).toEqual([0, { takenOver: 7, unclaimed: 1 }]);
      expect(told.findings.find(({ kind }) => kind === 'unclaimed')?.externalId).toBe(lost);

      const hold = await eventually(
        'a held plan',
        async () => {
          const listed = await typed(tenant, 'holds', 'list', tenant.connectionId);
          return (JSON.parse(listed.out) as readonly Run[]).find(({ kind }) => kind === 'rebuild');
        },
        patience,
      );
      const shown = await typed(tenant, 'holds', 'show', tenant.connectionId, hold.id);
      const { checksum, changes } = JSON.parse(shown.out) as Run & { changes: { change: string }[] };
      expect(new Set(changes.map(({ change }) => change))).toEqual(
        new Set(['updateAccount', 'updateDepartment']),
      );
      expect((await tenant.paths(since)).filter((path) => /create|update|delete/.test(path))).toEqual([]);

      const at = `/connections/${tenant.connectionId}/settings`;
      expect((await tenant.bridge.admin.call('PUT', at, settings)).status).toBe(200);
      await typed(tenant, 'holds', 'approve', tenant.connectionId, hold.id, '--checksum', checksum);
      await tenant.allInStep(patience);
      const after = await tenant.state();
      expect(after.users.map(({ userid }) => userid).sort()).toEqual(userids);
      expect(after.departments.map(({ dept_id, name }) => [dept_id, name]).sort()).toEqual(
        before.departments.map(({ dept_id, name }) => [dept_id, name]).sort(),
      );
      expect((await tenant.account(again[4] ?? ''))?.title).toBe('Queen');
      expect((await tenant.paths(since)).filter((path) => /create|delete/.test(path))).toEqual([]);
    },
    patience * 3,
  );
});
