import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#embedded-postgres';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { Child } from '../support/child.js';
import { rawRequest } from '../support/raw-request.js';
import type { RawAnswer } from '../support/raw-request.js';
import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

const user = 'admin';
const password = 'correct horse battery staple';
const entry = path.resolve(import.meta.dirname, '../../apps/scim-server/src/main.js');

describe('the doors of the server', () => {
  let database: TestDatabase;
  let store: Store;
  let origin: string;
  let behindTls: string;
  let token: string;
  let session: string;
  const servers: Child[] = [];

  async function open(more: Record<string, string> = {}): Promise<string> {
    const port = String(await freePort());
    const env = {
      DATABASE_URL: database.url,
      SEALING_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      ADMIN_PASSWORD: password,
      PORT: port,
      ...more,
    };
    const spec = {
      name: 'scim-server',
      command: process.execPath,
      args: ['--no-warnings', entry],
      env,
      ipc: true,
    };
    servers.push(await Child.start(spec));
    return `http://127.0.0.1:${port}`;
  }

  const credentials = (fields: Record<string, string>) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const cookieOf = ({ headers }: RawAnswer) =>
    headers['set-cookie']?.find((cookie) => cookie.includes('session')) ?? '';

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await openTestStore(database.url);
    origin = await open();
    behindTls = await open({ TRUST_PROXY: 'true' });
    const connection = await createConnection(store);
    token = (await store.tokens.issue(connection.id, 'test')).secret;
    session = cookieOf(await rawRequest(origin, '/admin/api/session', credentials({ user, password }))).split(
      ';',
    )[0]!;
  });

  afterAll(async () => {
    for (const server of servers) await server.stop();
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
      const answer = await rawRequest(origin, '/admin/api/session', credentials({ user, password }));
      expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ user, role: 'administrator' })]);
      const cookie = cookieOf(answer);
      expect(cookie).toMatch(/^bridge_session=[^;]+; /);
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    });

    it('binds the cookie to its host and to TLS behind a proxy that says so', async () => {
      const tls = { 'x-forwarded-proto': 'https' };
      const { headers, ...rest } = credentials({ user, password });
      const cookie = cookieOf(
        await rawRequest(behindTls, '/admin/api/session', { ...rest, headers: { ...headers, ...tls } }),
      );
      expect(cookie).toMatch(/^__Host-bridge_session=/);
      expect(cookie).toContain('; Path=/');
      expect(cookie).toContain('; Secure');
      expect(cookie).not.toContain('Domain');
      const own = { cookie: cookie.split(';')[0]!, ...tls };
      const page = await rawRequest(behindTls, '/console', { headers: tls });
      expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
      expect((await rawRequest(behindTls, '/queues/api/queues', { headers: own })).status).toBe(200);
    });

    it('does not believe X-Forwarded-Proto unless told to', async () => {
      const { headers, ...rest } = credentials({ user, password });
      const forged = { ...headers, 'x-forwarded-proto': 'https' };
      const answer = await rawRequest(origin, '/admin/api/session', { ...rest, headers: forged });
      expect(cookieOf(answer)).toMatch(/^bridge_session=/);
    });

    it.each([
      { reason: 'a wrong password', fields: { user, password: 'wrong' }, status: 401 },
      { reason: 'an unknown user', fields: { user: '"><script>', password }, status: 401 },
      { reason: 'no field at all', fields: {}, status: 400 },
    ])('is refused for $reason, and nothing that was sent is repeated', async ({ fields, status }) => {
      const answer = await rawRequest(origin, '/admin/api/session', credentials(fields));
      expect(answer.status).toBe(status);
      expect(answer.text).not.toMatch(/<script|"wrong"/);
      expect(cookieOf(answer)).toBe('');
    });

    it('slows down guessing', async () => {
      const tried = [];
      for (let n = 0; n < 11; n += 1) {
        tried.push(
          (await rawRequest(origin, '/admin/api/session', credentials({ user: 'guess', password: 'x' })))
            .status,
        );
      }
      expect(tried.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
      expect(tried[10]).toBe(429);
    });

    it('takes the address of who guesses from the proxy, not from what he wrote there himself', async () => {
      const { headers, ...rest } = credentials({ user: 'guess', password: 'x' });
      const tried = [];
      for (let n = 0; n < 11; n += 1) {
        const forwarded = { 'x-forwarded-for': `10.0.0.${String(n)}, 203.0.113.7` };
        const own = { ...rest, headers: { ...headers, ...forwarded } };
        tried.push((await rawRequest(behindTls, '/admin/api/session', own)).status);
      }
      expect(tried.at(-1)).toBe(429);
      const elsewhere = { ...headers, 'x-forwarded-for': '203.0.113.8' };
      const answer = await rawRequest(behindTls, '/admin/api/session', { ...rest, headers: elsewhere });
      expect(answer.status).toBe(401);
    });

    it('marks a browser as known, whose owner nobody locks out from elsewhere', async () => {
      const { headers, ...rest } = credentials({ user, password });
      const first = await rawRequest(origin, '/admin/api/session', { headers, ...rest });
      const mark = first.headers['set-cookie']?.find((cookie) => cookie.startsWith('bridge_browser=')) ?? '';
      expect(mark).toMatch(/; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Strict$/);
      await rawRequest(origin, '/admin/api/session', credentials({ user, password: 'x' }));
      await store.database.run(
        { text: `update sign_in_try set locked_until = now() + interval '1 hour'` },
        [],
      );
      const stranger = await rawRequest(origin, '/admin/api/session', { headers, ...rest });
      const known = { ...headers, cookie: mark.split(';')[0]! };
      const owner = await rawRequest(origin, '/admin/api/session', { ...rest, headers: known });
      await store.database.run({ text: 'delete from sign_in_try' }, []);
      expect([stranger.status, owner.status]).toEqual([429, 200]);
    });

    it('begins a session of its own and ends the one that the browser had', async () => {
      const { headers, ...rest } = credentials({ user, password });
      const ownOf = async (cookie?: string) => {
        const sent = { ...headers, ...(cookie === undefined ? {} : { cookie }) };
        const answer = await rawRequest(origin, '/admin/api/session', { ...rest, headers: sent });
        return cookieOf(answer).split(';')[0]!;
      };
      const before = await ownOf();
      const after = await ownOf(before);
      expect(after).not.toBe(before);
      const look = async (cookie: string) =>
        (await rawRequest(origin, '/admin/api/session', { headers: { cookie } })).status;
      expect([await look(before), await look(after)]).toEqual([401, 200]);
      const given = 'bridge_session=session_that-a-stranger-has-chosen';
      expect(await ownOf(given)).not.toBe(given);
      expect(await look(given)).toBe(401);
    });

    it('refuses what another site sent', async () => {
      const { headers, ...rest } = credentials({ user, password });
      const foreign = { ...headers, 'sec-fetch-site': 'cross-site' };
      expect((await rawRequest(origin, '/admin/api/session', { ...rest, headers: foreign })).status).toBe(
        403,
      );
    });

    it('is by password only where no provider is set', async () => {
      expect((await rawRequest(origin, '/admin/api/session/ways')).text).toBe('{}');
      for (const target of ['/oidc/sign-in', '/oidc/callback?code=x&state=y'])
        expect((await rawRequest(origin, target)).status).toBe(404);
    });

    it('is over once a session has expired', async () => {
      const own = cookieOf(
        await rawRequest(origin, '/admin/api/session', credentials({ user, password })),
      ).split(';')[0]!;
      const look = async () =>
        (await rawRequest(origin, '/admin/api/session', { headers: { cookie: own } })).status;
      expect(await look()).toBe(200);
      const expire = { text: "update admin_session set expires_at = now() - interval '1 second'" };
      const restore = { text: "update admin_session set expires_at = now() + interval '1 hour'" };
      await store.database.run(expire, []);
      expect(await look()).toBe(401);
      await store.database.run(restore, []);
    });

    it('is over once somebody has signed out', async () => {
      const own = cookieOf(
        await rawRequest(origin, '/admin/api/session', credentials({ user, password })),
      ).split(';')[0]!;
      const out = await rawRequest(origin, '/admin/api/session', {
        method: 'DELETE',
        headers: { cookie: own },
      });
      expect(out.status).toBe(204);
      expect((await rawRequest(origin, '/queues/api/queues', { headers: { cookie: own } })).status).toBe(401);
    });
  });

  describe('the pages', () => {
    it.each(['/console/../queues/api/queues', '/console/..%2fqueues/api/queues', '/console/nothing'])(
      'are all there is below theirs: %s',
      async (target) => {
        const { status, text } = await rawRequest(origin, target);
        expect(status).toBe(200);
        expect(text).toContain('<div id="root"></div>');
        expect(text).not.toMatch(/completed|appKey/);
      },
    );

    it('begin at the address without a path', async () => {
      const answer = await rawRequest(origin, '/');
      expect([answer.status, answer.headers.location]).toEqual([302, '/console']);
    });

    it('keep out of caches, frames and foreign scripts, and are open: they hold nothing', async () => {
      const { headers, text, status } = await rawRequest(origin, '/console');
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      const policy = headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|https?:/);
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(text).not.toMatch(/<script(?![^>]* src=)/);
    });

    it('give the styles of every answer another nonce, which the document names', async () => {
      const nonceOf = async () => {
        const { headers, text } = await rawRequest(origin, '/console/connections/any');
        const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
        expect(text).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
        return nonce;
      };
      expect(await nonceOf()).not.toBe(await nonceOf());
    });

    it('keep files whose names change with their content for a year, and miss what is none of theirs', async () => {
      const { text } = await rawRequest(origin, '/console');
      const file = /src="(\/console\/assets\/[^"]+)"/.exec(text)?.[1] ?? '';
      const found = await rawRequest(origin, file);
      expect(found.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(found.headers['content-type']).toContain('javascript');
      for (const target of [
        '/console/assets/nothing.js',
        '/console/assets/../index.html',
        '/console/assets/..%2f.vite/manifest.json',
      ]) {
        expect((await rawRequest(origin, target)).text).not.toContain('"file"');
      }
      expect((await rawRequest(origin, '/console/assets/nothing.js')).status).toBe(404);
    });

    it('keep fonts of other houses out of the board', async () => {
      const { headers } = await rawRequest(origin, '/queues', { headers: { cookie: session } });
      expect(headers['content-security-policy']).toContain("font-src 'self'");
      expect(headers['content-security-policy']).not.toContain('http');
    });
  });
});
