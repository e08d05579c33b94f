import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { rawRequest } from '../support/raw-request.js';
import type { RawAnswer } from '../support/raw-request.js';
import { administrator, startScimServer } from '../support/scim-server.js';
import type { ScimServer } from '../support/scim-server.js';
import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

type Fields = Readonly<Record<string, string>>;
const { user, password } = administrator;

const setCookie = ({ headers }: RawAnswer) =>
  headers['set-cookie']?.find((cookie) => cookie.includes('session')) ?? '';
/** The session that an answer begins, as a browser sends it. */
const sessionOf = (answer: RawAnswer) => setCookie(answer).split(';')[0]!;

describe('the doors of the server', () => {
  let database: TestDatabase;
  let store: Store;
  let servers: readonly ScimServer[] = [];
  let origin: string;
  let behindTls: string;
  let token: string;
  let session: string;

  /** Signs in, with whatever else is sent along. */
  const signIn = (fields: Fields = administrator, headers: Fields = {}, at = origin) =>
    rawRequest(at, '/admin/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(fields),
    });
  /** What a session is let do at a path. */
  const statusOf = async (target: string, cookie: string, headers: Fields = {}, at = origin) =>
    (await rawRequest(at, target, { headers: { cookie, ...headers } })).status;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await openTestStore(database.url);
    servers = await Promise.all([
      startScimServer(database.url),
      startScimServer(database.url, { TRUST_PROXY: 'true' }),
    ]);
    [origin, behindTls] = servers.map((server) => server.origin) as [string, string];
    const connection = await createConnection(store);
    token = (await store.tokens.issue(connection.id, 'test')).secret;
    session = sessionOf(await signIn());
  });

  afterAll(async () => {
    await Promise.all(servers.map(({ child }) => child.stop()));
    await store.close();
    await database.drop();
  });

  describe.each([
    { area: 'the board', path: '/queues', reason: 'its page' },
    { area: 'the board', path: '/queues/', reason: 'its page with a slash' },
    { area: 'the board', path: '/queues?x', reason: 'its page with a query' },
    { area: 'the board', path: '/queues/queue/bridge', reason: "a queue's page" },
    { area: 'the board', path: '/queues/api/queues', reason: 'its API' },
    { area: 'the board', path: '/queues/api/queues?activeQueue=bridge', reason: 'its API with a query' },
    { area: 'the board', path: '/queues/static/favicon.ico', reason: 'its static files' },
    { area: 'the board', path: '/queues/static/nothing', reason: 'a static file that is not there' },
    { area: 'the board', path: '/queues/static/../api/queues', reason: 'dots through its static files' },
    { area: 'the board', path: '/queues/nothing/here', reason: 'nothing below it' },
    { area: 'the board', path: '/%71ueues/api/queues', reason: 'an encoded letter' },
    { area: 'the board', path: '/queues%2Fapi%2Fqueues', reason: 'encoded slashes' },
    { area: 'the board', path: '/QUEUES/api/queues', reason: 'capitals' },
    { area: 'the board', path: '//queues/api/queues', reason: 'two slashes in front' },
    { area: 'the board', path: '/queues//api/queues', reason: 'two slashes inside' },
    { area: 'the board', path: '/queues/../queues/api/queues', reason: 'dots' },
    { area: 'the board', path: '/scim/../queues/api/queues', reason: 'dots from the SCIM door' },
    { area: 'the board', path: '/queues;x/api/queues', reason: 'a semicolon' },
    { area: 'the board', path: 'http://127.0.0.1/queues/api/queues', reason: 'an absolute request target' },
    { area: 'the admin API', path: '/admin/api/connections', reason: 'its connections' },
    { area: 'the admin API', path: '/%61dmin/api/connections', reason: 'an encoded letter' },
    { area: 'the admin API', path: '/ADMIN/api/connections', reason: 'capitals' },
    { area: 'the admin API', path: '//admin/api/connections', reason: 'two slashes in front' },
    { area: 'the admin API', path: '/admin/api/session/../connections', reason: 'dots from its open part' },
    { area: 'the admin API', path: '/admin/api/nothing', reason: 'nothing below it' },
  ])('$area, asked for $reason without a session', ({ path: target }) => {
    it.each(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])(
      'gives nothing to %s',
      async (method) => {
        const headers = { authorization: `Bearer ${token}`, host: '127.0.0.1' };
        const { status, text } = await rawRequest(origin, target, { method, headers });
        expect(status).toBe(401);
        expect(text).not.toMatch(/completed|appKey|<html/i);
      },
    );
  });

  it.each(['/queues', '/queues/', '/queues/queue/bridge', '/queues?x', '/%71ueues'])(
    'sends a browser that opens %s without a session to sign in',
    async (target) => {
      const answer = await rawRequest(origin, target, { headers: { accept: 'text/html,*/*;q=0.8' } });
      expect([answer.status, answer.headers.location]).toEqual([303, '/console?next=queues']);
    },
  );

  it('opens the board, its API and its files to a session', async () => {
    for (const target of ['/queues', '/queues/api/queues', '/queues/static/favicon.ico']) {
      expect((await rawRequest(origin, target, { headers: { cookie: session } })).status).toBe(200);
    }
  });

  it('keeps fonts of other houses out of the board', async () => {
    const { headers } = await rawRequest(origin, '/queues', { headers: { cookie: session } });
    expect(headers['content-security-policy']).toContain("font-src 'self'");
    expect(headers['content-security-policy']).not.toContain('http');
  });

  it('ignores cookies at the SCIM door', async () => {
    const answer = await rawRequest(origin, '/scim/v2/Users', { headers: { cookie: session } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it.each(['/scim/v2/Users', '/admin/api/session'])('takes no form at %s', async (target) => {
    const answer = await rawRequest(origin, target, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Bearer ${token}` },
      body: 'userName=ada&user=admin',
    });
    expect(answer.status).toBe(415);
  });

  describe('signing in', () => {
    it('gives a cookie that scripts and other sites cannot use', async () => {
      const answer = await signIn();
      expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ user, role: 'administrator' })]);
      const cookie = setCookie(answer);
      expect(cookie).toMatch(/^bridge_session=[^;]+; /);
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    });

    it('binds the cookie to its host and to TLS behind a proxy that says so', async () => {
      const tls = { 'x-forwarded-proto': 'https' };
      const answer = await signIn(administrator, tls, behindTls);
      const cookie = setCookie(answer);
      expect(cookie).toMatch(/^__Host-bridge_session=/);
      expect(cookie).toContain('; Path=/');
      expect(cookie).toContain('; Secure');
      expect(cookie).not.toContain('Domain');
      const page = await rawRequest(behindTls, '/console', { headers: tls });
      expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
      expect(await statusOf('/queues/api/queues', sessionOf(answer), tls, behindTls)).toBe(200);
    });

    it('does not believe X-Forwarded-Proto unless told to', async () => {
      const answer = await signIn(administrator, { 'x-forwarded-proto': 'https' });
      expect(setCookie(answer)).toMatch(/^bridge_session=/);
    });

    it.each([
      { reason: 'a wrong password', fields: { user, password: 'wrong' }, status: 401 },
      { reason: 'an unknown user', fields: { user: '"><script>', password }, status: 401 },
      { reason: 'no field at all', fields: {}, status: 400 },
    ])('is refused for $reason, and nothing that was sent is repeated', async ({ fields, status }) => {
      const answer = await signIn(fields);
      expect(answer.status).toBe(status);
      expect(answer.text).not.toMatch(/<script|"wrong"/);
      expect(setCookie(answer)).toBe('');
    });

    it('slows down guessing', async () => {
      const tried = [];
      for (let n = 0; n < 11; n += 1) tried.push((await signIn({ user: 'guess', password: 'x' })).status);
      expect(tried.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
      expect(tried[10]).toBe(429);
    });

    it('takes the address of who guesses from the proxy, not from what he wrote there himself', async () => {
      const guess = async (forwardedFor: string) =>
        (await signIn({ user: 'guess', password: 'x' }, { 'x-forwarded-for': forwardedFor }, behindTls))
          .status;
      const tried = [];
      for (let n = 0; n < 11; n += 1) tried.push(await guess(`10.0.0.${String(n)}, 203.0.113.7`));
      expect(tried.at(-1)).toBe(429);
      expect(await guess('203.0.113.8')).toBe(401);
    });

    it('marks a browser as known, whose owner nobody locks out from elsewhere', async () => {
      const first = await signIn();
      const mark = first.headers['set-cookie']?.find((cookie) => cookie.startsWith('bridge_browser=')) ?? '';
      expect(mark).toMatch(/; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Strict$/);
      await signIn({ user, password: 'x' });
      await store.database.run(
        { text: `update sign_in_try set locked_until = now() + interval '1 hour'` },
        [],
      );
      const stranger = await signIn();
      const owner = await signIn(administrator, { cookie: mark.split(';')[0]! });
      await store.database.run({ text: 'delete from sign_in_try' }, []);
      expect([stranger.status, owner.status]).toEqual([429, 200]);
    });

    it('begins a session of its own and ends the one that the browser had', async () => {
      const ownOf = async (headers: Fields = {}) => sessionOf(await signIn(administrator, headers));
      const look = (cookie: string) => statusOf('/admin/api/session', cookie);
      const before = await ownOf();
      const after = await ownOf({ cookie: before });
      expect(after).not.toBe(before);
      expect([await look(before), await look(after)]).toEqual([401, 200]);
      const given = 'bridge_session=session_that-a-stranger-has-chosen';
      expect(await ownOf({ cookie: given })).not.toBe(given);
      expect(await look(given)).toBe(401);
    });

    it('refuses what another site sent', async () => {
      expect((await signIn(administrator, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    });

    it('is by password only where no provider is set', async () => {
      expect((await rawRequest(origin, '/admin/api/session/ways')).text).toBe('{}');
      for (const target of ['/oidc/sign-in', '/oidc/callback?code=x&state=y'])
        expect((await rawRequest(origin, target)).status).toBe(404);
    });

    it('is over once a session has expired', async () => {
      const own = sessionOf(await signIn());
      expect(await statusOf('/admin/api/session', own)).toBe(200);
      const expire = { text: "update admin_session set expires_at = now() - interval '1 second'" };
      const restore = { text: "update admin_session set expires_at = now() + interval '1 hour'" };
      await store.database.run(expire, []);
      expect(await statusOf('/admin/api/session', own)).toBe(401);
      await store.database.run(restore, []);
    });

    it('is over once somebody has signed out', async () => {
      const own = sessionOf(await signIn());
      const out = await rawRequest(origin, '/admin/api/session', {
        method: 'DELETE',
        headers: { cookie: own },
      });
      expect(out.status).toBe(204);
      expect(await statusOf('/queues/api/queues', own)).toBe(401);
    });
  });
});
