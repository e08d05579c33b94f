import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect as connectTo } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import { diagnoseRemote } from './diagnose.js';
import { readOne, readPage, readProvider } from './read-list.js';
import { usualPatience } from './remote-access.js';
import type { RemoteAuth } from './remote-access.js';
import { RemoteFailure } from './remote-failure.js';
import { RemoteScim } from './remote-scim.js';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const list = (...ids: readonly string[]) =>
  JSON.stringify({ totalResults: ids.length, Resources: ids.map((id) => ({ id })) });
const first = { kind: 'index', startIndex: 1, count: 10 } as const;

/** A server that answers as a test likes; @returns its origin and what it was asked */
async function serve(answer: Answer): Promise<{ origin: string; server: Server; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, server, asked };
}

function open(
  origin: string,
  how: {
    auth?: RemoteAuth;
    tries?: number;
    maxBytes?: number;
    timeoutMs?: number;
    longestPauseMs?: number;
    cancel?: AbortSignal;
    dispatcher?: Dispatcher;
  } = {},
): RemoteScim {
  const dispatcher = how.dispatcher ?? new Agent();
  closing.push(() => dispatcher.destroy());
  return new RemoteScim(
    dispatcher,
    { baseUrl: `${origin}/scim/`, auth: how.auth ?? { kind: 'bearer', token: 't' } },
    how.cancel ?? new AbortController().signal,
    {
      ...usualPatience,
      pauseMs: 1,
      longestPauseMs: how.longestPauseMs ?? 2_000,
      tries: how.tries ?? 4,
      ...(how.maxBytes === undefined ? {} : { maxBytes: how.maxBytes }),
      ...(how.timeoutMs === undefined ? {} : { timeoutMs: how.timeoutMs }),
    },
  );
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof RemoteFailure ? { code: error.code, detail: error.detail } : error),
  );

describe('a page', () => {
  it('is asked for below the base URL, by place, with the filter', async () => {
    const { origin, asked } = await serve((_request, response) => response.end(list('a')));
    const filter = 'meta.lastModified ge "2026-01-01T00:00:00Z"';
    const read = await readPage(open(origin), 'User', first, { filter });
    expect(read).toEqual({ kind: 'page', page: { total: 1, resources: [{ id: 'a' }] } });
    const url = new URL(asked[0]?.url ?? '', origin);
    expect([url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
      '/scim/Users',
      { startIndex: '1', count: '10', filter },
    ]);
  });

  it('is unpacked', async () => {
    const { origin } = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toContain('gzip');
      response.setHeader('content-encoding', 'gzip').end(gzipSync(list('a', 'b')));
    });
    expect(await readPage(open(origin), 'User', first)).toMatchObject({ page: { total: 2 } });
  });

  it('that unpacks beyond all bounds is given up', async () => {
    const { origin } = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000, 32)));
    });
    expect(await failure(readPage(open(origin, { maxBytes: 100_000 }), 'User', first))).toMatchObject({
      code: 'tooLarge',
    });
  });

  it('with the tag that is known is unchanged', async () => {
    const { origin } = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.setHeader('etag', '"1"').end(list('a'));
    });
    const remote = open(origin);
    expect(await readPage(remote, 'User', first)).toMatchObject({ kind: 'page', etag: '"1"' });
    expect(await readPage(remote, 'User', first, { etag: '"1"' })).toEqual({ kind: 'unchanged' });
  });

  it.each([
    ['a page of HTML', '<html>'],
    ['another JSON', '{"hello":"world"}'],
    ['an array', '[]'],
  ])('that is %s is none', async (_what, body) => {
    const { origin } = await serve((_request, response) => response.end(body));
    expect(await failure(readPage(open(origin), 'User', first))).toMatchObject({ code: 'notScim' });
  });
});

