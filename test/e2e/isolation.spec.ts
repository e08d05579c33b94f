import { beforeAll, describe, expect, it } from '@jest/globals';
import { nameless, team } from '../builders/scim.js';
import type { Bridge } from '../support/bridge.js';
import { listPeople, search } from '../support/listed-people.js';
import type { ListedPeople } from '../support/listed-people.js';
import { sharedBridge } from '../support/shared-services.js';
import { refused, told } from '../support/told-refusal.js';

// Real processes, real HTTP; no bound on time.

let bridge: Bridge;
let people: ListedPeople;

beforeAll(async () => {
  bridge = await sharedBridge();
  people = await listPeople(bridge);
}, 90_000);

describe('a token of one connection', () => {
  it('sees nothing of another, whatever it asks for', async () => {
    const { tenant, word, users, groups } = people;
    const other = await bridge.connect({ settings: {} });
    const own = await other.addUser(nameless({ userName: `own.${word}`, displayName: 'P own' }));
    const team1 = await other.addGroup(team('P own team', [own]));
    const secret = new RegExp([...users, ...groups].join('|'));
    const asked = [
      '/Users',
      '/Groups',
      '/',
      '/Users?cursor',
      '/Users?sortBy=userName&count=1000',
      `/Users?filter=${encodeURIComponent(`userName eq "Ada.${word}"`)}`,
      `/Users?filter=${encodeURIComponent(`id eq "${users[0]!}" or not (id eq "${users[0]!}")`)}`,
      `/Users?filter=${encodeURIComponent(`groups eq "${groups[0]!}"`)}`,
      `/Users?filter=${encodeURIComponent('groups[type eq "direct" or type eq "indirect"]')}`,
      `/Groups?filter=${encodeURIComponent(`members eq "${users[0]!}" or members pr`)}`,
      `/Groups?filter=${encodeURIComponent('members.display co "p" or displayName co "p"')}`,
      `/Users/${own}`,
      `/Groups/${team1}`,
    ];
    for (const path of asked) {
      const answer = await other.scim.get(path);
      expect([path, answer.status, answer.text]).toEqual([path, 200, expect.not.stringMatching(secret)]);
    }
    for (const path of ['', '/Users', '/Groups']) {
      const answer = await search(other, path, { filter: 'id pr', count: 1000 });
      expect([answer.status, answer.text]).toEqual([200, expect.not.stringMatching(secret)]);
      expect(answer.body.totalResults).toBe(path === '' ? 2 : 1);
    }
    const [user, group] = [users[0]!, groups[0]!];
    const touched = [
      await other.scim.get(`/Users/${user}`),
      await other.scim.get(`/Groups/${group}`),
      await other.scim.put(`/Users/${user}`, nameless({})),
      await other.scim.put(`/Groups/${group}`, team('P')),
      await other.scim.patch(`/Users/${user}`, [{ op: 'replace', path: 'title', value: 'x' }]),
      await other.scim.patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: [{ value: own }] }]),
      await other.scim.delete(`/Users/${user}`),
      await other.scim.delete(`/Groups/${group}`),
    ];
    expect(touched.map(({ status }) => status)).toEqual(touched.map(() => 404));
    const joined = await other.scim.patch(`/Groups/${team1}`, [
      { op: 'add', path: 'members', value: [{ value: user }] },
    ]);
    expect(refused(joined)).toEqual(told('invalidValue'));
    expect((await other.scim.post('/Users', nameless({ userName: `Ada.${word}` }))).status).toBe(201);
    const before = await tenant.scim.get('/Users?count=1000');
    expect(before.body.totalResults).toBe(5);
  });
});
