import { person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { queryDatabase } from '../support/query-database.js';
import { Services } from '../support/services.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';
import { median, medianRatio, rotated } from './rounds.js';
import { perSecond } from './side-by-side.js';
import { unchangedCompany } from './unchanged-company.js';

const atOnce = 8;

/** Identity providers push everybody again and again: what has not changed must cost next to nothing. */
export const unchanged: Bench = {
  name: 'unchanged',
  about: 'PUTs of unchanged people: no call, no row, quicker than changed ones',
  run: async (site) => [...(await besideChanged(site)), ...(await unchangedCompany(site))],
};

async function besideChanged(site: BenchSite): Promise<readonly Line[]> {
  const services = site.keep(await Services.start(), (started) => started.stop());
  const settings = { defaultDepartmentId: 1, callsPerSecond: 400 };
  const tenant = await services.bridge.connect({ qps: 10_000, settings });
  const people: { id: string; body: Record<string, unknown> }[] = [];
  const bodies = Array.from({ length: site.quick ? 100 : 500 }, () => person());
  await perSecond(bodies, atOnce, async (body) => people.push({ id: await tenant.addUser(body), body }));
  await tenant.allInStep(60_000);

  let round = 0;
  const spent = { calls: 0, generations: 0 };
  const put = ({ id, body }: (typeof people)[number]) => expectPut(tenant, id, body);
  const scores = await rotated(site.quick ? 3 : 5, {
    unchanged: async () => {
      const [mark, generations] = [await tenant.mark(), await generationsOf(tenant)];
      const rate = await perSecond(people, atOnce, put);
      await tenant.allInStep(60_000);
      spent.calls += (await tenant.calls(undefined, mark)).length;
      spent.generations += (await generationsOf(tenant)) - generations;
      return rate;
    },
    changed: async () => {
      round += 1;
      for (const one of people) one.body = { ...one.body, title: `Title ${round}` };
      const rate = await perSecond(people, atOnce, put);
      await tenant.allInStep(60_000);
      return rate;
    },
  });
  const bench = `PUT of ${people.length} unchanged people`;
  const none = { of: 'ours', at: 'most', value: 0 } as const;
  return [
    { kind: 'measured', bench: `${bench}: DingTalk calls`, ours: plain(spent.calls), target: none },
    {
      kind: 'measured',
      bench: `${bench}: generations moved`,
      ours: plain(spent.generations),
      target: none,
    },
    {
      kind: 'measured',
      bench: `${bench}: rate`,
      ours: { value: median(scores.unchanged), unit: 'PUT/s' },
      reference: { value: median(scores.changed), unit: 'PUT/s', who: 'changed people' },
      ratio: medianRatio(scores.unchanged, scores.changed),
      target: { of: 'ratio', at: 'least', value: 1.5 },
    },
  ];
}

const plain = (value: number) => ({ value, unit: '' });

async function expectPut(tenant: Tenant, id: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { status, text } = await tenant.scim.put(`/Users/${id}`, body);
  if (status !== 200) throw new Error(`PUT answered ${String(status)}: ${text}`);
}

async function generationsOf({ bridge, connectionId }: Tenant): Promise<number> {
  const statement = 'select coalesce(sum(generation), 0)::int as n from resource where connection_id = $1';
  const [row] = await queryDatabase<{ n: number }>(bridge.addresses.databaseUrl, statement, [connectionId]);
  return row?.n ?? NaN;
}
