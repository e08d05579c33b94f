import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, fetch } from 'undici';
import { allowedTargetsSchema } from './allowed-targets.js';
import { guardedConnector } from './guarded-connector.js';
import type { Resolve } from './guarded-connector.js';
import { openDispatcher } from './open-dispatcher.js';
import { TargetRefused } from './target-refused.js';

let server: Server;
let port: number;
let hits = 0;

beforeAll(async () => {
  server = createServer((_request, response) => {
    hits += 1;
    response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const to = (...addresses: readonly string[]): Resolve => {
  return (_host, _options, callback) => {
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
};

/** What a GET comes to with these targets allowed and this name server: the body, or the class of the error. */
async function get(url: string, allowed: string, resolve?: Resolve): Promise<string> {
  const connect = guardedConnector(allowedTargetsSchema.parse(allowed), {
    timeoutMs: 2_000,
    ...(resolve ? { resolve } : {}),
  });
  const dispatcher = new Agent({ connect });
  try {
    return await (await fetch(url, { dispatcher })).text();
  } catch (error) {
    return error instanceof Error && error.cause instanceof TargetRefused ? 'refused' : String(error);
  } finally {
    await dispatcher.close();
  }
}

describe('a socket', () => {
  it.each([
    ['an address', '127.0.0.1'],
    ['a decimal address', '2130706433'],
    ['an octal address', '0177.0.0.1'],
    ['a mapped address', '[::ffff:127.0.0.1]'],
    ['a name of this machine', 'localhost'],
  ])('is not opened to %s that is private', async (_what, host) => {
    const before = hits;
    expect(await get(`http://${host}:${String(port)}/`, '')).toBe('refused');
    expect(hits).toBe(before);
  });

  it('is not opened where a name resolves to a private address', async () => {
    expect(await get(`http://scim.example.com:${String(port)}/`, '', to('127.0.0.1'))).toBe('refused');
  });

  it('is not opened where one of several addresses is private', async () => {
    const mixed = to('203.0.114.7', '127.0.0.1');
    expect(await get(`http://scim.example.com:${String(port)}/`, '', mixed)).toBe('refused');
  });

  it('goes where the judged answer led: a name server is asked once for each', async () => {
    let asked = 0;
    // Rebinding: whoever asks twice is given another address the second time.
    const rebinding: Resolve = (host, options, callback) => {
      asked += 1;
      to(asked === 1 ? '127.0.0.1' : '169.254.169.254')(host, options, callback);
    };
    expect(await get(`http://scim.example.com:${String(port)}/`, '127.0.0.0/8', rebinding)).toBe('here');
    expect(asked).toBe(1);
  });

  it('is opened to what is allowed, by network and by name', async () => {
    expect(await get(`http://127.0.0.1:${String(port)}/`, 'loopback')).toBe('here');
    expect(await get(`http://scim.test:${String(port)}/`, 'scim.test', to('127.0.0.1'))).toBe('here');
  });

  it('is judged anew for every redirect', async () => {
    const redirecting = createServer((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${String(port)}/` }).end();
    });
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.2', resolve));
    const from = (redirecting.address() as AddressInfo).port;
    expect(await get(`http://127.0.0.2:${String(from)}/`, '127.0.0.2')).toBe('refused');
    redirecting.close();
  });
});

describe('a proxy', () => {
  it.each([
    ['is not reached where it is private itself', 'http://scim.example.com/', ''],
    ['is not asked for a private address', 'http://169.254.169.254/', '127.0.0.2'],
    ['is not asked for a name that is private from here', 'http://localhost/', '127.0.0.2'],
  ])('%s', async (_what, url, allowed) => {
    let asked = 0;
    const proxy = createServer();
    proxy.on('connection', () => (asked += 1));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.2', resolve));
    const dispatcher = openDispatcher(allowedTargetsSchema.parse(allowed), {
      connectTimeoutMs: 2_000,
      proxy: `http://127.0.0.2:${String((proxy.address() as AddressInfo).port)}`,
    });
    const failed = await fetch(url, { dispatcher, signal: AbortSignal.timeout(5_000) }).then(
      () => undefined,
      (error: unknown) => (error as Error).cause,
    );
    await dispatcher.close();
    proxy.close();
    expect(failed).toBeInstanceOf(TargetRefused);
    expect(asked).toBe(0);
  });
});
