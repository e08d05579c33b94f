import type { Connection } from '#store';
import type { ScimClient } from '../support/clients.js';
import type { Bench } from './bench.js';
import type { Line } from './line.js';
import { seeded } from './random.js';
import { median, medianRatio, rotated } from './rounds.js';
import { settle, userId } from './scim-fill.js';
import { cursorAfter, openScimScene, p50 } from './scim-scene.js';

const page = 100;

/** A connection of `users` Users, of which the first one has this place. */
interface Company {
  readonly users: number;
  readonly connection: Connection;
  readonly scim: ScimClient;
  readonly firstSeq: number;
}

/** What is asked of a company; `n` is one of its Users. */
interface Question {
  readonly name: string;
  readonly path: (company: Company, n: number) => string;
  /** How many Resources are in the answer. */
  readonly found: number;
  readonly total: (company: Company) => number;
}

const filter = (name: string, value: (n: number) => string): Question => ({
  name: `filter ${name} eq`,
  path: (_, n) => `/Users?filter=${encodeURIComponent(`${name} eq "${value(n)}"`)}`,
  found: 1,
  total: () => 1,
});

const all = ({ users }: Company) => users;

/** What has to stay as fast with a million Users as with a thousand. */
const flat: readonly Question[] = [
  filter('userName', (n) => `uSER${n}@Example.com`),
  filter('externalId', (n) => `ext-${n}`),
  filter('id', userId),
  { name: 'cursor, first page', path: () => `/Users?cursor&count=${page}`, found: page, total: all },
  {
    name: 'cursor, page 9/10 deep',
    path: ({ connection, users, firstSeq }) =>
      `/Users?count=${page}&cursor=${cursorAfter(connection, firstSeq + Math.floor(users * 0.8), page)}`,
    found: page,
    total: all,
  },
  { name: 'total alone', path: () => '/Users?count=0', found: 0, total: all },
];

/** Lists of a company of any size: whether they stay as fast as those of a small one. */
export const scimLists: Bench = {
  name: 'scim-lists',
  about: 'filters, cursors, deep pages and totals from 1,000 to 1,000,000 Users, over HTTP',
  run: async (site) => {
    const sizes = site.quick ? [1_000, 20_000] : [1_000, 10_000, 100_000, 1_000_000];
    const [rounds, times] = site.quick ? [3, 30] : [7, 60];
    const scene = await openScimScene(site);
    const companies: Company[] = [];
    for (const users of sizes) {
      const made = await scene.company(users);
      const [first] = await scene.store.database.run<{ seq: number }>(
        { text: 'select min(seq) as seq from resource where connection_id = $1' },
        [made.connection.id],
      );
      companies.push({ users, ...made, firstSeq: first?.seq ?? 0 });
    }
    await settle(scene.store);
    const random = seeded(1);
    const any = (below: number) => 1 + Math.floor(random() * below);
    const ask = ({ path, found, total }: Question, company: Company) =>
      p50(
        times,
        () => company.scim.get(path(company, any(company.users))),
        ({ status, body }) =>
          status === 200 && body.Resources.length === found && body.totalResults === total(company),
      );
    const lines: Line[] = [];
    for (const question of flat) {
      const run = (company: Company) => [String(company.users), () => ask(question, company)] as const;
      for (const company of companies) await ask(question, company);
      const scores = await rotated(rounds, Object.fromEntries(companies.map(run)));
      const [small = [], ...larger] = companies.map(({ users }) => scores[String(users)] ?? []);
      for (const [index, score] of larger.entries()) {
        lines.push({
          kind: 'measured',
          bench: `${question.name}, ${sizes[index + 1] ?? 0} Users, p50`,
          ours: { value: median(score), unit: 'ms' },
          reference: { value: median(small), unit: 'ms', who: `${sizes[0] ?? 0} Users` },
          ratio: medianRatio(score, small),
          target: { of: 'ratio', at: 'most', value: 1.3 },
        });
      }
    }
    const largest = companies.at(-1);
    if (!largest) return lines;
    const deep: Question = {
      name: 'startIndex anywhere',
      path: ({ users }, n) => `/Users?startIndex=${Math.min(n, users - page)}&count=${page}`,
      found: page,
      total: all,
    };
    await ask(deep, largest);
    const { ours } = await rotated(rounds, { ours: () => ask(deep, largest) });
    return [
      ...lines,
      {
        kind: 'measured',
        bench: `${deep.name}, ${largest.users} Users, p50`,
        ours: { value: median(ours), unit: 'ms' },
        target: { of: 'ours', at: 'most', value: 50 },
      },
    ];
  },
};
