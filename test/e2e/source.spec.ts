import { describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import type { PulledTenant } from '../support/pulled-tenant.js';
import type { RemoteDirectory } from '../support/remote-directory.js';
import { sharedBridge } from '../support/shared-services.js';
import { sourceScene } from '../support/source-scene.js';

const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `Person ${String(from + index)}`);

describe('a connection with a Source', () => {
  it('shows in DingTalk who is there, who changes and who goes', async () => {
    const { remote, pulled } = await sourceScene(8);
    remote.putGroup('g1', 'Sailors', ['p1', 'p2']);
    expect(await pulled.sync()).toMatchObject({
      state: 'done',
      reading: 'full',
      usersRead: 8,
      groupsRead: 1,
      changed: 9,
    });
    await pulled.untilAccounts(names(1, 8));
    const { departments, users } = await pulled.tenant.state();
    const sailors = departments.find(({ name }) => name === 'Sailors');
    const aboard = users.filter(({ dept_id_list: of }) => of.map(Number).includes(Number(sailors?.dept_id)));
    expect(aboard.map(({ name }) => name).sort()).toEqual(['Person 1', 'Person 2']);

    remote.putUser('p3', { ...remote.users.get('p3'), displayName: 'Captain 3' });
    remote.users.delete('p8');
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 1, deleted: 1, missing: 1 });
    await pulled.untilAccounts([...names(1, 2), 'Captain 3', ...names(4, 7)]);
  });

  it('writes nothing where nothing has changed', async () => {
    const { pulled } = await sourceScene(5);
    await pulled.sync();
    await pulled.untilAccounts(names(1, 5));
    await pulled.tenant.allInStep();
    const [mark, links] = [await pulled.tenant.mark(), await pulled.tenant.links()];
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', usersRead: 5, changed: 0, pages: 2 });
    expect(await pulled.tenant.calls(undefined, mark)).toEqual([]);
    expect(await pulled.tenant.links()).toEqual(links);
  });

  it('asks for what has changed only, where the server can tell', async () => {
    const { remote, pulled } = await sourceScene(5);
    await pulled.sync();
    remote.asks();
    remote.putUser('p2', { ...remote.users.get('p2'), displayName: 'Captain 2' });
    expect(await pulled.sync()).toMatchObject({ state: 'done', reading: 'delta', usersRead: 2, changed: 1 });
    expect(remote.asks().filter((one) => one.startsWith('/Users'))[0]).toContain('meta.lastModified+ge+');
    await pulled.untilAccounts(['Person 1', 'Captain 2', ...names(3, 5)]);
  });

  it('reads everything where the server cannot filter, or filters away whoever was changed last', async () => {
    const { remote, pulled } = await sourceScene(3);
    await pulled.sync();
    remote.habits.filters = false;
    expect(await pulled.sync()).toMatchObject({ state: 'done', reading: 'full', usersRead: 3 });
    remote.habits.filters = true;
    // It was not to be relied upon: it is not asked again.
    remote.asks();
    expect(await pulled.sync()).toMatchObject({ reading: 'full' });
    expect(remote.asks().some((one) => one.includes('filter'))).toBe(false);

    const other = await sourceScene(3);
    await other.pulled.sync();
    other.remote.habits.bend = (listed, { nth }) => (nth === 3 ? { totalResults: 0, Resources: [] } : listed);
    expect(await other.pulled.sync()).toMatchObject({
      state: 'done',
      reading: 'full',
      usersRead: 3,
      deleted: 0,
    });
  });

  it('is not to be written by anybody else, and says where to write', async () => {
    const { remote, pulled } = await sourceScene(1);
    await pulled.sync();
    const { scim } = pulled.tenant;
    const refused = await scim.post('/Users', person());
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(remote.url);
    expect((await scim.get('/Users')).body).toMatchObject({ totalResults: 1 });
  });
});

