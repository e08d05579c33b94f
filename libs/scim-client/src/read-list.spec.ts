import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { failure, first, list, open, serve } from '../../../test/support/remote-stub.js';
import { readOne, readPage, readProvider } from './read-list.js';
import { RemoteFailure } from './remote-failure.js';

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
      // What a server of Express looks at, too.
      expect(request.headers['cache-control']).toBe('max-age=0');
      expect(request.headers.pragma).toBeUndefined();
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
