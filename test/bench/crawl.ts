import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { settingsSchema } from '#provisioning';
import { Store } from '#store';
import { apartMs } from '../../apps/dingtalk-pusher/src/pace/spacing.js';
import { createConnection } from '../builders/connection.js';
import type { SimulatorClient } from '../support/simulator-client.js';
import { createTestDatabase, testSealer } from '../support/test-database.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import { fillLargeCompany, stateOfLargeCompany } from './large-company.js';
import type { Line, Target } from './line.js';
import { startSimulatorProcess } from './simulator-process.js';

const entry = path.resolve(import.meta.dirname, 'processes/crawling.js');
const answerSchema = z.object({
  calls: z.record(z.string(), z.number()),
  seconds: z.number(),
  peakMegabytes: z.number(),
});
const subDepartments = '/topapi/v2/department/listsub';
const people = '/topapi/v2/user/list';
/** Both have as little to spare, so that what grows shows: by itself Node lets garbage lie about until there is much. */
const heap = ['--max-old-space-size=64', '--max-semi-space-size=2'];
const pageOf = 100;
const callsPerSecond = 20;
/** Of a first reading: the token, the app's scope, the root's name. */
const others = 3;

interface Size {
  readonly people: number;
  readonly departments: number;
}

/** A whole organisation is read at the pace that DingTalk allows, and with no more calls than its lists have pages. */
export const crawl: Bench = {
  name: 'crawl',
  about: 'a first reading of 100,000 people in 2,000 departments for a mirror: calls, virtual time, memory',
  run: async (site) => {
    const { client } = await startSimulatorProcess(site);
    const [small, large] = [
      { people: 1_000, departments: 5 },
      site.quick ? { people: 10_000, departments: 200 } : { people: 100_000, departments: 2_000 },
    ];
    const less = await reading(site, client, small);
    const more = await reading(site, client, large);
    const bench = `crawl of ${String(large.people)} people`;
    const line = (what: string, value: number, unit: string, target: Target): Line => ({
      kind: 'measured',
      bench: `${bench}: ${what}`,
      ours: { value, unit },
      target,
    });
    return [
      line('calls beyond D + sum of max(1, ceil(m/100))', more.beyond, '', atMost(0)),
      line('other calls', more.others, '', atMost(others)),
      line('virtual time over the paced bound', more.overBound, '', atMost(1.06)),
      {
        kind: 'measured',
        bench: `${bench}: peak memory of the process`,
        ours: { value: more.peakMegabytes, unit: 'MB' },
        reference: { value: less.peakMegabytes, unit: 'MB', who: `${String(small.people)} people` },
        ratio: more.peakMegabytes / less.peakMegabytes,
        target: { of: 'ratio', at: 'most', value: 1.25 },
      },
      {
        kind: 'measured',
        bench: `crawl of ${String(small.people)} people on three pages a list: calls beyond the sum`,
        ours: { value: less.beyond, unit: '' },
        target: atMost(0),
      },
    ];
  },
};

const atMost = (value: number) => ({ of: 'ours', at: 'most', value }) as const;

/** Has a company read by a process of its own. */
async function reading(site: BenchSite, client: SimulatorClient, size: Size) {
  const company = await client.organisation('crawled', 100_000);
  await fillLargeCompany(client, company.org, size);
  const { url } = site.keep(await createTestDatabase(), (database) => database.drop());
  const options = { url, application: 'bench', poolSize: 4, statementTimeoutMs: 10_000 };
  const store = site.keep(await Store.open(options, testSealer, 0), (opened) => opened.close());
  const { id } = await createConnection(store, {
    direction: 'dingtalk-to-scim',
    appKey: company.appKey,
    appSecret: company.appSecret,
    oapiBase: client.url,
    apiBase: client.url,
    settings: settingsSchema.parse({ callsPerSecond }),
  });
  await store.of(id).mirror.askForCrawl('bench');
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, '--no-warnings', entry], {
    env: { DATABASE_URL: url, CONNECTION: id },
  });
  const { calls, seconds, peakMegabytes } = answerSchema.parse(JSON.parse(stdout));
  const [{ shown } = { shown: 0 }] = await store.database.orm.query<readonly { readonly shown: number }[]>(
    `select count(*)::int as shown from resource where connection_id = $1 and type = 'User'`,
    [id],
  );
  if (shown !== size.people) throw new Error(`${String(shown)} people are shown`);

  const { departments, users } = await stateOfLargeCompany(client, company.org);
  const members = new Map(departments.map(({ dept_id: dept }) => [dept, 0]));
  for (const { dept_id_list: of } of users)
    for (const dept of of) members.set(dept, (members.get(dept) ?? 0) + 1);
  const pages = [...members.values()].reduce((sum, m) => sum + Math.max(1, Math.ceil(m / pageOf)), 0);
  const made = (calls[subDepartments] ?? 0) + (calls[people] ?? 0);
  const all = Object.values(calls).reduce((sum, n) => sum + n, 0);
  // The lanes of the two lists go side by side.
  const boundSeconds = (Math.max(departments.length, pages) * apartMs(callsPerSecond)) / 1_000;
  return {
    beyond: Math.abs(made - departments.length - pages),
    others: all - made,
    overBound: seconds / boundSeconds,
    peakMegabytes,
  };
}
