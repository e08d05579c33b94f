import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { AdminClient, unique } from '../support/clients.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes: the server asks, the pusher reads, plans and, if told so, applies.

const connect = async (settings: object = { defaultDepartmentId: 1 }) =>
  (await sharedBridge()).connect({ settings: { ...settings } });

interface Trace {
  readonly rounds: readonly {
    readonly map: readonly { readonly field: string; readonly value?: unknown; readonly source?: string }[];
    readonly match: {
      readonly claims: readonly {
        readonly of: string;
        readonly holder: string;
        readonly resourceId: string | null;
      }[];
    };
    readonly plan: {
      readonly change: string | null;
      readonly fields: readonly {
        readonly field: string;
        readonly before: unknown;
        readonly after: unknown;
      }[];
      readonly ending: { readonly outcome: string; readonly reason: string | null };
    };
    readonly apply: {
      readonly began: string;
      readonly calls: readonly { readonly api: string; readonly code: string }[];
    } | null;
  }[];
  readonly stopped: string | null;
  readonly ended: {
    readonly presence: string;
    readonly outcome: string;
    readonly reason: string | null;
  } | null;
}
const at = ({ connectionId }: Tenant, id: string, verb: string) =>
  `/connections/${connectionId}/resources/${id}/${verb}`;
const explain = async (tenant: Tenant, id: string) =>
  (await tenant.bridge.admin.call<Trace>('GET', at(tenant, id, 'explain'))).body;
const sync = async (tenant: Tenant, id: string) =>
  (await tenant.bridge.admin.call<Trace>('POST', at(tenant, id, 'sync'))).body;
const run = (tenant: Tenant, text: string, values: readonly unknown[]) =>
  queryDatabase(tenant.bridge.addresses.databaseUrl, text, values);

describe('explain', () => {
  it('tells where each field comes from, who holds the values, and what would be done; and does nothing', async () => {
    const tenant = await connect();
    const body = { ...person(), title: 'Miss' };
    const id = await tenant.addUser(body);
    await tenant.inStep(id);
    const calls = (await tenant.calls()).length;
    // Kept from being worked meanwhile.
    await run(
      tenant,
      `update lane_state set not_before = now() + interval '1 hour' where connection_id = $1`,
      [tenant.connectionId],
    );
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'Countess' }]);
    const [round] = (await explain(tenant, id)).rounds;
    expect(round?.map.find(({ field }) => field === 'title')).toEqual({
      field: 'title',
      value: 'Countess',
      source: 'title',
    });
    expect(round?.match.claims[0]).toMatchObject({ of: 'mobile', holder: 'itself' });
    expect(round?.plan).toMatchObject({
      change: 'updateAccount',
      fields: [{ field: 'title', before: 'Miss', after: 'Countess' }],
    });
    expect(round?.apply).toBeNull();
    expect((await tenant.calls()).length).toBe(calls);
    expect(await tenant.link(id)).toMatchObject({ onTheWay: true });
  });

  it('names who has the mobile that somebody waits for', async () => {
    const tenant = await connect();
    const first = person();
    const holder = await tenant.addUser(first);
    await tenant.inStep(holder);
    const id = await tenant.addUser({ ...person(), phoneNumbers: first.phoneNumbers });
    await tenant.untilLink(id, { outcome: 'blocked', reason: 'mobileTaken' });
    const [round] = (await explain(tenant, id)).rounds;
    expect(round?.match.claims[0]).toEqual({ of: 'mobile', holder: 'another', resourceId: holder });
  });

  it('knows no stranger', async () => {
    const tenant = await connect();
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await tenant.bridge.admin.call('GET', at(tenant, unknown, 'explain'))).status).toBe(404);
    const other = await connect();
    const id = await other.addUser(person());
    expect((await tenant.bridge.admin.call('POST', at(tenant, id, 'sync'))).status).toBe(404);
  });
});