describe('trouble', () => {
  it('of the moment is tried again: 500, then a broken line, then 429, then an answer', async () => {
    let n = 0;
    const { origin } = await serve((_request, response) => {
      n += 1;
      if (n === 1) response.writeHead(500).end();
      else if (n === 2) response.destroy();
      else if (n === 3) response.writeHead(429).end();
      else response.end(list('a'));
    });
    expect(await readPage(open(origin), 'User', first)).toMatchObject({ kind: 'page' });
    expect(n).toBe(4);
  });

  it('is waited for as long as Retry-After says', async () => {
    let at = 0;
    const { origin } = await serve((_request, response) => {
      if (at === 0) {
        at = performance.now();
        response.writeHead(429, { 'retry-after': '1' }).end();
      } else response.end(list('a'));
    });
    await readPage(open(origin), 'User', first);
    expect(performance.now() - at).toBeGreaterThan(990);
  });

  it('that is to last too long is a failure at once', async () => {
    const { origin, asked } = await serve((_request, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    );
    expect(await failure(readPage(open(origin), 'User', first))).toMatchObject({ code: 'serverError' });
    expect(asked).toHaveLength(1);
  });

  it('that lasts is a failure in the end', async () => {
    const { origin, asked } = await serve((_request, response) => response.writeHead(502).end());
    expect(await failure(readPage(open(origin), 'User', first))).toEqual({
      code: 'serverError',
      detail: '502',
    });
    expect(asked).toHaveLength(4);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [400, 'refused'],
  ])('of status %s is not tried again: %s', async (status, code) => {
    const { origin, asked } = await serve((_request, response) => response.writeHead(status).end('{}'));
    expect(await failure(readPage(open(origin), 'User', first))).toMatchObject({ code });
    expect(asked).toHaveLength(1);
  });

  it('of silence ends after the time-out', async () => {
    const { origin } = await serve(() => undefined);
    expect(await failure(readPage(open(origin, { timeoutMs: 50, tries: 1 }), 'User', first))).toMatchObject({
      code: 'timedOut',
    });
  });

  it.each([
    ['the answer does not come', 'silence'],
    ['it rests', 'pause'],
  ])('ends where somebody cancels while %s', async (_when, how) => {
    const controller = new AbortController();
    const { origin } = await serve((_request, response) => {
      if (how === 'pause') response.writeHead(429, { 'retry-after': '3600' }).end();
      setTimeout(() => {
        controller.abort();
      }, 30);
    });
    // Longer than any test may take: only the cancelling ends it.
    const remote = open(origin, { cancel: controller.signal, longestPauseMs: 4_000_000 });
    expect(await failure(readPage(remote, 'User', first))).toMatchObject({ code: 'cancelled' });
  });
});

describe('the door', () => {
  it.each<[RemoteAuth, string, string]>([
    [{ kind: 'bearer', token: 'abc' }, 'authorization', 'Bearer abc'],
    [{ kind: 'basic', user: 'u', password: 'pä' }, 'authorization', 'Basic dTpww6Q='],
    [{ kind: 'header', name: 'X-Api-Key', value: 'k' }, 'x-api-key', 'k'],
  ])('is opened by %j', async (auth, name, value) => {
    const { origin, asked } = await serve((_request, response) => response.end(list()));
    await readPage(open(origin, { auth }), 'User', first);
    expect(asked[0]?.headers[name]).toBe(value);
  });

  /** A server whose tokens are good for `uses` requests. */
  const oauthServer = (uses: number) => {
    let issued = 0;
    let left = 0;
    return serve((request, response, body) => {
      if (request.url === '/token') {
        issued += 1;
        left = uses;
        const form = new URLSearchParams(body);
        const secret = request.headers.authorization ?? form.get('client_secret');
        if (secret !== 'Basic aWQ6cyUyRmNyZXQ=' && secret !== 's/cret')
          response.writeHead(401).end('{"error":"invalid_client"}');
        else
          response.end(
            JSON.stringify({
              access_token: `t${String(issued)}`,
              expires_in: 3600,
              scope: form.get('scope'),
            }),
          );
      } else if (request.headers.authorization === `Bearer t${String(issued)}` && left > 0) {
        left -= 1;
        response.end(list('a'));
      } else response.writeHead(401).end('{}');
    });
  };
  const oauth = (origin: string, secretIn: 'header' | 'form', clientSecret = 's/cret'): RemoteAuth => ({
    kind: 'oauth',
    tokenUrl: `${origin}/token`,
    clientId: 'id',
    clientSecret,
    scope: 'scim',
    secretIn,
  });

  it.each(['header', 'form'] as const)(
    'is opened by client credentials in the %s, one token for many pages',
    async (secretIn) => {
      const { origin, asked } = await oauthServer(99);
      const remote = open(origin, { auth: oauth(origin, secretIn) });
      for (let n = 0; n < 3; n += 1) await readPage(remote, 'User', first);
      expect(asked.filter(({ url }) => url === '/token')).toHaveLength(1);
    },
  );

  it('is opened again where the token ends in the middle', async () => {
    const { origin, asked } = await oauthServer(2);
    const remote = open(origin, { auth: oauth(origin, 'header') });
    for (let n = 0; n < 5; n += 1)
      expect(await readPage(remote, 'User', first)).toMatchObject({ kind: 'page' });
    expect(asked.filter(({ url }) => url === '/token')).toHaveLength(3);
  });

  it('stays shut where the secret is wrong, with the code of OAuth', async () => {
    const { origin } = await oauthServer(1);
    const remote = open(origin, { auth: oauth(origin, 'header', 'wrong') });
    expect(await failure(readPage(remote, 'User', first))).toEqual({
      code: 'tokenRefused',
      detail: 'invalid_client',
    });
  });
});

describe('a redirect', () => {
  it('on the same host is followed with the credentials, to another one without', async () => {
    const other = await serve((_request, response) => response.end(list('far')));
    const here = await serve((request, response) => {
      if (request.url?.startsWith('/scim/Users')) response.writeHead(302, { location: '/there' }).end();
      else response.writeHead(307, { location: `${other.origin}/far` }).end();
    });
    await readPage(open(here.origin), 'User', first);
    expect(here.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer t', 'Bearer t']);
    expect(other.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it.each([
    ['round in circles', '/scim/Users'],
    ['to something that is no web', 'file:///etc/passwd'],
    ['nowhere', 'http://'],
  ])('%s is not followed for ever', async (_where, location) => {
    const { origin, asked } = await serve((_request, response) =>
      response.writeHead(302, { location }).end(),
    );
    expect(await failure(readPage(open(origin), 'User', first))).toMatchObject({ code: 'redirected' });
    expect(asked.length).toBeLessThan(8);
  });
});

describe('one resource', () => {
  it.each([
    ['there', 200, '{"id":"a b"}', { id: 'a b' }],
    ['gone', 404, '{}', 'gone'],
  ])('is %s', async (_how, status, body, expected) => {
    const { origin, asked } = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await readOne(open(origin), 'User', 'a b')).toEqual(expected);
    expect(asked[0]?.url).toBe('/scim/Users/a%20b');
  });

  it.each([
    ['another one', 200, '{"id":"other"}'],
    ['forbidden', 403, '{}'],
    ['a page', 200, '<html>'],
    ['gone for good, which the RFC does not know', 410, '{}'],
  ])('that is %s is not known to be gone', async (_what, status, body) => {
    const { origin } = await serve((_request, response) => response.writeHead(status).end(body));
    await expect(readOne(open(origin), 'User', 'a')).rejects.toBeInstanceOf(RemoteFailure);
  });
});

describe('what a server says of itself', () => {
  it.each([403, 404, 500])('may be missing: %s', async (status) => {
    const { origin } = await serve((_request, response) => response.writeHead(status).end('{}'));
    expect(await readProvider(open(origin, { tries: 1 }))).toEqual({ cursor: false });
  });
});

describe('a look at a server', () => {
  const auth = { kind: 'bearer', token: 'SECRET' } as const;
  const diagnose = async (baseUrl: string, dispatcher: Dispatcher = new Agent()) => {
    closing.push(() => dispatcher.destroy());
    return diagnoseRemote(dispatcher, { baseUrl, auth });
  };

  it('tells how many there are, and what the server can', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/ServiceProviderConfig')
        response.end('{"filter":{"supported":true},"pagination":{"cursor":true}}');
      else if (request.url?.startsWith('/Users')) response.end(list('a'));
      else response.writeHead(404).end('{}');
    });
    expect(await diagnose(origin)).toEqual({
      outcome: 'ok',
      users: 1,
      paging: 'cursor',
      filter: 'supported',
    });
  });

  it.each([
    ['a base without its path', ''],
    ['a base with an endpoint', '/scim/v2/Users'],
    ['a base beside it', '/scim/v1'],
  ])('names the right base: %s', async (_what, path) => {
    const { origin } = await serve((request, response) => {
      if (request.url?.startsWith('/scim/v2/Users?')) response.end(list('a'));
      else response.writeHead(404).end('<html>');
    });
    expect(await diagnose(`${origin}${path}`)).toEqual({
      outcome: 'wrongBase',
      suggestedBase: `${origin}/scim/v2`,
    });
  });

  it.each([
    ['unauthorized', 401],
    ['forbidden', 403],
    ['serverError', 500],
  ])('says %s of a status', async (outcome, status) => {
    const { origin } = await serve((_request, response) => response.writeHead(status).end('{}'));
    expect(await diagnose(origin)).toMatchObject({ outcome, detail: String(status) });
  });

  it('says that it is not SCIM', async () => {
    const { origin } = await serve((_request, response) => response.end('<html>'));
    expect(await diagnose(origin)).toMatchObject({ outcome: 'notScim' });
  });

  it('says what is wrong on the way there', async () => {
    const nameless = new Agent({
      connect: {
        lookup: (host, _options, callback) => {
          callback(Object.assign(new Error(`nobody knows ${host}`), { code: 'ENOTFOUND' }), '', 0);
        },
      },
    });
    expect(await diagnose('http://scim.example.com', nameless)).toMatchObject({
      outcome: 'dnsFailed',
      detail: 'ENOTFOUND',
    });
    const { origin, server } = await serve((_request, response) => response.end(list()));
    expect(await diagnose(origin.replace('http:', 'https:'))).toMatchObject({ outcome: 'tlsFailed' });
    server.close();
    server.closeAllConnections();
    expect(await diagnose(origin)).toMatchObject({ outcome: 'unreachable', detail: 'ECONNREFUSED' });
  });
});

describe('a proxy', () => {
  it('leads there, and its refusal is told as its own', async () => {
    const { origin } = await serve((_request, response) => response.end(list('a')));
    let allowed = true;
    const proxy = createServer().on('connect', (request: IncomingMessage, socket) => {
      if (!allowed) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const onward = connectTo(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      proxy.close();
    });
    const uri = `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;
    expect(await readPage(open(origin, { dispatcher: new ProxyAgent(uri) }), 'User', first)).toMatchObject({
      kind: 'page',
    });
    allowed = false;
    const refused = open(origin, { dispatcher: new ProxyAgent(uri), tries: 1 });
    expect(await failure(readPage(refused, 'User', first))).toMatchObject({ code: 'proxyFailed' });
  });
});
