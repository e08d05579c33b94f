import type { Bench } from './bench.js';
import type { Line } from './line.js';
import { seeded } from './random.js';
import { median, rotated } from './rounds.js';
import { fillGroups, fillMembers, settle } from './scim-fill.js';
import { openScimScene, p50 } from './scim-scene.js';

const page = 50;
/** Of all that are asked: the console waits for the slowest too. */
const target = { of: 'ours', at: 'most', value: 200 } as const;

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
    const questions: Readonly<Record<string, () => string>> = {
      'first page': () => `people?limit=${page}`,
      'a page anywhere': () => `people?limit=${page}&page=${any()}`,
      'search of one': () => `people?text=person%20${any()}`,
      'search by the end of a mobile': () => `people?text=${String(any()).padStart(8, '0')}`,
      'search of nobody': () => `people?text=nobody${any()}`,
      'those who are blocked': () => `people?state=blocked&limit=${page}`,
      'those who wait, of whom there are none': () => `people?state=waiting&limit=${page}`,
      'one department': () => `people?department=${group}&limit=${page}`,
      'what needs attention': () => 'attention',
      'its rows': () => `attention/rows?limit=${page}`,
      'the department tree': () => 'departments',
      overview: () => 'overview',
    };
    const lines: Line[] = [];
    for (const [name, path] of Object.entries(questions)) {
      const ask = () =>
        p50(
          times,
          () => scene.admin.call('GET', `/connections/${connection.id}/${path()}`),
          ({ status }) => status === 200,
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
