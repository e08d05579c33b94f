import { describe, expect, it } from '@jest/globals';
import { failure, first, list, open, serve } from '../../../test/support/remote-stub.js';
import { readPage } from './read-list.js';

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
