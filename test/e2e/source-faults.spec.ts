import { describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { sharedBridge } from '../support/shared-services.js';
import { remoteOf, sourceScene } from '../support/source-scene.js';

/** A remote server with p1 to pn, read once unless told otherwise. */
async function scene(people: number, { settings, unread }: { settings?: object; unread?: true } = {}) {
  const { remote, pulled } = await sourceScene(people, settings);
  if (!unread) expect(await pulled.sync()).toMatchObject({ state: 'done', changed: people });
  return { remote, pulled };
}

const stored = async (pulled: PulledTenant): Promise<unknown> => {
  const { body } = await pulled.tenant.scim.get('/Users?count=0');
  return (body as { readonly totalResults?: number }).totalResults;
};

describe('a server with faults', () => {
  it.each([
    ['too large', (total: number) => total + 500],
    ['too small', () => 1],
    ['of the page', (_total: number, page: number) => page],
    ['none', () => undefined],
  ])('whose totals are %s is read whole', async (_what, lie) => {
    const { remote, pulled } = await scene(7, { unread: true, settings: { pageSize: 3 } });
    remote.habits.bend = ({ totalResults, Resources }) => {
      const told = lie(totalResults ?? 0, Resources.length);
      return { Resources, ...(told === undefined ? {} : { totalResults: told }) };
    };
    expect(await pulled.sync()).toMatchObject({ state: 'done', usersRead: 7, changed: 7 });
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', usersRead: 7, changed: 0, deleted: 0 });
  });

  it.each([
    ['says so', false],
    ['does not say so', true],
  ])('that gives 25 at most and %s is read whole', async (_what, silent) => {
    const { remote, pulled } = await scene(60, { unread: true });
    remote.habits.cap = 25;
    remote.habits.intercept = (request, response) => {
      const hidden = silent && request.url?.endsWith('/ServiceProviderConfig') === true;
      if (hidden) response.writeHead(404).end('{}');
      return hidden;
    };
    expect(await pulled.sync()).toMatchObject({ state: 'done', usersRead: 60, changed: 60 });
  });

  it('that gives the same page again holds the run, and nothing is done', async () => {
    const { remote, pulled } = await scene(6, { settings: { pageSize: 3 } });
    remote.putUser('p7', person());
    remote.habits.bend = (listed, { path }) =>
      path === '/Users' ? { totalResults: 7, Resources: [...remote.users.values()].slice(0, 3) } : listed;
    expect(await pulled.sync(true)).toMatchObject({ state: 'held', reason: 'duplicatePage', changed: 0 });
    expect(await stored(pulled)).toBe(6);
  });

  it('that gives one id to two records holds the run and names it', async () => {
    const { remote, pulled } = await scene(4);
    remote.habits.bend = ({ Resources }, { path }) =>
      path === '/Users'
        ? { totalResults: 5, Resources: [...Resources, { ...person(), id: 'p1' }] }
        : { Resources };
    const run = await pulled.sync(true);
    expect(run).toMatchObject({ state: 'held', reason: 'duplicateIds', changed: 0 });
    expect(await pulled.notes(run)).toContainEqual(
      expect.objectContaining({ sourceId: 'p1', what: 'duplicateId' }),
    );
  });

  it('that fails in the middle has nothing done, and is read whole by the next run', async () => {
    const { remote, pulled } = await scene(6, { settings: { pageSize: 3 } });
    remote.putUser('p1', { ...remote.users.get('p1'), title: 'Captain' });
    remote.users.delete('p6');
    remote.habits.bend = (listed, { path, startIndex }, response) => {
      if (path !== '/Users' || startIndex === 1) return listed;
      response.writeHead(501).end();
      return undefined;
    };
    // Five tries with doubling pauses.
    expect(await pulled.sync(true)).toMatchObject({
      state: 'failed',
      reason: 'serverError',
      changed: 0,
      deleted: 0,
    });
    expect(await stored(pulled)).toBe(6);
    delete remote.habits.bend;
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 1, deleted: 1 });
  });

  it('that is empty at once holds the run, until somebody says that it is right', async () => {
    const { remote, pulled } = await scene(3);
    const people = [...remote.users];
    remote.users.clear();
    const held = await pulled.sync(true);
    expect(held).toMatchObject({
      state: 'held',
      reason: 'empty',
      detail: 'allowable',
      missing: 3,
      deleted: 0,
    });
    // Nobody was even asked for by id.
    expect(remote.asks().filter((one) => /^\/Users\/p/.test(one))).toEqual([]);
    expect(await stored(pulled)).toBe(3);
    // Somebody comes back before it is allowed: he is not on the list of the missing any more.
    for (const [id, body] of people.slice(0, 1)) remote.users.set(id, body);
    expect(await pulled.allow(held)).toMatchObject({ state: 'done', deleted: 2 });
    expect(await stored(pulled)).toBe(1);
  });

  it('that has lost many holds the run; what was allowed is no pass for others', async () => {
    const { remote, pulled } = await scene(20);
    for (let n = 1; n <= 8; n += 1) remote.users.delete(`p${String(n)}`);
    const held = await pulled.sync(true);
    expect(held).toMatchObject({ state: 'held', reason: 'shrunken', missing: 8, deleted: 0 });
    expect(await pulled.notes(held)).toHaveLength(8);
    for (let n = 9; n <= 16; n += 1) remote.users.delete(`p${String(n)}`);
    const again = await pulled.allow(held);
    expect(again).toMatchObject({ state: 'held', reason: 'shrunken', missing: 16, deleted: 0 });
    expect(await pulled.allow(again)).toMatchObject({ state: 'done', deleted: 16 });
  });

  it('whose list leaves somebody out who is there keeps him: only 404 counts', async () => {
    const { remote, pulled } = await scene(4);
    remote.habits.bend = ({ totalResults, Resources }, { path }) =>
      path === '/Users'
        ? { totalResults: 3, Resources: Resources.slice(1) }
        : { totalResults: totalResults ?? 0, Resources };
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', missing: 1, deleted: 0 });
    remote.habits.intercept = (request, response) => {
      if (!/\/Users\/p1$/.test(request.url ?? '')) return false;
      response.writeHead(403).end('{}');
      return true;
    };
    const run = await pulled.sync(true);
    expect(run).toMatchObject({ state: 'done', missing: 1, deleted: 0 });
    expect(await pulled.notes(run)).toEqual([
      expect.objectContaining({ sourceId: 'p1', what: 'unconfirmed', detail: 'forbidden' }),
    ]);
    expect(await stored(pulled)).toBe(4);
  });

  it('at another address holds the run, until somebody says that it is the same', async () => {
    const { remote, pulled } = await scene(3);
    await pulled.save({ baseUrl: remote.url.replace('127.0.0.1', 'localhost') });
    const held = await pulled.sync();
    expect(held).toMatchObject({ state: 'held', reason: 'baseChanged' });
    expect(await pulled.allow(held)).toMatchObject({ state: 'done', changed: 0, deleted: 0 });
  });

  it('whose token ends in the run is asked for another one', async () => {
    const remote = await remoteOf(9);
    let [issued, uses] = [0, 0];
    remote.habits.intercept = (request, response) => {
      if (request.url === '/scim/v2/token') {
        [issued, uses] = [issued + 1, 0];
        response.end(JSON.stringify({ access_token: 'remote-token', expires_in: 3600 }));
        return true;
      }
      uses += 1;
      if (uses <= 2) return false;
      response.writeHead(401).end('{}');
      return true;
    };
    const auth = {
      kind: 'oauth',
      tokenUrl: `${remote.url}/token`,
      clientId: 'bridge',
      clientSecret: 's3cret',
    };
    const pulled = await PulledTenant.connect(await sharedBridge(), {
      baseUrl: remote.url,
      auth,
      settings: { pageSize: 3 },
    });
    expect(await pulled.sync()).toMatchObject({ state: 'done', usersRead: 9, changed: 9 });
    expect(issued).toBeGreaterThan(1);
  });

  it('that has two records of one userName blocks the second, until the first has gone', async () => {
    const { remote, pulled } = await scene(0, { unread: true });
    const body = person();
    remote.putUser('a', body);
    remote.putUser('b', { ...person(), userName: body.userName });
    const run = await pulled.sync();
    expect(run).toMatchObject({ state: 'done', changed: 1, blocked: 1 });
    expect(await pulled.notes(run)).toEqual([
      expect.objectContaining({ sourceId: 'b', what: 'duplicateUserName' }),
    ]);
    remote.users.delete('a');
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 1, deleted: 1, blocked: 0 });
    expect(await stored(pulled)).toBe(1);
  });

  it('that has what is no User tells so, and everybody else comes', async () => {
    const { remote, pulled } = await scene(0, { unread: true });
    remote.putUser('a', person());
    remote.putUser('b', { displayName: 'No Name' });
    const run = await pulled.sync();
    expect(run).toMatchObject({ state: 'done', changed: 1, blocked: 1 });
    expect(await pulled.notes(run)).toEqual([
      expect.objectContaining({ sourceId: 'b', what: 'invalid', detail: 'userName is required.' }),
    ]);
    // Told once; it is not tried again while it says the same.
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 0, blocked: 0 });
  });
});
