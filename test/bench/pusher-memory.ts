import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { freePort } from '#embedded-postgres';
import { Store } from '#store';
import { z } from 'zod';
import { Child } from '../support/child.js';
import { eventually } from '../support/eventually.js';
import { sealingKeys } from '../support/sealing-keys.js';
import { Services } from '../support/services.js';
import { testSealer } from '../support/test-database.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';
import { median, medianRatio, rotated } from './rounds.js';
import { fillUsers, settle } from './scim-fill.js';

const entryOf = (file: string) => path.resolve(import.meta.dirname, file);
const toldSchema = z.object({ memory: z.object({ rss: z.number(), heapUsed: z.number() }) });
const looks = 5;
const lookEveryMs = 1_000;
/** Filling takes its time. */
const statementTimeoutMs = 600_000;

/** What a pusher holds of what is to be done must not grow with how much there is. */
export const pusherMemory: Bench = {
  name: 'pusher-memory',
  about: 'memory of a pusher with 100,000 pending Links, over that with 1,000',
  run: async (site) => {
    const sizes = { many: site.quick ? 10_000 : 100_000, few: 1_000 };
    const at = (pending: number) => () => pushing(site, pending);
    const scores = await rotated(site.quick ? 1 : 5, { many: at(sizes.many), few: at(sizes.few) });
    const line = (what: string, of: keyof Held): Line => {
      const [many, few] = [scores.many.map((held) => held[of]), scores.few.map((held) => held[of])];
      return {
        kind: 'measured',
        bench: `pusher with ${String(sizes.many)} pending Links: ${what}`,
        ours: { value: median(many), unit: 'MB' },
        reference: { value: median(few), unit: 'MB', who: `${String(sizes.few)} pending` },
        ratio: medianRatio(many, few),
        target: { of: 'ratio', at: 'most', value: 1.25 },
      };
    };
    return [line('resident memory', 'residentMegabytes'), line('heap in use', 'heapMegabytes')];
  },
};

interface Held {
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
}

/** A pusher as a process, at work on so many Links at the pace of the standard edition. */
async function pushing(site: BenchSite, pending: number): Promise<Held> {
  const services = site.keep(await Services.start({ pushers: 0 }), (started) => started.stop());
  const { databaseUrl } = services.addresses;
  const tenant = await services.bridge.connect({ settings: { defaultDepartmentId: 1 } });
  const options = { url: databaseUrl, application: 'bench', poolSize: 2, statementTimeoutMs };
  const store = await Store.open(options, testSealer, 500);
  await fillUsers(store, tenant.connectionId, pending);
  await store.database.orm.query(
    `update link set presence = 'none', outcome = 'retry', external_id = null, applied_generation = 0, due_at = now()
     where connection_id = $1`,
    [tenant.connectionId],
  );
  await settle(store);
  await store.close();
  const pusher = await Child.start({
    name: 'dingtalk-pusher',
    command: process.execPath,
    args: [
      ...['--no-warnings', '--expose-gc', '--import', entryOf('processes/telling-memory.js')],
      entryOf('../../apps/dingtalk-pusher/src/main.js'),
    ],
    env: {
      DATABASE_URL: databaseUrl,
      SEALING_KEYS: sealingKeys,
      ALLOW_PRIVATE_TARGETS: 'loopback',
      HEALTH_PORT: String(await freePort()),
    },
    ipc: true,
  });
  try {
    await eventually(
      'the pusher is at work',
      async () => (await tenant.calls('user/create')).length > 50,
      60_000,
    );
    const held: Held[] = [];
    for (let look = 0; look < looks; look += 1) {
      await sleep(lookEveryMs);
      held.push(await heldBy(pusher));
    }
    return {
      residentMegabytes: median(held.map(({ residentMegabytes }) => residentMegabytes)),
      heapMegabytes: median(held.map(({ heapMegabytes }) => heapMegabytes)),
    };
  } finally {
    await pusher.stop();
    await site.clear();
  }
}

async function heldBy(pusher: Child): Promise<Held> {
  const before = pusher.lines.length;
  pusher.tell({});
  const told = await eventually('the pusher tells its memory', () =>
    pusher.lines.slice(before).find((line) => line.includes('"memory"')),
  );
  const { rss, heapUsed } = toldSchema.parse(JSON.parse(told)).memory;
  return { residentMegabytes: rss / 1e6, heapMegabytes: heapUsed / 1e6 };
}
