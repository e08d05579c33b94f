import { afterEach, describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { RemoteDirectory } from '../support/remote-directory.js';
import { sharedBridge } from '../support/shared-services.js';

const open: RemoteDirectory[] = [];
afterEach(() => {
  for (const remote of open.splice(0)) remote.close();
});

/** A remote server with some people, p1 to pn, and a connection that is read from it. */
async function scene(
  people: number,
  settings: object = {},
): Promise<{ remote: RemoteDirectory; pulled: PulledTenant }> {
  const remote = await new RemoteDirectory().open();
  open.push(remote);
  for (let n = 1; n <= people; n += 1)
    remote.putUser(`p${String(n)}`, { ...person(), displayName: `Person ${String(n)}` });
  const pulled = await PulledTenant.connect(await sharedBridge(), { baseUrl: remote.url, settings });
  return { remote, pulled };
}

const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `Person ${String(from + index)}`);

describe('a connection with a Source', () => {
  it('shows in DingTalk who is there, who changes and who goes', async () => {
    const { remote, pulled } = await scene(8);
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
    const { pulled } = await scene(5);
    await pulled.sync();
    await pulled.untilAccounts(names(1, 5));
    await pulled.tenant.allInStep();
    const [mark, links] = [await pulled.tenant.mark(), await pulled.tenant.links()];
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', usersRead: 5, changed: 0, pages: 2 });
    expect(await pulled.tenant.calls(undefined, mark)).toEqual([]);
    expect(await pulled.tenant.links()).toEqual(links);
  });

  it('asks for what has changed only, where the server can tell', async () => {
    const { remote, pulled } = await scene(5);
    await pulled.sync();
    remote.asks();
    remote.putUser('p2', { ...remote.users.get('p2'), displayName: 'Captain 2' });
    expect(await pulled.sync()).toMatchObject({ state: 'done', reading: 'delta', usersRead: 2, changed: 1 });
    expect(remote.asks().filter((one) => one.startsWith('/Users'))[0]).toContain('meta.lastModified+ge+');
    await pulled.untilAccounts(['Person 1', 'Captain 2', ...names(3, 5)]);
  });

  it('reads everything where the server cannot filter, or filters away whoever was changed last', async () => {
    const { remote, pulled } = await scene(3);
    await pulled.sync();
    remote.habits.filters = false;
    expect(await pulled.sync()).toMatchObject({ state: 'done', reading: 'full', usersRead: 3 });
    remote.habits.filters = true;
    // It was not to be relied upon: it is not asked again.
    remote.asks();
    expect(await pulled.sync()).toMatchObject({ reading: 'full' });
    expect(remote.asks().some((one) => one.includes('filter'))).toBe(false);

    const other = await scene(3);
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
    const { remote, pulled } = await scene(1);
    await pulled.sync();
    const { scim } = pulled.tenant;
    const refused = await scim.post('/Users', person());
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(remote.url);
    expect((await scim.get('/Users')).body).toMatchObject({ totalResults: 1 });
  });
});
