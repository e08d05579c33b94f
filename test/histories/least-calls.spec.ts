import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lanes } from '#common';
import type { ConnectionId } from '#common';
import type { Store } from '#store';
import type { Tenant } from '../support/bridge.js';
import { seeded } from '../support/seeded.js';
import { Services } from '../support/services.js';
import { openTestStore } from '../support/test-database.js';
import { Clock } from './clock.js';
import { leastCalls } from './least-calls.js';
import type { Calls } from './least-calls.js';
import { Pusher } from './pusher.js';
import { Script } from './script.js';
import { ScriptedSource } from './scripted-source.js';

// Everything is the product's own but when the pusher looks: once a step has been told.
let services: Services;
let store: Store;
let clock: Clock;
let pusher: Pusher;
let tenant: Tenant;
beforeAll(async () => {
  services = await Services.start({ pushers: 0, env: { 'scim-server': { DEBOUNCE_MS: '0' } } });
  store = await openTestStore(services.addresses.databaseUrl);
  clock = await Clock.open(services.addresses.databaseUrl);
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  pusher = new Pusher(store, quiet);
  tenant = await services.bridge.connect({ settings: { defaultDepartmentId: 1 }, qps: 100_000 });
});
afterAll(async () => {
  await pusher.close();
  await clock.close();
  await store.close();
  await services.stop();
});

async function lookAtAll(): Promise<void> {
  const id = tenant.connectionId as ConnectionId;
  for (let rounds = 0; (await clock.due(id)) > 0; rounds += 1) {
    if (rounds > 50) throw new Error(`due without end: ${JSON.stringify(await clock.dueNow(id))}`);
    for (const lane of lanes) await pusher.drain(id, lane);
  }
}

function counted(paths: readonly string[]): Calls {
  const calls: Record<string, number> = {};
  for (const path of paths) calls[path] = (calls[path] ?? 0) + 1;
  return calls;
}

describe('a history of 500 steps', () => {
  const seed = 20_261_122;

  it(`costs the fewest calls that DingTalk allows, at each step and in all (seed ${seed})`, async () => {
    const source = new ScriptedSource(tenant);
    const total: Record<string, number> = {};
    const told = new Map<string, number>();
    let mark = 0;
    let number = 0;
    for (const step of new Script(seeded(seed)).steps(500)) {
      number += 1;
      await source.tell(step);
      await lookAtAll();
      const log = await tenant.calls(undefined, mark);
      mark = log.at(-1)?.seq ?? mark;
      expect(log.filter(({ errcode }) => errcode !== '0')).toEqual([]);
      const { 'user/listadmin': asked = 0, ...calls } = counted(
        log.map(({ path }) => path.replace(/^\/topapi\/(v2\/)?/, '')),
      );
      const least = leastCalls(step);
      expect({ number, kind: step.kind, calls }).toEqual({ number, kind: step.kind, calls: least });
      for (const [api, count] of Object.entries(least)) total[api] = (total[api] ?? 0) + count;
      total['user/listadmin'] = (total['user/listadmin'] ?? 0) + asked;
      told.set(step.kind, (told.get(step.kind) ?? 0) + 1);
    }
    expect(number).toBe(500);
    // Who administers the organisation is asked once for all leavers of ten minutes.
    expect(total['user/listadmin']).toBe(1);
    expect(Object.values(total).every((count) => count > 0)).toBe(true);
    // Whatever a script may hold happened in this one.
    expect(told.size).toBe(14);
  }, 300_000);
});
