import type { Bench } from './bench.js';
import type { Line } from './line.js';
import { seeded } from './random.js';
import { median, rotated } from './rounds.js';
import { fillGroups, fillMembers, settle } from './scim-fill.js';
import { openScimScene, p50 } from './scim-scene.js';

const page = 50;
/** Of all that are asked: the console waits for the slowest too. */
const target = { of: 'ours', at: 'most', value: 200 } as const;

/** What is asked, and whether as much was found as there is. */
interface Question {
  readonly path: () => string;
  readonly rows?: (found: number) => boolean;
}

interface Listed {
  readonly rows?: readonly unknown[];
}

/** Lists that the console pages and searches, of a company of 100,000 people of whom some are not in step. */
export const adminLists: Bench = {
  name: 'admin-lists',
  about: "the console's lists, searches and overview of 100,000 people, over HTTP",
  run: async (site) => {
    const people = site.quick ? 20_000 : 100_000;
    const [rounds, times] = site.quick ? [3, 10] : [7, 30];
    const scene = await openScimScene(site);
    const { connection } = await scene.company(people);
    await fillGroups(scene.store, connection.id, 1, 200);
    await fillMembers(scene.store, connection.id, 1, 1, 1_000);
    // Every twentieth is blocked, and looked at again tomorrow.
    await scene.store.database.orm.query(
      `update link set outcome = 'blocked', reason = 'noMobile', due_at = now() + interval '1 day'
       where connection_id = $1 and kind = 'account' and ('x' || right(id::text, 6))::bit(24)::int % 20 = 0`,
      [connection.id],
    );
    await settle(scene.store);
    const random = seeded(1);
    const any = () => 1 + Math.floor(random() * people);
    const group = 'c0000000-0000-4000-8000-000000000001';
    const some = (rows: number) => rows > 0;
    const full = (rows: number) => rows === page;
    const none = (rows: number) => rows === 0;
    const questions: Readonly<Record<string, Question>> = {
      'first page': { path: () => `people?limit=${page}`, rows: full },
      'a page anywhere': { path: () => `people?limit=${page}&page=${page + any()}`, rows: full },
      'search of one': { path: () => `people?text=person%20${any()}`, rows: some },
      'search by the end of a mobile': {
        path: () => `people?text=${String(any()).padStart(8, '0')}`,
        rows: some,
      },
      'search of nobody': { path: () => `people?text=nobody${any()}`, rows: none },
      'those who are blocked': { path: () => `people?state=blocked&limit=${page}`, rows: full },
      'those who wait, of whom there are none': {
        path: () => `people?state=waiting&limit=${page}`,
        rows: none,
      },
      'one department': { path: () => `people?department=${group}&limit=${page}`, rows: full },
      'what needs attention': { path: () => 'attention' },
      'its rows': { path: () => `attention/rows?limit=${page}`, rows: full },
      'the department tree': { path: () => 'departments', rows: some },
      overview: { path: () => 'overview' },
    };
    const lines: Line[] = [];
    for (const [name, { path, rows }] of Object.entries(questions)) {
      const ask = () =>
        p50(
          times,
          () => scene.admin.call<Listed>('GET', `/connections/${connection.id}/${path()}`),
          ({ status, body }) => status === 200 && (rows?.(body.rows?.length ?? 0) ?? true),
        );
      await ask();
      const { ours } = await rotated(rounds, { ours: ask });
      lines.push({
        kind: 'measured',
        bench: `${name}, ${people} people, p50`,
        ours: { value: median(ours), unit: 'ms' },
        target,
      });
    }
    return lines;
  },
};
