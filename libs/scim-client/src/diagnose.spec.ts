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
    ['a base without its path', '', '/scim/v2'],
    ['a base with an endpoint', '/scim/v2/Users', '/scim/v2'],
    ['a base beside it', '/scim/v1', '/scim/v2'],
    ['a base beside it, below a path of its own', '/tenants/7/scim/v1', '/tenants/7/scim/v2'],
    ['a base above it, below a path of its own', '/tenants/7', '/tenants/7/api/scim'],
    ['a base below it', '/tenants/7/scim/v2.1', '/tenants/7/scim'],
  ])('names the right base: %s', async (_what, path, right) => {
    const { origin } = await serve((request, response) => {
      if (request.url?.startsWith(`${right}/Users?`)) response.end(list('a'));
      else response.writeHead(404).end('<html>');
    });
    expect(await diagnose(`${origin}${path}`)).toEqual({
      outcome: 'wrongBase',
      suggestedBase: `${origin}${right}`,
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
