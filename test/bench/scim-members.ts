import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';
import { median, medianRatio, rotated } from './rounds.js';
import { fillGroups, fillMembers, groupId, settle, userId } from './scim-fill.js';
import { openScimScene, p50 } from './scim-scene.js';
import type { ScimScene } from './scim-scene.js';

const members = (ids: readonly string[]) => ids.map((value) => ({ value }));

/** Changes of Groups of any size, and what leaves a company of any size. */
export const scimMembers: Bench = {
  name: 'scim-members',
  about: 'one member of Groups of 10 to 50,000, 5,000 members at once, a DELETE, over HTTP',
  run: async (site) => {
    const scene = await openScimScene(site);
    return [...(await inGroups(site, scene)), ...(await leaving(site, scene))];
  },
};

async function inGroups({ quick }: BenchSite, { store, company }: ScimScene): Promise<readonly Line[]> {
  const sizes = quick ? [10, 1_000, 5_000] : [10, 1_000, 10_000, 50_000];
  const [rounds, times] = quick ? [3, 20] : [7, 40];
  const most = sizes.at(-1) ?? 0;
  const { connection, scim } = await company(most + 5_100);
  await fillGroups(store, connection.id, 1, sizes.length + 1);
  for (const [index, size] of sizes.entries()) await fillMembers(store, connection.id, index + 1, 1, size);
  await settle(store);
  const comeAndGo = (index: number) => () =>
    p50(
      times,
      (n) =>
        scim.patch(`/Groups/${groupId(index + 1)}`, [
          {
            op: n % 2 === 0 ? 'add' : 'remove',
            path: 'members',
            value: members([userId(most + 1 + Math.floor(n / 2))]),
          },
        ]),
      // A Group of more than 1,000 is answered without its members.
      ({ status }) => status === 200 || status === 204,
    );
  for (const index of sizes.keys()) await comeAndGo(index)();
  const scores = await rotated(
    rounds,
    Object.fromEntries(sizes.map((size, index) => [String(size), comeAndGo(index)])),
  );
  const [small = [], ...larger] = sizes.map((size) => scores[String(size)] ?? []);
  const many = Array.from({ length: 5_000 }, (_, n) => userId(most + 101 + n));
  const group = `/Groups/${groupId(sizes.length + 1)}`;
  const added: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const add = [{ op: 'add', path: 'members', value: members(many) }];
    added.push(
      await p50(
        1,
        () => scim.patch(group, add),
        ({ status }) => status === 204,
      ),
    );
    const empty = [{ op: 'replace', path: 'members', value: [] }];
    await p50(
      1,
      () => scim.patch(group, empty),
      ({ status }) => status === 200,
    );
  }
  return [
    ...larger.map((score, index): Line => {
      const size = sizes[index + 1] ?? 0;
      return {
        kind: 'measured',
        bench: `PATCH of one member, Group of ${size}, p50`,
        ours: { value: median(score), unit: 'ms' },
        reference: { value: median(small), unit: 'ms', who: `Group of ${sizes[0] ?? 0}` },
        ratio: medianRatio(score, small),
        // Up to here it is told whole, member by member.
        ...(size > 1_000 ? { target: { of: 'ratio', at: 'most', value: 1.5 } as const } : {}),
      };
    }),
    {
      kind: 'measured',
      bench: '5,000 members added by one PATCH',
      ours: { value: median(added), unit: 'ms' },
      target: { of: 'ours', at: 'most', value: 1_000 },
    },
  ];
}

async function leaving({ quick }: BenchSite, { store, company }: ScimScene): Promise<readonly Line[]> {
  const [few, many] = quick ? [1_000, 10_000] : [1_000, 100_000];
  const [rounds, times] = quick ? [3, 20] : [7, 40];
  const gone = new Map<number, number>();
  const companies = {
    small: { users: few, ...(await company(few)) },
    large: { users: many, ...(await company(many)) },
  };
  await settle(store);
  const leave =
    ({ users, scim }: (typeof companies)['small']) =>
    () =>
      p50(
        times,
        () => {
          const next = (gone.get(users) ?? 0) + 1;
          gone.set(users, next);
          return scim.delete(`/Users/${userId(next)}`);
        },
        ({ status }) => status === 204,
      );
  const { small, large } = await rotated(rounds, {
    small: leave(companies.small),
    large: leave(companies.large),
  });
  return [
    {
      kind: 'measured',
      bench: `DELETE of a User of ${many}, p50`,
      ours: { value: median(large), unit: 'ms' },
      reference: { value: median(small), unit: 'ms', who: `of ${few}` },
      ratio: medianRatio(large, small),
      target: { of: 'ratio', at: 'most', value: 1.3 },
    },
  ];
}
