import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, LinkId, ResourceId } from '#common';
import { converged, settingsSchema } from '#provisioning';
import { createLogger } from '#runtime';
import type { ClaimedLink, ConnectionStore, Store } from '#store';
import { RunPlanner } from '../../apps/dingtalk-pusher/src/run/planner.js';
import { createConnection } from '../builders/connection.js';
import { eventually } from '../support/eventually.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
let planner: RunPlanner;
withStore((opened) => {
  store = opened;
  planner = new RunPlanner(store, createLogger('test', 'silent'));
});

type Company = ConnectionStore & { readonly id: ConnectionId };
async function company(): Promise<Company> {
  const { id } = await createConnection(store);
  return { id, ...store.of(id) };
}
const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);

/** Links of nobody that stand so and are not due. */
const fill = (at: Company, n: number, outcome: string) =>
  sql(
    `insert into link (connection_id, id, kind, lane, outcome, applied_generation)
     select $1, gen_random_uuid(), 'account', 'people', $3, 1 from generate_series(1, $2::int)`,
    [at.id, n, outcome],
  );
const due = async (at: Company) =>
  (
    await sql<{ n: number }>(
      'select count(*)::int as n from link where connection_id = $1 and due_at <= now() and generation = 2',
      [at.id],
    )
  )[0]?.n;
const otherRegion = settingsSchema.parse({ region: 'HK' });

async function addPerson(at: Company): Promise<LinkId> {
  const id = randomUUID() as ResourceId;
  const body = { userName: id };
  await at.resources.createUser(id, { body, keys: { userNameKey: id }, lane: 'people' }, []);
  return (await at.links.ofResource(id))!;
}
async function claimOne({ links }: Company): Promise<ClaimedLink> {
  return eventually('a Link is due', async () => (await links.claimDue('people', 1))[0]);
}
const finish = async (
  at: Company,
  claimed: ClaimedLink,
  more: Partial<Parameters<typeof at.links.finish>[0]>,
) =>
  at.links.finish({
    id: claimed.id,
    epoch: claimed.epoch,
    generation: (await at.links.situation(claimed.id))!.generation,
    ending: converged('present'),
    gained: [],
    leaving: null,
    outOfScope: false,
    ...more,
  });

describe('settings that are saved', () => {
  it('have everything of their connection planned, and looked at what is not in step, once', async () => {
    const [at, other] = [await company(), await company()];
    await fill(at, 1_100, 'blocked');
    await fill(at, 100, 'converged');
    await fill(other, 1, 'blocked');
    await store.connections.saveSettings(at.id, otherRegion);
    expect(await planner.work()).toBe(1);
    expect([await due(at), await due(other)]).toEqual([1_100, 0]);
    expect(await at.runs.list({ limit: 10 })).toMatchObject([
      { kind: 'settings', state: 'released', listed: 0 },
    ]);
    expect([await planner.work(), await due(at)]).toEqual([0, 1_100]);
  });

  it('start nothing where they are as they were', async () => {
    const at = await company();
    await fill(at, 1, 'blocked');
    const before = await store.connections.find(at.id);
    await store.connections.saveSettings(at.id, settingsSchema.parse({}));
    expect(await planner.work()).toBe(0);
    expect([await due(at), await store.connections.find(at.id)]).toEqual([0, before]);
  });

  it('let nothing be claimed until all is planned with them', async () => {
    const at = await company();
    await addPerson(at);
    await eventually('the person is due', async () => (await at.links.countDue('people', 1)) === 1);
    await store.connections.saveSettings(at.id, otherRegion);
    expect(await at.links.claimDue('people', 1)).toEqual([]);
    await planner.work();
    expect(await at.links.claimDue('people', 1)).toHaveLength(1);
  });

  it('take the place of those whose run was not planned yet', async () => {
    const at = await company();
    await fill(at, 1, 'blocked');
    await store.connections.saveSettings(at.id, otherRegion);
    await store.connections.saveSettings(at.id, settingsSchema.parse({ region: 'US' }));
    expect(await planner.work()).toBe(1);
    const runs = await at.runs.list({ limit: 10 });
    expect(runs.map(({ state }) => state).sort()).toEqual(['released', 'superseded']);
  });

  it('by which names are paths reach the departments of Groups that stay where they are', async () => {
    const at = await company();
    const id = randomUUID() as ResourceId;
    const group = {
      body: { displayName: 'Navy' },
      keys: { displayNameKey: 'navy' },
      lane: 'departments',
    } as const;
    await at.resources.createGroup(id, group, { add: [], remove: [] });
    await sql(
      `update link set presence = 'present', outcome = 'converged', due_at = null, applied_generation = generation,
         external_id = '7', applied = '{"name": "Navy", "parentId": 1}'
       where id = $1`,
      [id],
    );
    await store.connections.saveSettings(at.id, otherRegion);
    await planner.work();
    expect(await at.links.claimDue('departments', 1)).toEqual([]);
    await store.connections.saveSettings(
      at.id,
      settingsSchema.parse({ region: 'HK', departments: { kind: 'groupNames' } }),
    );
    await planner.work();
    expect((await at.links.claimDue('departments', 1)).map((one) => String(one.id))).toEqual([id]);
  });

  it('reach a Link that was just being looked at with the old ones', async () => {
    const at = await company();
    const id = await addPerson(at);
    const claimed = await claimOne(at);
    const read = (await at.links.situation(claimed.id))!;
    await store.connections.saveSettings(at.id, otherRegion);
    await planner.work();
    await finish(at, claimed, { generation: read.generation });
    expect((await at.links.situation(id))?.settingsVersion).toBe(read.settingsVersion + 1);
    expect((await claimOne(at)).id).toBe(id);
  });
});

describe('an account that was found', () => {
  it('holds what it turned out to have, and takes nothing from who holds it', async () => {
    const at = await company();
    await addPerson(at);
    const found = await claimOne(at);
    await addPerson(at);
    const rival = await claimOne(at);
    await at.links.begin({ id: rival.id, epoch: rival.epoch, keys: ['email:rival'] });
    await finish(at, found, { hold: ['email:found', 'email:rival'] });
    const begin = (key: string) => at.links.begin({ id: rival.id, epoch: rival.epoch, keys: [key] });
    expect([await begin('email:found'), await begin('email:rival')]).toEqual([
      { kind: 'taken', key: 'email:found', letGo: false },
      { kind: 'begun' },
    ]);
  });
});
