import { describe, expect, it } from '@jest/globals';
import type { endpoints, Heard } from '#admin-api';
import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { printed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time; whatever an administrator does is typed at the command line.

type Run = Heard<typeof endpoints.runs.read>;
interface Shown extends Run {
  readonly changes: Heard<typeof endpoints.runs.changes>;
}

const holds = async (tenant: Tenant): Promise<readonly Run[]> =>
  JSON.parse(await printed(tenant, 'holds', 'list', tenant.connectionId)) as readonly Run[];

const show = async (tenant: Tenant, hold: string): Promise<Shown> =>
  JSON.parse(await printed(tenant, 'holds', 'show', tenant.connectionId, hold)) as Shown;

const decide = async (tenant: Tenant, verb: 'approve' | 'drop', { id, checksum }: Run, ...more: string[]) =>
  JSON.parse(
    await printed(tenant, 'holds', verb, tenant.connectionId, id, '--checksum', checksum, ...more),
  ) as { readonly items: number };

const users = async (tenant: Tenant): Promise<number> => (await tenant.state()).users.length;

/** The one held plan, once it lists so many. */
const heldPlan = async (tenant: Tenant, listed: number): Promise<Run> =>
  eventually(
    `a held plan of ${String(listed)}`,
    async () => (await holds(tenant)).find((run) => run.listed === listed),
    60_000,
  );

async function connect(policy: object, more: object = {}): Promise<Tenant> {
  const bridge = await sharedBridge();
  const company = await bridge.simulator.organisation(`tenant-${unique()}`, 100);
  return bridge.connect({
    company,
    settings: { defaultDepartmentId: 1, callsPerSecond: 100, policy, ...more },
  });
}

async function saveSettings(tenant: Tenant, settings: object): Promise<void> {
  const at = `/connections/${tenant.connectionId}/settings`;
  const { status, text } = await tenant.bridge.admin.call('PUT', at, { defaultDepartmentId: 1, ...settings });
  if (status !== 200) throw new Error(`settings answered ${String(status)}: ${text}`);
}

describe('a budget', () => {
  it.concurrent(
    'of 10 lets 10 of 30 leave; 20 are held as one plan, of which one comes back and 19 are let go',
    async () => {
      const tenant = await connect({ budgets: { leavers: { count: 10 } } });
      const people = Array.from({ length: 100 }, () => person());
      const ids: string[] = [];
      for (const one of people) ids.push(await tenant.addUser(one));
      await tenant.allInStep(120_000);

      await Promise.all(ids.slice(0, 30).map((id) => tenant.scim.delete(`/Users/${id}`)));
      const hold = await show(tenant, (await heldPlan(tenant, 20)).id);
      await eventually('ten have left', async () => (await users(tenant)) === 90);
      expect(hold).toMatchObject({ kind: 'trickle', changeKind: 'leavers', state: 'held' });
      expect(hold.changes.map(({ change, state }) => `${change} ${state}`)).toEqual(
        Array.from({ length: 20 }, () => 'deleteAccount held'),
      );

      const name = hold.changes[4]?.displayName;
      const back = people.find(({ displayName }) => displayName === name);
      await tenant.inStep(await tenant.addUser(back ?? {}), 60_000);
      expect((await show(tenant, hold.id)).changes[4]?.state).toBe('moved');

      expect(await decide(tenant, 'approve', hold)).toEqual({ items: 19 });
      await eventually('nineteen more have left', async () => (await users(tenant)) === 71, 60_000);
      await eventually('nothing is held', async () => (await holds(tenant)).length === 0);

      await tenant.scim.delete(`/Users/${ids[30] ?? ''}`);
      expect((await show(tenant, (await heldPlan(tenant, 1)).id)).changes).toMatchObject([{ state: 'held' }]);
      expect([await users(tenant), (await tenant.calls('user/delete')).length]).toEqual([71, 29]);
    },
    300_000,
  );

  it.concurrent('of nothing holds a kind, and what is dropped is not done; other kinds go on', async () => {
    const tenant = await connect({ budgets: { leavers: { count: 0 } } });
    const ids = [await tenant.addUser(person()), await tenant.addUser(person())];
    for (const id of ids) await tenant.inStep(id, 60_000);
    await tenant.scim.delete(`/Users/${ids[0] ?? ''}`);
    const hold = await show(tenant, (await heldPlan(tenant, 1)).id);
    await tenant.scim.patch(`/Users/${ids[1] ?? ''}`, [{ op: 'replace', path: 'title', value: 'Engineer' }]);
    await eventually(
      'the title',
      async () => (await tenant.account(ids[1] ?? ''))?.title === 'Engineer',
      60_000,
    );
    expect(await decide(tenant, 'drop', hold)).toEqual({ items: 1 });
    expect([await holds(tenant), await users(tenant)]).toEqual([[], 2]);
    expect((await tenant.links()).map(({ reason }) => reason)).toContain('dropped');
  });
});

describe('a mapping that renames everybody', () => {
  it.concurrent(
    'is held with its plan; approved, it is applied, and a second plan is empty',
    async () => {
      const policy = { runs: { updates: { count: 3 } } };
      const tenant = await connect(policy);
      const people = Array.from({ length: 5 }, () => person());
      const ids = await Promise.all(people.map((one) => tenant.addUser(one)));
      for (const id of ids) await tenant.inStep(id, 60_000);
      const since = await tenant.mark();
      await saveSettings(tenant, {
        callsPerSecond: 100,
        policy,
        mapping: { name: { sources: ['userName'] } },
      });
      const hold = await show(tenant, (await heldPlan(tenant, 5)).id);
      expect(hold).toMatchObject({ kind: 'settings', kindsOver: ['updates'] });
      expect(hold.totals).toMatchObject({ changes: { updates: 5 }, calls: { updateUser: 5 }, texts: 0 });
      expect(Object.keys(hold.changes[0]?.values ?? {})).toEqual(['name']);
      const { body: judged } = await tenant.bridge.admin.call<Heard<typeof endpoints.runs.judge>>(
        'POST',
        `/connections/${tenant.connectionId}/runs/${hold.id}/judge`,
        { settings: { policy: { runs: { updates: { count: 5 }, creates: null } } } },
      );
      expect([judged.people, judged.departments]).toEqual([5, 0]);
      expect(judged.kinds).toContainEqual({ kind: 'updates', changes: 5, savedLine: 3, line: 5 });
      expect(judged.kinds).toContainEqual({ kind: 'creates', changes: 0, savedLine: 100, line: null });
      expect(await tenant.paths(since)).toEqual([]);

      // Whoever is to be called something else by now falls out, and is on the list again as something new.
      const other = `other-${unique()}@example.test`;
      await tenant.scim.patch(`/Users/${ids[0] ?? ''}`, [{ op: 'replace', path: 'userName', value: other }]);
      const grown = await show(tenant, (await heldPlan(tenant, 6)).id);
      const moved = grown.changes.filter(({ state }) => state === 'moved');
      expect(moved.map(({ resourceId }) => resourceId)).toEqual([ids[0]]);
      const [anew] = grown.changes.filter(({ replanned }) => replanned);
      expect(anew).toMatchObject({ seq: 6, resourceId: ids[0], state: 'held' });
      const paged: number[] = [];
      for (let after = 0; paged.length < 6; after = paged.at(-1) ?? 0) {
        const at = `/connections/${tenant.connectionId}/runs/${hold.id}/changes?limit=4&after=${String(after)}`;
        const { body } = await tenant.bridge.admin.call<Shown['changes']>('GET', at);
        expect(body.length).toBeLessThanOrEqual(4);
        paged.push(...body.map(({ seq }) => seq));
      }
      expect(paged).toEqual([1, 2, 3, 4, 5, 6]);

      // What was shown first is approved, and nothing that joined later; once.
      expect(await decide(tenant, 'approve', hold)).toEqual({ items: 4 });
      expect(await decide(tenant, 'approve', hold)).toEqual({ items: 0 });
      await eventually(
        'four are renamed',
        async () => (await tenant.calls('user/update', since)).length === 4,
      );
      expect((await tenant.link(ids[0] ?? ''))?.outcome).toBe('held');
      expect(await decide(tenant, 'approve', grown)).toEqual({ items: 1 });
      await tenant.allInStep(60_000);
      const { body: done } = await tenant.bridge.admin.call<readonly { event: string; askedBy: string }[]>(
        'GET',
        `/connections/${tenant.connectionId}/activity?limit=1000`,
      );
      const approvals = done.filter(({ event }) => event === 'updateAccount.approved');
      expect(approvals.map(({ askedBy }) => askedBy)).toEqual(
        ids.map(() => `admin:${tenant.bridge.addresses.adminUser}`),
      );
      const names = (await tenant.state()).users.map(({ name }) => name).sort();
      expect(names).toEqual([other, ...people.slice(1).map(({ userName }) => userName)].sort());
      expect(await printed(tenant, 'plan', tenant.connectionId)).toBe('Nothing is to be done.\n');
    },
    120_000,
  );
});

describe('a connection that only plans', () => {
  it.concurrent(
    'writes nothing; what it would do is shown, and done once it may',
    async () => {
      const tenant = await connect({ dryRun: true });
      const id = await tenant.addUser(person());
      await tenant.untilLink(id, { outcome: 'held', reason: 'dryRun' }, 60_000);
      const told = await printed(tenant, 'plan', tenant.connectionId);
      expect(told).toContain('1 change: creates 1\n1 call,');
      expect(told).toContain('1 text or invitation');
      expect(await tenant.paths()).toEqual([]);
      await saveSettings(tenant, { callsPerSecond: 100 });
      await tenant.inStep(id, 60_000);
      const { body } = await tenant.bridge.admin.call<readonly Run[]>(
        'GET',
        `/connections/${tenant.connectionId}/runs`,
      );
      expect(body.map(({ kind, state }) => `${kind} ${state}`)).toContain('firstSync released');
    },
    120_000,
  );
});
