import { beforeAll, describe, expect, it } from '@jest/globals';
import { apiBase, endpoints } from '#admin-api';
import type { Endpoint, Heard } from '#admin-api';
import type { Bridge } from '../support/bridge.js';
import { send, unique } from '../support/clients.js';
import { sharedBridge } from '../support/shared-services.js';

const table = Object.values(endpoints).flatMap((verbs) => Object.values<Endpoint>(verbs));
const password = 'a password of the test';

let bridge: Bridge;
let origin: string;
let connectionId: string;
const viewer = `viewer-${unique()}`;
let cookie: string;

const at = (path: string) =>
  `${origin}${apiBase}${path.replace('{id}', connectionId).replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')}`;

async function signIn(user: string): Promise<string> {
  const { headers } = await send('POST', at('/session'), {}, { user, password });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

beforeAll(async () => {
  bridge = await sharedBridge();
  ({ origin } = bridge.addresses);
  ({ connectionId } = await bridge.connect());
  const added = await bridge.admin.call('POST', '/accounts', { name: viewer, password, role: 'viewer' });
  expect(added.status).toBe(201);
  cookie = await signIn(viewer);
});

describe('a viewer', () => {
  it.each(table.filter(({ role }) => role === 'administrator').map(({ method, path }) => ({ method, path })))(
    'may not $method $path',
    async ({ method, path }) => {
      const { status, body } = await send<{ error: string }>(method, at(path), { cookie });
      expect([status, body.error]).toEqual([403, 'Only an administrator may do this.']);
    },
  );

  it.each(
    table
      .filter(({ role, method, path }) => role === 'viewer' && method === 'GET' && !path.includes('events'))
      .map(({ path }) => ({ path })),
  )('may read $path', async ({ path }) => {
    const { status } = await send('GET', at(path), { cookie });
    expect([200, 400, 404]).toContain(status);
  });

  it('changes nothing at all but the own password and sessions', () => {
    const changing = table.filter(({ method, role }) => method !== 'GET' && role !== 'administrator');
    expect(changing.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'DELETE /session',
      'DELETE /sessions',
      'DELETE /sessions/{session}',
      'POST /session',
      'PUT /session/password',
    ]);
  });

  it('sees who somebody is, and personal values masked', async () => {
    const tenant = await bridge.connect();
    const person = await tenant.addUser({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@x.org',
      displayName: 'Ada',
      phoneNumbers: [{ type: 'mobile', value: '13900004444' }],
      emails: [{ type: 'work', value: 'private@x.org' }],
    });
    await tenant.inStep(person);
    const url = `${origin}${apiBase}/connections/${tenant.connectionId}/people/${person}`;
    const { text, body } = await send<Heard<typeof endpoints.people.read>>('GET', url, { cookie });
    expect(body.name).toBe('Ada');
    expect(text).not.toMatch(/13900004444|private@x\.org/);
  });
});

describe('nobody', () => {
  it.each(table.filter(({ role }) => role !== 'anyone').map(({ method, path }) => ({ method, path })))(
    'may not $method $path',
    async ({ method, path }) => {
      const { status, body } = await send<{ error: string }>(method, at(path), {});
      expect([status, body.error]).toEqual([401, 'Sign in first.']);
    },
  );

  it('is let do no more than sign in and out', () => {
    const open = table.filter(({ role }) => role === 'anyone').map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(['DELETE /session', 'GET /session', 'GET /session/ways', 'POST /session']);
  });
});

describe('the board of the queues', () => {
  it('is shown to a viewer, and changed by nobody', async () => {
    const queue = `${origin}/queues/api/queues/bridge`;
    const { body } = await bridge.admin.call<Heard<typeof endpoints.apiTokens.issue>>('POST', '/api-tokens', {
      label: 'board',
      role: 'administrator',
    });
    const authorization = `Bearer ${body.secret}`;
    expect((await send('GET', `${origin}/queues/api/queues`, { cookie })).status).toBe(200);
    for (const path of ['/pause', '/empty', '/clean/completed', '/retry/failed', '/promote']) {
      expect((await send('PUT', queue + path, { cookie })).status).toBe(403);
      expect((await send('PUT', queue + path, { authorization })).status).toBe(405);
    }
  });
});