describe('who only views', () => {
  it('is told the same trace with a person’s values masked', async () => {
    const tenant = await connect();
    const { admin, addresses } = tenant.bridge;
    const account = { name: `viewer-${unique()}`, password: `secret-${unique()}${unique()}` };
    expect((await admin.call('POST', '/accounts', { ...account, role: 'viewer' })).status).toBe(201);
    const body = person();
    const id = await tenant.addUser(body);
    await tenant.inStep(id);
    const viewer = new AdminClient(addresses.origin, account.name, account.password);
    const told = await viewer.call<Trace>('GET', at(tenant, id, 'explain'));
    const [plain] = (await explain(tenant, id)).rounds;
    const [masked] = told.body.rounds;
    const valueOf = (round: typeof plain, field: string) =>
      round?.map.find((one) => one.field === field)?.value;
    const number = String(valueOf(plain, 'mobile'));
    expect(valueOf(masked, 'mobile')).toBe(`${number.slice(0, 1)}***${number.slice(-1)}`);
    expect(masked?.map.map(({ field, source }) => [field, source])).toEqual(
      plain?.map.map(({ field, source }) => [field, source]),
    );
    for (const secret of [number, String(body.userName), String(body.displayName)])
      expect(told.text).not.toContain(secret);
  });
});

describe('sync', () => {
  it('makes somebody who was blocked as soon as the reason is mended, and tells the calls', async () => {
    const tenant = await connect();
    const { phoneNumbers, ...body } = person();
    const id = await tenant.addUser(body);
    await tenant.untilLink(id, { outcome: 'blocked', reason: 'noMobile' });
    expect(await sync(tenant, id)).toMatchObject({
      stopped: null,
      rounds: [{ apply: { began: 'done', calls: [] } }],
      ended: { outcome: 'blocked', reason: 'noMobile' },
    });
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'phoneNumbers', value: phoneNumbers }]);
    const trace = await sync(tenant, id);
    const calls = trace.rounds.flatMap(({ apply }) => apply?.calls ?? []);
    expect(trace.ended).toMatchObject({ presence: 'present', outcome: 'converged' });
    // Whoever was faster, it was made once.
    expect(calls.length).toBeLessThanOrEqual(1);
    expect(await tenant.calls('user/create')).toHaveLength(1);
  });

  it('looks at what is in step, and finds nothing to do', async () => {
    const tenant = await connect();
    const group = await tenant.addGroup(team(`Platoon ${unique()}`));
    await tenant.inStep(group);
    const before = (await tenant.calls()).length;
    const trace = await sync(tenant, group);
    expect(trace.rounds.map(({ plan, apply }) => [plan.change, apply?.began])).toEqual([[null, 'done']]);
    expect(trace.ended).toMatchObject({ presence: 'present', outcome: 'converged' });
    expect((await tenant.calls()).length).toBe(before);
  });

  it('stands still with its lane, and says so', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await run(
      tenant,
      `update lane_state set not_before = now() + interval '1 hour' where connection_id = $1`,
      [tenant.connectionId],
    );
    expect(await sync(tenant, id)).toMatchObject({ stopped: 'laneRests', rounds: [] });
    await run(tenant, `update connection set state = 'quarantined' where id = $1`, [tenant.connectionId]);
    expect(await sync(tenant, id)).toMatchObject({ stopped: 'quarantined', rounds: [] });
  });

  it('keeps nobody’s data in the store in the clear', async () => {
    const tenant = await connect();
    const id = await tenant.addUser({ ...person(), displayName: 'Grace of the traces' });
    await sync(tenant, id);
    const kept = await run(tenant, 'select to_jsonb(t) as row from task t where connection_id = $1', [
      tenant.connectionId,
    ]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('Grace');
  });
});

describe('npm run bridge', () => {
  it('explains and syncs by name', async () => {
    const tenant = await connect();
    const userName = `u-${unique()}`;
    const id = await tenant.addUser({ ...person(), userName });
    await tenant.inStep(id);
    const told = await typed(tenant, 'explain', tenant.connectionId, userName);
    expect([told.code, told.out]).toEqual([0, expect.stringContaining(`account ${id}`)]);
    expect(told.out).toMatch(/plan {3}no change -> present, converged/);
    const synced = await typed(tenant, 'sync', tenant.connectionId, userName, '--json');
    expect(synced.code).toBe(0);
    expect(JSON.parse(synced.out)).toMatchObject({ resourceId: id, ended: { outcome: 'converged' } });
    const stranger = await typed(tenant, 'explain', tenant.connectionId, 'nobody-of-this-name');
    expect(stranger).toEqual({ code: 2, out: 'There is no such person or department.\n' });
  });

  it('ends a sync with 1 where it is not in step', async () => {
    const tenant = await connect();
    const { userName, displayName } = person();
    const id = await tenant.addUser({ userName, displayName });
    await eventually('blocked', async () => (await tenant.link(id))?.outcome === 'blocked');
    const { code, out } = await typed(tenant, 'sync', tenant.connectionId, id);
    expect([code, out]).toEqual([1, expect.stringContaining('blocked (noMobile)')]);
  });
});