describe('who is in which Group', () => {
  const aboard = async (pulled: PulledTenant, name: string) => {
    const { departments, users } = await pulled.tenant.state();
    const department = departments.find((one) => one.name === name);
    return users
      .filter(({ dept_id_list: of }) => of.map(Number).includes(Number(department?.dept_id)))
      .map((one) => one.name)
      .sort();
  };
  const until = (pulled: PulledTenant, name: string, names: readonly string[]) =>
    eventually(
      `${names.join(', ')} in ${name}`,
      async () => JSON.stringify(await aboard(pulled, name)) === JSON.stringify(names),
      40_000,
    );
  const says = (remote: RemoteDirectory, id: string, ...groups: readonly string[]) => {
    remote.putUser(id, {
      ...remote.users.get(id),
      groups: groups.map((value) => ({ value, type: 'direct' })),
    });
  };

  it('is said by the Groups, by the Users, or by either', async () => {
    const [byGroups, byUsers, byBoth] = await Promise.all(
      ['groups', 'users', 'both'].map((memberships) => sourceScene(4, { memberships })),
    );
    for (const one of [byGroups!, byUsers!, byBoth!]) {
      one.remote.putGroup('deck', 'Deck', ['p1', 'p2']);
      says(one.remote, 'p2', 'deck');
      says(one.remote, 'p3', 'deck');
      expect(await one.pulled.sync()).toMatchObject({ state: 'done', changed: 5 });
    }
    await until(byGroups!.pulled, 'Deck', names(1, 2));
    await until(byUsers!.pulled, 'Deck', names(2, 3));
    await until(byBoth!.pulled, 'Deck', names(1, 3));
    // Whoever said so takes it back: of both, only where neither says it any more.
    const { remote, pulled } = byBoth!;
    says(remote, 'p2');
    says(remote, 'p3');
    await pulled.sync(true);
    await until(pulled, 'Deck', names(1, 2));
  });

  it('holds for Groups in Groups: departments lie in departments, and move with them', async () => {
    const { remote, pulled } = await sourceScene(2);
    remote.putGroup('deck', 'Deck', ['p1']);
    remote.putGroup('engine', 'Engine', ['p2']);
    remote.putGroup('ship', 'Ship', ['deck', 'engine']);
    await pulled.sync();
    const parent = async (name: string) => {
      const { departments } = await pulled.tenant.state();
      const { parent_id: above } = departments.find((one) => one.name === name) ?? {};
      return departments.find(({ dept_id: id }) => id === Number(above))?.name;
    };
    const lies = (name: string, above: string) =>
      eventually(`${name} in ${above}`, async () => (await parent(name)) === above, 40_000);
    await lies('Engine', 'Ship');
    remote.putGroup('ship', 'Ship', ['deck']);
    remote.putGroup('deck', 'Deck', ['p1', 'engine']);
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 2 });
    await lies('Engine', 'Deck');
    await until(pulled, 'Engine', ['Person 2']);
  });
});

describe('an address that somebody enters', () => {
  const private_ = 'http://10.0.0.7:8080';
  const app = { name: 'private', appKey: 'dingprivate', appSecret: 'secret' };
  const oauth = { kind: 'oauth', tokenUrl: private_, clientId: 'id', clientSecret: 's3cret' };
  const good = { baseUrl: 'https://scim.example.com', auth: { kind: 'bearer', token: 't' } };

  it.each([
    ['oapiBase', 'POST', '/connections', { ...app, oapiBase: private_ }],
    ['apiBase', 'POST', '/connections', { ...app, apiBase: private_ }],
    ['oapiBase', 'POST', '/doctor', { appKey: 'dingprivate', appSecret: 'secret', oapiBase: private_ }],
    ['baseUrl', 'PUT', '/source', { ...good, baseUrl: private_ }],
    ['proxy', 'PUT', '/source', { ...good, proxy: private_ }],
    ['auth.tokenUrl', 'PUT', '/source', { ...good, auth: oauth }],
  ])('is refused where it is private, by its name: %s, %s %s', async (field, method, path, body) => {
    const bridge = await sharedBridge();
    const below = path === '/source' ? `/connections/${(await bridge.connect()).connectionId}` : '';
    const answer = await bridge.admin.call<{ detail: string }>(method, `${below}${path}`, body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`${field} is a private address`);
  });
});
