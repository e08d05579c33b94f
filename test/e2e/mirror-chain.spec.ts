import { describe, expect, it } from '@jest/globals';
import type { Bridge } from '../support/bridge.js';
import { send, unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { MirrorSite } from '../support/mirror-site.js';
import { portraitOf } from '../support/organisation-portrait.js';
import type { Portrait } from '../support/organisation-portrait.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { RandomEdits } from '../support/random-edits.js';
import { seeded } from '../support/seeded.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const seed = Number(process.env.PROPERTY_SEED ?? 3);
const edits = 200;
const pullEvery = 50;
const withinMs = 60_000;

const unlimited = {
  creates: null,
  updates: null,
  moved: null,
  withoutDepartment: null,
  leavers: null,
  departmentDeletes: null,
  roleRemovals: null,
};

/** Organisation A, mirrored; and organisation B, which is written by a connection whose Source is A's mirror. */
async function chain(
  bridge: Bridge,
): Promise<{ readonly a: MirrorSite; readonly b: PulledTenant; readonly name: string }> {
  const company = await bridge.simulator.organisation(`A ${unique()}`, 10_000);
  const threshold = { share: 1, atLeast: 10_000 };
  const a = await MirrorSite.open(bridge, { details: true, threshold }, company);
  const source = {
    baseUrl: bridge.scimUrl,
    auth: { kind: 'bearer', token: a.scim.token },
    settings: { missing: { atLeast: 10_000, percent: 100 } },
  };
  const settings = { callsPerSecond: 1000, policy: { budgets: unlimited, runs: unlimited } };
  const b = await PulledTenant.connect(bridge, source, { qps: 10_000, settings });
  await a.published();
  const name = (await a.state()).departments.find(({ parent_id: above }) => above === undefined)!.name;
  await eventually('an open stream', async () => (await a.told()).streamOpenSince !== null);
  return { a, b, name };
}

const unsettled = async ({ tenant }: PulledTenant) =>
  (await tenant.links()).filter(({ outcome, onTheWay }) => outcome !== 'converged' || onTheWay);

describe('two organisations with two bridges between them', () => {
  it(
    `show the same after ${String(edits)} edits in one of them and a lost event in ten (seed ${String(seed)})`,
    async () => {
      const bridge = await sharedBridge();
      const { a, b, name } = await chain(bridge);
      await a.control('events/mishaps', { appKey: a.company.appKey, drop: { every: 10 } });
      const hands = new RandomEdits(a, seeded(seed));
      for (let n = 1; n <= edits; n += 1) {
        await hands.next();
        if (n % pullEvery === 0) expect(await b.sync()).toMatchObject({ state: 'done', reason: null });
      }
      const { simulatorUrl } = bridge.addresses;
      const url = `${simulatorUrl}/__sim/events?appKey=${a.company.appKey}`;
      const { born, dropped } = (await send<{ counters: Record<string, number> }>('GET', url, {})).body
        .counters;
      expect(born).toBeGreaterThan(0.8 * edits);
      expect(dropped).toBe(Math.floor((born ?? 0) / 10));

      // What the readings of a day would do, at once.
      await a.crawl();
      expect(await b.sync(true)).toMatchObject({ state: 'done', reason: null });
      const wanted = portraitOf(await a.state(), [name]);
      let seen: Portrait | undefined;
      await eventually(
        'B shows what A shows',
        async () => {
          // B has a root of its own above A's.
          const { departments, people } = portraitOf(await b.tenant.state(), []);
          seen = { departments: departments.filter((way) => way !== ''), people };
          return JSON.stringify(seen) === JSON.stringify(wanted);
        },
        withinMs,
      ).catch(() => undefined);
      // Where they differ, this says what B's connection is stuck with.
      const stuck = JSON.stringify(seen) === JSON.stringify(wanted) ? [] : await unsettled(b);
      expect({ seen, stuck }).toEqual({ seen: wanted, stuck: [] });
      expect(Object.keys(wanted.people).length).toBeGreaterThan(20);
      expect(wanted.departments.length).toBeGreaterThan(5);
    },
    3 * withinMs,
  );
});
