import type { ScimClient } from '../support/clients.js';
import type { Bench } from './bench.js';
import type { Line } from './line.js';
import { fillGroups, fillMembers, groupId, settle } from './scim-fill.js';
import { openScimScene, p50 } from './scim-scene.js';
import type { ScimScene } from './scim-scene.js';

const times = 9;
const teamOf = 50;

/** What is asked, and which Users it finds: the nth of them, of whom `inTeams` lie in Groups. */
const questions: readonly {
  readonly filter: string;
  readonly finds: (n: number, inTeams: number) => boolean;
}[] = [
  { filter: 'emails.value eq "user17@example.com"', finds: (n) => n === 17 },
  { filter: `groups.value eq "${groupId(2)}"`, finds: (n) => n > teamOf && n <= 2 * teamOf },
  { filter: 'title eq "engineer 7"', finds: (n) => n % 100 === 7 },
  {
    filter: 'name.familyName co "ily99" and active eq false',
    finds: (n) => String(n % 997).startsWith('99') && n % 20 === 0,
  },
  { filter: 'not (title sw "engineer")', finds: () => false },
  { filter: 'groups pr', finds: (n, inTeams) => n <= inTeams },
  { filter: 'groups[type eq "direct"]', finds: (n, inTeams) => n <= inTeams },
  { filter: 'groups[type eq "indirect"]', finds: (n, inTeams) => n > teamOf && n <= inTeams },
  {
    filter: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User:syncState eq "blocked"',
    finds: () => false,
  },
];

/** Filters that go through everybody, with their exact totals: none may come near a statement's 30 s. */
export const scimFilters: Bench = {
  name: 'scim-filters',
  about: 'filters that no index answers, of a company of 100,000 in nested Groups, over HTTP',
  run: async (site) => {
    const users = site.quick ? 10_000 : 100_000;
    const teams = users / 100;
    const scene = await openScimScene(site);
    const scim = await nestedCompany(scene, users, teams);
    const numbers = Array.from({ length: users }, (_, index) => index + 1);
    const lines: Line[] = [];
    for (const { filter, finds } of questions) {
      const path = `/Users?count=10&filter=${encodeURIComponent(filter)}`;
      const expected = numbers.filter((n) => finds(n, teams * teamOf)).length;
      const value = await p50(
        times,
        () => scim.get(path),
        ({ status, body }) => status === 200 && body.totalResults === expected,
      );
      lines.push({
        kind: 'measured',
        bench: `${filter.replace(/^urn:.*:/, '')}, ${users} Users, p50`,
        ours: { value, unit: 'ms' },
        target: { of: 'ours', at: 'most', value: 10_000 },
      });
    }
    return lines;
  },
};

/** Half of the Users lie in teams of fifty, and each team but the first below the first. */
async function nestedCompany(
  { store, company }: ScimScene,
  users: number,
  teams: number,
): Promise<ScimClient> {
  const { connection, scim } = await company(users);
  await fillGroups(store, connection.id, 1, teams);
  for (let team = 1; team <= teams; team += 1) {
    await fillMembers(store, connection.id, team, (team - 1) * teamOf + 1, team * teamOf);
  }
  await store.database.orm.query(
    `insert into membership (connection_id, group_id, member_id, member_type)
     select $1, $2, id, 'Group' from resource where connection_id = $1 and type = 'Group' and id <> $2`,
    [connection.id, groupId(1)],
  );
  await settle(store);
  return scim;
}
