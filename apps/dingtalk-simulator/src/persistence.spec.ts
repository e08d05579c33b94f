import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { byHand, carryOut } from './endpoints/carry-out.js';
import { restoreWorld, saveWorld } from './persistence.js';
import { fillSampleCompany } from './sample.js';
import { stateOf } from './state.js';
import { World } from './world.js';
import { eventually } from '../../../test/support/eventually.js';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'simulator-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** A company in which something has happened. */
function lived(): World {
  const world = new World(1);
  const org = world.addOrganisation('Sample Trading Company');
  fillSampleCompany(world, org);
  const app = world.addApp(org);
  app.qps = 40;
  app.allowedAddresses = new Set(['10.0.0.1']);
  app.contactScope = { departments: new Set([1]), users: new Set(['ada']) };
  const act = (operation: string, body: object) =>
    carryOut(byHand(world, org), operation, { ...body }) as { readonly dept_id: number };
  const at = '/topapi/v2/department';
  const { dept_id: navy } = act(`${at}/create`, { name: 'Navy', parent_id: 1, source_identifier: 's:1' });
  const { dept_id: yard } = act(`${at}/create`, { name: 'Yard', parent_id: 1 });
  // The child is older than its parent from here on.
  act(`${at}/update`, { dept_id: navy, parent_id: yard });
  const user = '/topapi/v2/user';
  const ada = { userid: 'ada', name: 'Ada', mobile: '13800000001', hired_date: 5 };
  act(`${user}/create`, { ...ada, dept_id_list: `${String(navy)},1` });
  act(`${at}/update`, { dept_id: navy, dept_manager_userid_list: 'ada' });
  act(`${user}/create`, { userid: 'gone', name: 'Gone', mobile: '13800000002', dept_id_list: '1' });
  act(`${user}/delete`, { userid: 'gone' });
  const account = { exclusive_account: true, exclusive_account_type: 'dingtalk', login_id: 'bob' };
  const bob = { userid: 'bob', name: 'Bob', dept_id_list: '1', manager_userid: 'ada' };
  act(`${user}/create`, { ...bob, ...account, init_password: 'pass1234' });
  world.mobiles.set('+86-13800000003', { verifyBeforeJoin: true });
  const invited = { name: 'Eve', mobile: '13800000003', dept_id_list: '1' };
  expect(() => act(`${user}/create`, invited)).toThrow('已发出邀请');
  org.authLevel = 2;
  org.caps.departments = 7;
  return world;
}

const summary = (world: World) => ({
  states: [...world.organisations.values()].map(stateOf),
  people: [...world.organisations.values()].flatMap(({ users }) => [...users.values()]),
  trees: [...world.organisations.values()].map((org) => ({
    below: [...org.tree.subtree(1)].sort(),
    departures: [...org.lastDepartures],
    caps: org.caps,
  })),
  apps: [...world.apps.values()].map(({ app }) => app),
  mobiles: world.mobiles.entries(),
  counters: world.counters,
  random: world.random.position(),
});

describe('a world that was saved', () => {
  it('comes back as it was, and goes on where it stood', () => {
    const world = lived();
    const file = path.join(directory, 'lived.json');
    saveWorld(world, file);
    const restored = new World(99);
    expect(restoreWorld(restored, file)).toBe(true);
    expect(summary(restored)).toEqual(summary(world));
    expect(restored.random.nextDepartmentId()).toBe(world.random.nextDepartmentId());
  });

  it('is for its owner only: it holds secrets', () => {
    const file = path.join(directory, 'mode.json');
    saveWorld(lived(), file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is none where there is no file, or half a file', () => {
    const world = new World(1);
    expect(restoreWorld(world, path.join(directory, 'none.json'))).toBe(false);
    const half = path.join(directory, 'half.json');
    writeFileSync(half, '{"random":');
    expect(restoreWorld(world, half)).toBe(false);
    expect(world.organisations.size).toBe(0);
  });
});

describe('what a saved world knows of events', () => {
  const target = { url: 'http://127.0.0.1:9/', token: 'token1', aesKey: 'k'.repeat(43) };

  /** Two apps of one company: one has events posted, the other hears some types by Stream, and is away. */
  async function listening(): Promise<World> {
    const world = new World(1);
    const org = world.addOrganisation('Listening');
    const [posted, streamed] = [world.addApp(org), world.addApp(org)].map((app) =>
      world.events.subscription(app, org),
    );
    if (!posted || !streamed) throw new Error('two apps have two subscriptions');
    posted.callback = { ...target, origin: 'registered', owner: org.corpId, tags: ['user_add_org'] };
    posted.failed.push({ tag: 'user_add_org', at: 5, data: { userId: ['ada'] } });
    streamed.ticked = new Set(['org_dept_create']);
    streamed.streams = true;
    streamed.mishaps = { drop: { every: 10 } };
    world.events.around.variants.pushes = 9;
    carryOut(byHand(world, org), '/topapi/v2/department/create', { name: 'Navy', parent_id: 1 });
    await kept(world, 1);
    return world;
  }
  const kept = (world: World, count: number) =>
    eventually(`${String(count)} kept`, () => told(world)[1]?.kept.length === count);
  const told = ({ events }: World) => events.subscriptions();
  const again = (world: World): World => {
    const file = path.join(directory, 'events.json');
    saveWorld(world, file);
    const restored = new World(99);
    expect(restoreWorld(restored, file)).toBe(true);
    return restored;
  };

  it('comes back: how each app hears of them, what is set, and what is still owed', async () => {
    const world = await listening();
    const restored = again(world);
    expect(told(restored)).toEqual(told(world));
    expect(restored.events.around.variants).toEqual(world.events.around.variants);
  });

  it('is of the same apps: an event of later reaches who ticked it before', async () => {
    const restored = again(await listening());
    const [org] = restored.organisations.values();
    if (!org) throw new Error('the company is back');
    carryOut(byHand(restored, org), '/topapi/v2/department/create', { name: 'Yard', parent_id: 1 });
    await kept(restored, 2);
  });

  it('does not make an event id twice', async () => {
    const world = await listening();
    const restored = again(world);
    expect(restored.events.around.born.identifiers.eventId()).toBe(
      world.events.around.born.identifiers.eventId(),
    );
  });
});
