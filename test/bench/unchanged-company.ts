import { Store } from '#store';
import type { Tenant } from '../support/bridge.js';
import type { ScimDocument } from '../support/clients.js';
import { Services } from '../support/services.js';
import { testSealer } from '../support/test-database.js';
import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';
import { fillUsers, settle } from './scim-fill.js';
import { perSecond } from './side-by-side.js';

const atOnce = 16;
const pageSize = 500;
/** Filling takes its time. */
const statementTimeoutMs = 600_000;
/** Whatever a change of a person writes. */
const tables = ['resource', 'link', 'membership', 'counter', 'activity', 'claim', 'run', 'run_item'];

/** Everybody of a large company is read and put back as he was, as identity providers do it: nothing is to be written. */
export async function unchangedCompany(site: BenchSite): Promise<readonly Line[]> {
  const people = site.quick ? 2_000 : 100_000;
  const services = site.keep(await Services.start(), (started) => started.stop());
  const tenant = await services.bridge.connect({ settings: { defaultDepartmentId: 1 } });
  const options = {
    url: services.addresses.databaseUrl,
    application: 'bench',
    poolSize: 2,
    statementTimeoutMs,
  };
  const store = site.keep(await Store.open(options, testSealer, 500), (opened) => opened.close());
  await fillUsers(store, tenant.connectionId, people);
  await settle(store);

  const [mark, rows, before] = [await nextTransaction(store), await rowsOf(store, 0), await tenant.mark()];
  let put = 0;
  const began = performance.now();
  for await (const page of pagesOf(tenant)) {
    await perSecond(page, atOnce, (user) => putBack(tenant, user));
    put += page.length;
  }
  const seconds = (performance.now() - began) / 1_000;
  if (put !== people) throw new Error(`${String(put)} of ${String(people)} people were put back`);
  const written = (await rowsOf(store, mark)) + Math.abs((await rowsOf(store, 0)) - rows);
  const [due] = await store.database.run<{ n: number }>(
    { text: 'select count(*) as n from link where connection_id = $1 and due_at is not null' },
    [tenant.connectionId],
  );
  const calls = (await tenant.calls(undefined, before)).length;
  const bench = `PUT of a company of ${String(people)} unchanged people`;
  const none = (what: string, value: number): Line => ({
    kind: 'measured',
    bench: `${bench}: ${what}`,
    ours: { value, unit: '' },
    target: { of: 'ours', at: 'most', value: 0 },
  });
  return [
    none('DingTalk calls, made or due', calls + (due?.n ?? Number.NaN)),
    none('rows written', written),
    { kind: 'measured', bench: `${bench}: rate`, ours: { value: people / seconds, unit: 'PUT/s' } },
  ];
}

/** All Users by cursor, a page at a time. */
async function* pagesOf({ scim }: Tenant): AsyncGenerator<readonly ScimDocument[]> {
  for (let cursor: unknown = ''; typeof cursor === 'string';) {
    const { status, body } = await scim.get(
      `/Users?count=${String(pageSize)}&cursor=${encodeURIComponent(cursor)}`,
    );
    if (status !== 200) throw new Error(`GET answered ${String(status)}`);
    yield body.Resources;
    cursor = body.nextCursor;
  }
}

async function putBack({ scim }: Tenant, user: ScimDocument): Promise<void> {
  const { status, text } = await scim.put(`/Users/${user.id}`, user);
  if (status !== 200) throw new Error(`PUT answered ${String(status)}: ${text}`);
}

/** Every transaction from now on has this number or a later one. */
async function nextTransaction({ database }: Store): Promise<number> {
  const text = 'select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as n';
  const [row] = await database.run<{ n: number }>({ text }, []);
  return row?.n ?? Number.NaN;
}

/** How many rows there are of that transaction or a later one. */
async function rowsOf({ database }: Store, since: number): Promise<number> {
  const counted = tables.map((table) => `select count(*) from ${table} where xmin::text::bigint >= $1`);
  const text = `select sum(count)::bigint as n from (${counted.join(' union all ')}) counted`;
  const [row] = await database.run<{ n: number }>({ text }, [since]);
  return row?.n ?? Number.NaN;
}
