import { describe, expect, it } from '@jest/globals';
import { failure, first, list, open, serve } from '../../../test/support/remote-stub.js';
import { readPage } from './read-list.js';
import type { RemoteAuth } from './remote-access.js';

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
