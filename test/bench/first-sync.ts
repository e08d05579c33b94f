import { settingsSchema } from '#provisioning';
import { createConnection } from '../builders/connection.js';
import { createTestDatabase } from '../support/test-database.js';
import { VirtualTime } from '../support/virtual-time.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import { fillCompany } from './first-sync/fill-company.js';
import { SimulatedTransport } from './first-sync/simulated-transport.js';
import { VirtualPushers } from './first-sync/virtual-pushers.js';
import { VirtualStore } from './first-sync/virtual-store.js';
import { seeded } from './random.js';

const callsPerSecond = 20;
const networkMs = 20;
const replicas = 2;
/** A first sync that takes twice its time is not waited for. */
const patience = 2;

/** A whole company comes into DingTalk, as fast as DingTalk lets it. */
export const firstSync: Bench = {
  name: 'first-sync',
  about: 'a first sync of 100,000 people and 2,000 departments in virtual time',
  run: async (site) => {
    const company = site.quick ? { people: 1_000, departments: 20 } : { people: 100_000, departments: 2_000 };
    const { seconds, calls, ...there } = await synced(site, company);
    if (there.people !== company.people || there.departments !== company.departments)
      throw new Error(`DingTalk has ${JSON.stringify(there)}`);
    const codes = Object.entries(calls)
      .filter(([path]) => path.startsWith('/topapi/'))
      .flatMap(([, counts]) => Object.entries(counts));
    const count = (counted: typeof codes) => counted.reduce((sum, [, times]) => sum + times, 0);
    const bench = `first sync of ${company.people} people and ${company.departments} departments, virtual time`;
    const none = { of: 'ours', at: 'most', value: 0 } as const;
    return [
      {
        kind: 'measured',
        bench,
        ours: { value: seconds, unit: 's' },
        reference: { value: company.people / callsPerSecond, unit: 's', who: 'people at 20 a second' },
        ratio: (seconds * callsPerSecond) / company.people,
        target: { of: 'ratio', at: 'most', value: 1.06 },
      },
      {
        kind: 'measured',
        bench: `${bench}: calls beyond one for each`,
        ours: { value: count(codes) - company.people - company.departments, unit: '' },
        target: none,
      },
      {
        kind: 'measured',
        bench: `${bench}: calls that were not answered with success`,
        ours: { value: count(codes.filter(([code]) => code !== '0')), unit: '' },
        target: none,
      },
    ];
  },
};

interface Synced {
  readonly people: number;
  readonly departments: number;
  readonly seconds: number;
  readonly calls: SimulatedTransport['calls'];
}

/** Everything is the product's own but the clock, the network, the queue and DingTalk's sockets. */
async function synced(
  site: BenchSite,
  company: { readonly people: number; readonly departments: number },
): Promise<Synced> {
  const startedAt = Date.now();
  const random = seeded(company.people);
  const time: VirtualTime = new VirtualTime(() => virtual.work());
  const { url } = site.keep(await createTestDatabase(), (database) => database.drop());
  const virtual = site.keep(await VirtualStore.open(url, time, startedAt), (opened) => opened.close());
  const { store } = virtual;
  const transport = new SimulatedTransport(time, startedAt, () => random() * networkMs);
  site.keep(transport, (opened) => opened.close());
  const app = await transport.organisation(callsPerSecond);
  const connection = await createConnection(store, {
    ...{ appKey: app.appKey, appSecret: app.appSecret, oapiBase: transport.url, apiBase: transport.url },
    settings: settingsSchema.parse({ callsPerSecond }),
  });
  await fillCompany(store, connection, company, new Date(startedAt));
  const waking = () => (random() < 0.01 ? random() * 12 : random() * 1.2);
  const pushers = new VirtualPushers({ store, transport, time, waking }, replicas);
  void pushers.start();
  const latest = (patience * company.people * 1_000) / callsPerSecond;
  while (transport.sizeOf(app.org).people < company.people && time.now() < latest) {
    await time.passUntil(time.now() + 10_000);
    pushers.check();
  }
  return { ...transport.sizeOf(app.org), seconds: transport.endedAt / 1_000, calls: transport.calls };
}