describe('an account', () => {
  type Account = Heard<typeof endpoints.accounts.list>[number];
  const add = async (role: 'viewer' | 'administrator') => {
    const name = `somebody-${unique()}`;
    await bridge.admin.call('POST', '/accounts', { name, password, role });
    return name;
  };
  const change = (name: string, body: object) => bridge.admin.call<Account>('PUT', `/accounts/${name}`, body);
  const mayRead = async (of: string) => (await send('GET', at('/connections'), { cookie: of })).status;

  it('is let in no more once it is disabled, and again afterwards', async () => {
    const name = await add('viewer');
    const session = await signIn(name);
    expect((await change(name, { disabled: true })).body).toMatchObject({ name, disabled: true });
    expect(await mayRead(session)).toBe(401);
    expect(await signIn(name)).toBe('');
    await change(name, { disabled: false });
    expect(await mayRead(await signIn(name))).toBe(200);
  });

  it('may what its new role lets it, at once', async () => {
    const name = await add('viewer');
    const cookies = { cookie: await signIn(name) };
    const retry = at('/connections/{id}/retry');
    expect((await send('POST', retry, cookies)).status).toBe(403);
    await change(name, { role: 'administrator' });
    expect((await send('POST', retry, cookies)).status).toBe(200);
  });

  it('is signed out by a password that somebody else gives it', async () => {
    const name = await add('viewer');
    const session = await signIn(name);
    expect((await change(name, { password: 'another one, given' })).status).toBe(200);
    expect([await mayRead(session), await signIn(name)]).toEqual([401, '']);
  });

  it('ends one of its sessions, or all others, and nobody else’s', async () => {
    const name = await add('viewer');
    const [here, there, elsewhere] = [await signIn(name), await signIn(name), await signIn(name)];
    const told = async (of: string) =>
      (await send<Heard<typeof endpoints.sessions.list>>('GET', at('/sessions'), { cookie: of })).body;
    const own = (await told(there)).find(({ isThis }) => isThis)?.id ?? '';
    const path = `${at('/sessions')}/${own}`;
    expect((await send('DELETE', path, { cookie })).status).toBe(404);
    expect((await send('DELETE', path, { cookie: here })).status).toBe(204);
    expect([await mayRead(there), await mayRead(elsewhere)]).toEqual([401, 200]);
    await send('DELETE', at('/sessions'), { cookie: here });
    expect([await mayRead(here), await mayRead(elsewhere), await mayRead(cookie)]).toEqual([200, 401, 200]);
    expect(await told(here)).toHaveLength(1);
  });
});

describe('a token for programs', () => {
  const issue = async (role: 'viewer' | 'administrator') =>
    (
      await bridge.admin.call<Heard<typeof endpoints.apiTokens.issue>>('POST', '/api-tokens', {
        label: 'ci',
        role,
      })
    ).body;
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

  it('opens what its role may, and nothing once it is revoked', async () => {
    const [reads, writes] = [await issue('viewer'), await issue('administrator')];
    const retry = at('/connections/{id}/retry');
    expect((await send('GET', at('/connections'), bearer(reads.secret))).status).toBe(200);
    expect((await send('POST', retry, bearer(reads.secret))).status).toBe(403);
    expect((await send('POST', retry, bearer(writes.secret))).status).toBe(200);
    expect((await bridge.admin.call('DELETE', `/api-tokens/${writes.token.id}`)).status).toBe(204);
    expect((await send('POST', retry, bearer(writes.secret))).status).toBe(401);
  });

  it('opens no SCIM door, and a SCIM token not this one', async () => {
    const { secret } = await issue('administrator');
    const tenant = await bridge.connect();
    expect((await send('GET', `${origin}/scim/v2/Users`, bearer(secret))).status).toBe(401);
    expect((await send('GET', at('/connections'), bearer(tenant.scim.token))).status).toBe(401);
  });

  it('is told with its use, and never again itself', async () => {
    const { token, secret } = await issue('viewer');
    await send('GET', at('/connections'), bearer(secret));
    const { body, text } = await bridge.admin.call<Heard<typeof endpoints.apiTokens.list>>(
      'GET',
      '/api-tokens',
    );
    const told = body.find(({ id }) => id === token.id);
    expect(told).toMatchObject({ label: 'ci', role: 'viewer', revokedAt: null });
    expect(told?.lastUsedAt).not.toBeNull();
    expect(text).not.toContain(secret);
  });
});

describe('a write with a session', () => {
  it.each([
    { headers: { origin: 'https://evil.example' }, reason: 'another origin' },
    { headers: { origin: 'null' }, reason: 'an origin that says nothing' },
    { headers: { 'sec-fetch-site': 'cross-site' }, reason: 'another site' },
    { headers: { 'sec-fetch-site': 'same-site' }, reason: 'a neighbour of the same domain' },
  ])('is refused from $reason', async ({ headers }) => {
    const refused = await send(
      'PUT',
      at('/session/password'),
      { ...headers, cookie },
      {
        present: password,
        next: 'stolen by another site',
      },
    );
    expect(refused.status).toBe(403);
    expect(await signIn(viewer)).not.toBe('');
  });

  it('is taken from its own origin, and from what is no browser', async () => {
    const own = await signIn(viewer);
    const change = (headers: Record<string, string>) =>
      send(
        'PUT',
        at('/session/password'),
        { ...headers, cookie: own },
        { present: password, next: password },
      );
    expect((await change({ origin })).status).toBe(204);
    expect((await change({})).status).toBe(204);
  });
});
