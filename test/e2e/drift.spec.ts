import { describe, expect, it } from '@jest/globals';
import type { endpoints, Heard } from '#admin-api';
import { managedBy, person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes: the command asks the server, the server the pusher, the pusher the simulator.

const patience = 60_000;

async function connect(settings: object = {}): Promise<Tenant> {
  const bridge = await sharedBridge();
  const company = await bridge.simulator.organisation(`tenant-${unique()}`, 1_000);
  return bridge.connect({
    company,
    settings: { defaultDepartmentId: 1, callsPerSecond: 1_000, ...settings },
  });
}

type Reading = Heard<typeof endpoints.drift.read>;
interface Told extends Reading {
  readonly code: number;
  readonly findings: Heard<typeof endpoints.drift.findings>['findings'];
}

async function drift(tenant: Tenant, ...options: readonly string[]): Promise<Told> {
  const { code, out } = await typed(tenant, 'drift', tenant.connectionId, ...options);
  return { ...(JSON.parse(out) as Omit<Told, 'code'>), code };
}

const found = ({ findings }: Told) =>
  findings.map(({ kind, resourceId, fields }) => ({ kind, resourceId, fields }));

const writes = async (tenant: Tenant, since: number) =>
  (await tenant.paths(since)).filter((path) => /create|update|delete/.test(path));

describe('npm run bridge -- drift', () => {
  it.concurrent(
    'costs an unchanged company D + sum of max(1, ceil(m/100)) reads and no write, and ends with 0',
    async () => {
      const tenant = await connect({ defaultDepartmentId: undefined });
      const boss = await tenant.addUser(person());
      const ids = [boss];
      for (let n = 0; n < 4; n += 1) ids.push(await tenant.addUser(person(managedBy(boss))));
      const below = await tenant.addGroup(team(`Below ${unique()}`, [boss]));
      await tenant.addGroup(team(`Empty ${unique()}`));
      const above = await tenant.addGroup(team(`Above ${unique()}`, ids));
      await tenant.changeMembers(above, 'add', [below]);
      await tenant.allInStep(patience);
      // 120 who are nobody's own: two pages, and no drift.
      const { dept_id: foreign } = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', {
        name: 'By hand',
        parent_id: 1,
      });
      for (let n = 0; n < 120; n += 1) {
        await tenant.byHand('/topapi/v2/user/create', {
          userid: `hand-${String(n)}`,
          name: 'By hand',
          mobile: `139${String(10_000_000 + n)}`,
          dept_id_list: String(foreign),
        });
      }

      const since = await tenant.mark();
      const told = await drift(tenant);
      expect(told).toMatchObject({ code: 0, found: {}, findings: [], runId: null });
      const account = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
      const { body } = await tenant.scim.get(`/Users/${boss}?attributes=${account}:active`);
      expect(body[account]).toEqual({ active: false });
      // The root, three Groups and the one by hand; all of one page but the last.
      const calls = await tenant.paths(since);
      expect(calls.filter((path) => path === 'department/listsub')).toHaveLength(5);
      expect(calls.filter((path) => path === 'user/list')).toHaveLength(4 + 2);
      expect(calls).toHaveLength(5 + 6);
    },
    patience * 2,
  );

  it.concurrent('takes nobody to have moved where only the settings name another department', async () => {
    const tenant = await connect();
    await tenant.addUser(person());
    await tenant.allInStep(patience);
    const other = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', {
      name: 'Other',
      parent_id: 1,
    });
    // The way there is a run that waits for somebody.
    const settings = {
      defaultDepartmentId: other.dept_id,
      policy: { runs: { withoutDepartment: { count: 0 } } },
    };
    await tenant.bridge.admin.call('PUT', `/connections/${tenant.connectionId}/settings`, settings);
    await eventually('it is held', async () =>
      (await tenant.links()).every(({ outcome }) => outcome === 'held'),
    );
    expect(await drift(tenant)).toMatchObject({ code: 0, found: {}, findings: [] });
  });

  it.concurrent(
    'tells each field that somebody changed by hand, and mends all of it, and nothing else',
    async () => {
      const tenant = await connect();
      const titled = await tenant.addUser(person({ title: 'Engineer' }));
      const gone = await tenant.addUser(person());
      const untouched = await tenant.addUser(person());
      const group = await tenant.addGroup(team(`Team ${unique()}`, [titled]));
      await tenant.allInStep(patience);
      const idOf = async (id: string) => (await tenant.link(id))?.externalId ?? '';
      const [department, lost] = [Number(await idOf(group)), await idOf(gone)];
      await tenant.byHand('/topapi/v2/user/update', {
        userid: await idOf(titled),
        title: 'Queen',
        dept_id_list: '1',
      });
      await tenant.byHand('/topapi/v2/department/update', { dept_id: department, name: 'By hand' });
      await tenant.byHand('/topapi/v2/user/delete', { userid: lost });
      // The bridge has never written it.
      await tenant.byHand('/topapi/v2/user/update', { userid: await idOf(untouched), hide_mobile: 'true' });

      const told = await drift(tenant);
      expect([told.code, told.runId]).toEqual([1, null]);
      const all = found(told);
      expect(all).toHaveLength(3);
      expect(all).toEqual(
        expect.arrayContaining([
          { kind: 'changed', resourceId: titled, fields: ['title', 'dept_id_list'] },
          { kind: 'changed', resourceId: group, fields: ['name'] },
          { kind: 'missing', resourceId: gone, fields: [] },
        ]),
      );
      const changed = told.findings.find(({ resourceId }) => resourceId === titled);
      expect(changed?.values).toMatchObject({
        title: ['Engineer', 'Queen'],
        dept_id_list: [[department], [1]],
      });
      const mark = await tenant.mark();
      expect(await writes(tenant, mark)).toEqual([]);

      expect((await drift(tenant, '--repair')).code).toBe(0);
      await eventually(
        'mended',
        async () => (await tenant.account(titled))?.title === 'Engineer' && (await tenant.account(gone)),
        patience,
      );
      await tenant.allInStep(patience);
      expect((await tenant.account(titled))?.dept_id_list).toEqual([department]);
      expect((await tenant.link(gone))?.externalId).toBe(lost);
      expect([...(await writes(tenant, mark))].sort()).toEqual([
        'department/update',
        'user/create',
        'user/update',
      ]);
      expect(await drift(tenant)).toMatchObject({ code: 0, found: {} });
      const { body } = await tenant.bridge.admin.call<readonly { kind: string; state: string }[]>(
        'GET',
        `/connections/${tenant.connectionId}/runs`,
      );
      expect(body[0]).toMatchObject({ kind: 'resync', state: 'released' });
    },
    patience * 4,
  );

  it.concurrent(
    'holds a mend that passes a threshold',
    async () => {
      const tenant = await connect({ policy: { runs: { updates: { count: 1 } } } });
      const ids = [await tenant.addUser(person()), await tenant.addUser(person())];
      await tenant.allInStep(patience);
      for (const id of ids) {
        const userid = (await tenant.link(id))?.externalId;
        await tenant.byHand('/topapi/v2/user/update', { userid, name: 'By hand' });
      }
      const since = await tenant.mark();
      await drift(tenant, '--repair');
      for (const id of ids) await tenant.untilLink(id, { outcome: 'held', reason: 'run' });
      expect(await writes(tenant, since)).toEqual([]);
    },
    patience * 2,
  );

  it.concurrent(
    'takes a sudden drop of what is visible for a fault of the app, and nobody for gone',
    async () => {
      const tenant = await connect();
      const group = await tenant.addGroup(team(`Seen ${unique()}`));
      for (let n = 0; n < 14; n += 1) await tenant.addUser(person());
      await tenant.allInStep(patience);
      const department = Number((await tenant.link(group))?.externalId);
      await tenant.byHand('/topapi/v2/department/update', { dept_id: department, order: 1 });
      const { appKey } = tenant.company;
      await tenant.bridge.simulator.setApp({ appKey, contactScope: { departments: [department] } });
      const at = `/connections/${tenant.connectionId}/settings`;
      await tenant.bridge.admin.call('PUT', at, {
        rootDepartmentId: department,
        defaultDepartmentId: department,
        policy: { dryRun: true },
      });
      const since = await tenant.mark();
      const told = await drift(tenant, '--repair');
      expect(told).toMatchObject({ code: 1, findings: [], runId: null });
      expect(told.seen).toEqual({ kind: 'visibilityLost', known: 15, unmet: 15 });
      expect((await tenant.paths(since)).filter((path) => path.startsWith('user/get'))).toEqual([]);
    },
    patience * 2,
  );

  it.concurrent(
    'compares nothing that the app may not read',
    async () => {
      const tenant = await connect();
      const id = await tenant.addUser(person());
      await tenant.allInStep(patience);
      expect((await tenant.account(id))?.email).toContain('@example.test');
      await tenant.bridge.simulator.setApp({ appKey: tenant.company.appKey, fields: [] });
      expect(await drift(tenant)).toMatchObject({ code: 0, found: {} });
    },
    patience * 2,
  );

  it.concurrent(
    'is told to be unknown where DingTalk could not be read',
    async () => {
      const tenant = await connect();
      await tenant.bridge.simulator.setApp({ appKey: tenant.company.appKey, scopes: ['qyapi_base'] });
      const told = await drift(tenant, '--repair');
      expect(told).toMatchObject({ code: 1, runId: null, found: {} });
      expect(told.seen).toMatchObject({ kind: 'unknown', why: 'noPermission' });
    },
    patience * 2,
  );
});
