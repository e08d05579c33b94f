import { eventually } from '../support/eventually.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { queryDatabase } from '../support/query-database.js';
import { Services } from '../support/services.js';
import type { Bench } from './bench.js';
import type { Line } from './line.js';
import { ManyPeopleSource } from './many-people-source.js';
import { peakMegabytes } from './peak-memory.js';

const pageSize = 200;
const few = 1_000;
/** A first reading writes everybody. */
const firstWithinMs = 1_200_000;
const written = ['resource', 'link', 'membership', 'source_record', 'source_member', 'source_change'];

/** What a reading of everybody cost where nobody has changed. */
interface Cost {
  readonly pages: number;
  readonly rows: number;
  readonly calls: number;
  readonly seconds: number;
  /** The most that the scim-server ever held; NaN where this system does not tell. */
  readonly peakMegabytes: number;
}

/** Most readings find nothing new: they cost their pages, and nothing else, however many people there are. */
export const sourceUnchanged: Bench = {
  name: 'source-unchanged',
  about: 'a Source of 100,000 people, unchanged: its pages, no write, no call, the memory of 1,000',
  run: async (site) => {
    const people = site.quick ? 5_000 : 100_000;
    const source = site.keep(await new ManyPeopleSource().open(), (one) => one.close());
    const services = site.keep(await Services.start(), (started) => started.stop());
    const many = await read(services, source, people);
    const small = await read(services, source, few);
    const [ofMany, ofFew] = [
      await costOf(services, source, many, people),
      await costOf(services, source, small, few),
    ];
    const bench = `Source of ${String(people)} people, unchanged`;
    const exact = (what: string, value: number, most: number): Line => ({
      kind: 'measured',
      bench: `${bench}: ${what}`,
      ours: { value, unit: '' },
      target: { of: 'ours', at: 'most', value: most },
    });
    return [
      exact('pages of Users', ofMany.pages, Math.ceil(people / pageSize)),
      exact('rows written but the run itself', ofMany.rows, 0),
      exact('DingTalk calls', ofMany.calls, 0),
      memory(`${bench}: peak memory of the process`, ofMany, ofFew),
      {
        kind: 'measured',
        bench: `${bench}: rate`,
        ours: { value: people / ofMany.seconds, unit: 'people/s' },
      },
    ];
  },
};

function memory(bench: string, many: Cost, small: Cost): Line {
  if (Number.isNaN(many.peakMegabytes)) return { kind: 'skipped', bench, reason: 'there is no /proc here' };
  return {
    kind: 'measured',
    bench,
    ours: { value: many.peakMegabytes, unit: 'MB' },
    reference: { value: small.peakMegabytes, unit: 'MB', who: `${String(few)} people` },
    ratio: many.peakMegabytes / small.peakMegabytes,
    target: { of: 'ratio', at: 'most', value: 1.25 },
  };
}

/** A connection that has read so many people once, all of them held: DingTalk is none of this. */
async function read(services: Services, source: ManyPeopleSource, people: number): Promise<PulledTenant> {
  const settings = { defaultDepartmentId: 1, policy: { dryRun: true } };
  const pulled = await PulledTenant.connect(
    services.bridge,
    { baseUrl: source.urlOf(people), settings: { pageSize } },
    { settings },
  );
  const run = await pulled.sync(true, firstWithinMs);
  if (run.state !== 'done' || run.changed !== people)
    throw new Error(`the first reading ended as ${run.state} with ${String(run.changed)} written`);
  await eventually('nothing is left to plan', () => isQuiet(services, pulled), firstWithinMs);
  return pulled;
}

/** Whether no run is under way and nothing is due. */
async function isQuiet({ bridge }: Services, { tenant }: PulledTenant): Promise<boolean> {
  const [row] = await queryDatabase<{ busy: boolean }>(
    bridge.addresses.databaseUrl,
    `select exists (select from run where connection_id = $1 and state in ('gathering', 'planning'))
       or exists (select from link where connection_id = $1 and due_at <= now() + interval '1 minute') as busy`,
    [tenant.connectionId],
  );
  return row?.busy === false;
}

/** Reads everybody again with a server that has done nothing else. */
async function costOf(
  services: Services,
  source: ManyPeopleSource,
  pulled: PulledTenant,
  people: number,
): Promise<Cost> {
  await services.scimServer.stop();
  const server = await services.startServer();
  const url = services.bridge.addresses.databaseUrl;
  const [before] = await queryDatabase<{ xid: string }>(
    url,
    'select pg_snapshot_xmax(pg_current_snapshot())::text as xid',
    [],
  );
  const [count, mark] = [await rowsSince(url, pulled, '0'), await pulled.tenant.mark()];
  source.pagesSince();
  const started = performance.now();
  const run = await pulled.sync(true, firstWithinMs);
  const seconds = (performance.now() - started) / 1_000;
  if (run.state !== 'done' || run.usersRead !== people || run.changed !== 0)
    throw new Error(
      `the reading ended as ${run.state}: ${String(run.usersRead)} read, ${String(run.changed)} written`,
    );
  const gone = count - (await rowsSince(url, pulled, '0'));
  return {
    pages: source.pagesSince(),
    rows: (await rowsSince(url, pulled, before?.xid ?? '')) + Math.abs(gone),
    calls: (await pulled.tenant.calls(undefined, mark)).length,
    seconds,
    peakMegabytes: peakMegabytes(server.pid),
  };
}

/** Rows of the connection that transactions since then have written. */
async function rowsSince(url: string, { tenant }: PulledTenant, xid: string): Promise<number> {
  const counts = written.map(
    (table) =>
      `(select count(*) from ${table} where connection_id = $1 and xmin::text::bigint >= $2::bigint)`,
  );
  const [row] = await queryDatabase<{ n: number }>(url, `select (${counts.join(' + ')})::int as n`, [
    tenant.connectionId,
    xid,
  ]);
  return row?.n ?? NaN;
}
