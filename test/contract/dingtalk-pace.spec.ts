import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listSubDepartments, Transport } from '#dingtalk';
import type { AppAt } from '#dingtalk';
import type { Store } from '#store';
import { PostgresPace } from '../../apps/dingtalk-pusher/src/pace/postgres-pace.js';
import { startRawServer } from '../support/raw-server.js';
import { MemoryTokenStore, openClient, startSimulator } from '../support/simulator.js';
import type { Simulator } from '../support/simulator.js';
import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

const list = '/topapi/v2/department/listsub';
let simulator: Simulator;
let transport: Transport;
let database: TestDatabase;
const stores: Store[] = [];
let app: AppAt;

beforeAll(async () => {
  simulator = await startSimulator();
  transport = new Transport();
  database = await createTestDatabase();
  for (let n = 0; n < 4; n += 1) stores.push(await openTestStore(database.url));
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await transport.close();
  await simulator.close();
  await database.drop();
});
let egress: string;
beforeEach(() => {
  app = { baseUrl: 'http://pace', appKey: `ding${randomBytes(4).toString('hex')}` };
  egress = randomBytes(4).toString('hex');
});

/** A replica's pace; each has a pool of its own. */
const paceOf = (replica = 0, callsPerSecond = 20, urgent = false) =>
  new PostgresPace(stores[replica]!.database, { egressCallsPerSecond: 400, egress }).of({
    callsPerSecond,
    urgent,
  });
const since = (started: number) => performance.now() - started;

// Real time: what is measured is the rate itself.
describe('the pace of replicas that call as fast as they may, for two and a half seconds', () => {
  it.each([1, 2, 4])(
    '%i of them: DingTalk throttles nobody, and the calls are even',
    async (replicas) => {
      const simulated = await simulator.newApp(20);
      const tokens = new MemoryTokenStore();
      const clients = Array.from({ length: replicas }, (_, n) =>
        openClient(simulator.url, simulated, { transport, store: tokens, pace: paceOf(n) }),
      );
      const until = performance.now() + 2_500;
      const work = async (client: (typeof clients)[number]) => {
        while (performance.now() < until) await listSubDepartments(client, 1);
      };
      // Five at a time, as a drain does.
      await Promise.all(clients.flatMap((client) => Array.from({ length: 5 }, () => work(client))));

      const calls = (await simulator.log(simulated.org)).filter(({ path }) => path === list);
      expect(calls.filter(({ errcode }) => errcode !== '0')).toEqual([]);
      const at = calls.map((call) => Date.parse(call.at));
      const perSecond = ((calls.length - 1) * 1_000) / (at.at(-1)! - at[0]!);
      expect(perSecond).toBeLessThan(20);
      // No burst: ten slots are 526 ms long; two of lateness allowed.
      for (const time of at)
        expect(at.filter((other) => other >= time && other < time + 420).length).toBeLessThanOrEqual(10);
    },
    30_000,
  );
});

describe('the pace', () => {
  it('gives a slot up that a stalled process comes too late to, and takes the next', async () => {
    const pace = paceOf(0, 2);
    const started = performance.now();
    await pace.slot(app, list);
    const second = pace.slot(app, list);
    const reserved = new Promise((resolve) => setTimeout(resolve, 150));
    await reserved;
    // The event loop stands still past the slot at 500 ms; the next one is at 1,000.
    while (since(started) < 700);
    await second;
    expect(since(started)).toBeGreaterThan(900);
  });

  it('says no when the slot would be too far ahead, and how far', async () => {
    const pace = paceOf();
    await pace.slot(app, list);
    await pace.penalise(app, list, 60_000);
    await expect(pace.slot(app, list)).rejects.toMatchObject({ name: 'PaceExhausted' });
    const error = await pace
      .slot(app, list)
      .catch((refused: unknown) => refused as { readonly waitMs: number });
    expect(error).toMatchObject({ waitMs: expect.any(Number) });
    expect((error as { readonly waitMs: number }).waitMs).toBeGreaterThan(55_000);
  });

  it('rests after a penalty as long as it was told, in every replica and connection of the app', async () => {
    await paceOf(0).slot(app, list);
    const started = performance.now();
    await paceOf(0).penalise(app, list, 400);
    await paceOf(1).slot(app, list);
    expect(since(started)).toBeGreaterThan(390);
  });

  it('of another API or app is not touched by a penalty', async () => {
    const pace = paceOf();
    await pace.slot(app, list);
    await pace.penalise(app, list, 60_000);
    const started = performance.now();
    await pace.slot(app, '/topapi/v2/user/get');
    await pace.slot({ ...app, appKey: `${app.appKey}x` }, list);
    await pace.slot({ ...app, baseUrl: 'http://elsewhere' }, list);
    expect(since(started)).toBeLessThan(5_000);
  });

  it('rests everywhere once the address is banned: other APIs and apps too', async () => {
    const pace = paceOf();
    await pace.slot(app, list);
    await pace.penaliseAddress(300_000);
    for (const [which, api] of [
      [app, '/topapi/v2/user/get'],
      [{ ...app, appKey: `${app.appKey}x` }, list],
    ] as const)
      await expect(paceOf(1).slot(which, api)).rejects.toMatchObject({ name: 'PaceExhausted' });
  });

  it('rests for every API of an app that was silenced, in every replica, and for no other app', async () => {
    await paceOf().penaliseApp(app, 60_000);
    for (const api of [list, '/topapi/v2/user/get'])
      await expect(paceOf(1).slot(app, api)).rejects.toMatchObject({ name: 'PaceExhausted' });
    await paceOf(1).slot({ ...app, appKey: `${app.appKey}x` }, list);
  });

  it('lets leavers go before what already waits for the same API', async () => {
    const process = new PostgresPace(stores[0]!.database, { egressCallsPerSecond: 400, egress });
    const [people, leavers] = [false, true].map((urgent) => process.of({ callsPerSecond: 10, urgent }));
    const order: string[] = [];
    const slots = Array.from({ length: 8 }, () => people!.slot(app, list).then(() => order.push('person')));
    slots.push(leavers!.slot(app, list).then(() => order.push('leaver')));
    await Promise.all(slots);
    expect(order.indexOf('leaver')).toBeLessThan(2);
  });

  it('is one for two connections of an app: they take turns', async () => {
    const started = performance.now();
    const [one, two] = [paceOf(0, 5), paceOf(1, 5)];
    await Promise.all([one.slot(app, list), two.slot(app, list), one.slot(app, list)]);
    expect(since(started)).toBeGreaterThan(390);
  });

  it('lets nobody call while the store is away', async () => {
    const gone = await createTestDatabase();
    const store = await openTestStore(gone.url);
    await gone.drop();
    const server = await startRawServer();
    const config = { egressCallsPerSecond: 400, egress };
    const pace = new PostgresPace(store.database, config).of({ callsPerSecond: 20, urgent: false });
    const client = openClient(
      server.url,
      { org: '', appKey: app.appKey, appSecret: 's' },
      { transport, pace },
    );
    await expect(listSubDepartments(client, 1)).rejects.toThrow();
    expect(server.received).toEqual([]);
    await server.close();
    await store.close();
  });
});
