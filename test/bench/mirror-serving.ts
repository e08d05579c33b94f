import { settingsSchema } from '#provisioning';
import { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { Services } from '../support/services.js';
import { testSealer } from '../support/test-database.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';
import { peakMegabytes } from './peak-memory.js';
import { median } from './rounds.js';
import { fillUsers } from './scim-fill.js';

/** Both have as little to spare, so that what grows shows. */
const heap = { NODE_OPTIONS: '--max-old-space-size=96 --max-semi-space-size=2' };
/** Filling takes its time. */
const statementTimeoutMs = 600_000;
const edits = 30;
const eventWithinMs = 2_000;

/** What a mirror's readers wait for, and what a list of everybody costs the server. */
export const mirrorServing: Bench = {
  name: 'mirror-serving',
  about: 'from an edit in DingTalk to SCIM; memory of an unpaged list of 100,000 Users',
  run: async (site) => {
    const sizes = { many: site.quick ? 10_000 : 100_000, few: 1_000 };
    const taken = await toldAfter(site);
    const few = await listing(site, sizes.few);
    const many = await listing(site, sizes.many);
    const event = (what: string, value: number): Line => ({
      kind: 'measured',
      bench: `from an edit in DingTalk to GET /Users/{id}: ${what}`,
      ours: { value, unit: 'ms' },
      target: { of: 'ours', at: 'most', value: eventWithinMs },
    });
    return [
      event(`median of ${String(edits)}`, median(taken)),
      event('the longest', Math.max(...taken)),
      {
        kind: 'measured',
        bench: `unpaged list of ${String(sizes.many)} Users: peak memory of the server`,
        ours: { value: many, unit: 'MB' },
        reference: { value: few, unit: 'MB', who: `${String(sizes.few)} Users` },
        ratio: many / few,
        target: { of: 'ratio', at: 'most', value: 1.25 },
      },
    ];
  },
};

/** How long after each of some edits SCIM shows it, by Stream. */
async function toldAfter(site: BenchSite): Promise<readonly number[]> {
  const { bridge } = site.keep(await Services.start(), (started) => started.stop());
  const mirror = await MirrorSite.open(bridge);
  await fillCompany(mirror);
  await mirror.crawl();
  await eventually('an open stream', async () => (await mirror.told()).streamOpenSince !== null);
  const id = (await mirror.user('ada'))?.id ?? '';
  const taken: number[] = [];
  for (let n = 0; n < edits; n += 1) {
    const title = `Title ${String(n)}`;
    await mirror.edit('user/update', { userid: 'ada', title });
    const from = performance.now();
    await eventually(title, async () => (await mirror.scim.get(`/Users/${id}`)).body.title === title);
    taken.push(performance.now() - from);
  }
  return taken;
}

/** The peak of a server of its own that lists so many Users without pages. */
async function listing(site: BenchSite, users: number): Promise<number> {
  const env = { 'scim-server': heap };
  const services = site.keep(await Services.start({ pushers: 0, env }), (started) => started.stop());
  const { databaseUrl: url } = services.addresses;
  const options = { url, application: 'bench', poolSize: 2, statementTimeoutMs };
  const store = site.keep(await Store.open(options, testSealer, 500), (opened) => opened.close());
  const { id } = await createConnection(store, {
    direction: 'dingtalk-to-scim',
    settings: settingsSchema.parse({ mirror: { unpagedLists: true, events: 'none' } }),
  });
  await fillUsers(store, id, users);
  await store.database.orm.query(
    'update mirror set snapshot_at = now(), due_at = null where connection_id = $1',
    [id],
  );
  const { secret } = await store.tokens.issue(id, 'bench');
  const listed = await countStreamed(`${services.bridge.scimUrl}/Users`, {
    authorization: `Bearer ${secret}`,
  });
  if (listed !== users) throw new Error(`${String(listed)} Users were listed`);
  return peakMegabytes(services.scimServer.pid);
}

/** How many Users come; nothing of them is kept. */
async function countStreamed(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(url, { headers });
  if (!response.ok || !response.body) throw new Error(`the list answered ${String(response.status)}`);
  const mark = '"userName"';
  const decoder = new TextDecoder();
  let count = 0;
  let kept = '';
  for await (const chunk of response.body) {
    const text = kept + decoder.decode(chunk as Uint8Array, { stream: true });
    count += text.split(mark).length - 1;
    // A mark may lie across two pieces.
    kept = text.slice(text.lastIndexOf(mark) + 1).slice(-(mark.length - 1));
  }
  return count;
}
