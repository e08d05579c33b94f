import { describe, expect, it } from '@jest/globals';
import { failure, first, list, open, serve } from '../../../test/support/remote-stub.js';
import { readPage } from './read-list.js';

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
