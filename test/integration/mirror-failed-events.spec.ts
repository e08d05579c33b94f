import { afterAll, describe, expect, it } from '@jest/globals';
import { settingsSchema } from '#provisioning';
import { createLogger } from '#runtime';
import { takeFailedEvents } from '#store';
import type { Store } from '#store';
import { FailedEvents } from '../../apps/dingtalk-pusher/src/mirror/failed-events.js';
import { createConnection } from '../builders/connection.js';
import { receiveCallbacks } from '../support/callback-receiver.js';
import { eventually } from '../support/eventually.js';
import { openClient, startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';
import { withStore } from '../support/with-store.js';

const token = 'tokenOfTheTest';
const aesKey = 'abcdefghijklmnopqrstuvwxyz01234567890123456';

let store: Store;
let simulator: Simulator;
afterAll(() => simulator.close());
withStore(async (opened) => {
  store = opened;
  simulator = await startSimulator();
});

/** A connection that listens to a callback, and an organisation in which Ada and a department were never told of. */
async function unheard() {
  const app: SimulatedApp = await simulator.newApp();
  const { appKey, appSecret, org } = app;
  const { id } = await createConnection(store, {
    direction: 'dingtalk-to-scim',
    appKey,
    appSecret,
    oapiBase: simulator.url,
    apiBase: simulator.url,
    settings: settingsSchema.parse({ mirror: { events: 'callback', failedEventsEverySeconds: 3_600 } }),
  });
  const receiver = await receiveCallbacks(() => ({ token, aesKey, owner: appKey }));
  await simulator.post('/__sim/events/callback', { appKey, url: receiver.url, token, aesKey });
  receiver.manner = 'error';
  const edit = (act: string, given: object) => simulator.post('/__sim/admin-edit', { org, act, with: given });
  await edit('department/create', { name: 'Works', parent_id: 1 });
  await edit('user/create', { userid: 'ada', name: 'Ada', mobile: '13700000001', dept_id_list: '1' });
  const seen = async () => {
    const answer = await fetch(`${simulator.url}/__sim/events?appKey=${appKey}`);
    return ((await answer.json()) as { readonly counters: Readonly<Record<string, number>> }).counters;
  };
  for (const [posted, waitMs] of [
    [2, 10_000],
    [4, 30_000],
    [6, 0],
  ] as const) {
    await eventually('posted', async () => (await seen()).unconfirmed === posted);
    await simulator.post('/__sim/clock/advance', { ms: waitMs });
  }
  await receiver.close();
  return {
    app,
    id,
    asked: async () => (await simulator.log(org)).filter(({ path }) => path.startsWith('/call_back')),
  };
}

function fetching(app: SimulatedApp, rung: string[]): FailedEvents {
  const bells = { mirror: (id: string) => rung.push(id) };
  return new FailedEvents(
    store,
    { of: () => openClient(simulator.url, app) },
    bells,
    createLogger('test', 'silent'),
  );
}

describe('events that no callback could deliver', () => {
  it('are asked for, as often as the settings say, and whoever they are about is read', async () => {
    const { app, id, asked } = await unheard();
    const rung: string[] = [];
    const events = fetching(app, rung);
    events.start();
    await eventually('both are heard', () => rung.length === 2).finally(() => events.stop());
    const due = await store.of(id).mirror.claimDue(5);
    expect(due.map(({ kind }) => kind).sort()).toEqual(['account', 'department']);
    expect(due.find(({ kind }) => kind === 'account')?.externalId).toBe('ada');
    expect(rung).toEqual([id, id]);
    // Nobody else asks again within the hour.
    expect(await takeFailedEvents(store.database)).not.toContain(id);
    expect(await asked()).toHaveLength(1);
  });

  it('are not asked for unless the settings say so', async () => {
    const mirror = (failedEventsEverySeconds: number) => ({
      direction: 'dingtalk-to-scim' as const,
      settings: settingsSchema.parse({ mirror: { events: 'callback', failedEventsEverySeconds } }),
    });
    const never = await createConnection(store, mirror(0));
    const often = await createConnection(store, mirror(60));
    const taken = await takeFailedEvents(store.database);
    expect(taken).toContain(often.id);
    expect(taken).not.toContain(never.id);
  });
});
