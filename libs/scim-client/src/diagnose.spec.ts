import { describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import { closing, list, serve } from '../../../test/support/remote-stub.js';
import { diagnoseRemote } from './diagnose.js';

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
