import { beforeAll, describe, expect, it } from '@jest/globals';
import { enterprise, managedBy, nameless, team } from '../builders/scim.js';
import type { Bridge, Tenant } from '../support/bridge.js';
import { send } from '../support/clients.js';
import type { ScimDocument } from '../support/clients.js';
import { rawRequest } from '../support/raw-request.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time.

let bridge: Bridge;
let tenant: Tenant;
const nobody = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  bridge = await sharedBridge();
  tenant = await bridge.connect({ settings: {} });
}, 90_000);

describe('an address', () => {
  it.each([
    { method: 'PUT', path: '/Users', allow: 'GET, HEAD, POST' },
    { method: 'DELETE', path: '/Groups', allow: 'GET, HEAD, POST' },
    { method: 'POST', path: `/Users/${nobody}`, allow: 'GET, HEAD, PUT, PATCH, DELETE' },
    { method: 'POST', path: '', allow: 'GET, HEAD' },
    { method: 'DELETE', path: '/', allow: 'GET, HEAD' },
    { method: 'GET', path: '/Users/.search', allow: 'POST' },
    { method: 'PUT', path: '/Groups/.search', allow: 'POST' },
    { method: 'GET', path: '/Bulk', allow: 'POST' },
    { method: 'DELETE', path: '/Bulk', allow: 'POST' },
    { method: 'POST', path: '/ServiceProviderConfig', allow: 'GET, HEAD' },
    { method: 'PATCH', path: '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User', allow: 'GET, HEAD' },
    { method: 'PUT', path: '/ResourceTypes/User/', allow: 'GET, HEAD' },
  ])('that does not take a method names those it takes: $method $path', async ({ method, path, allow }) => {
    const { status, headers, body } = await tenant.scim.request(
      method,
      path,
      method === 'GET' ? undefined : {},
    );
    expect([status, headers.get('allow'), body.status]).toEqual([405, allow, '405']);
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('for oneself is not served: %s /Me', async (method) => {
    const { status, body } = await tenant.scim.request(method, '/Me', method === 'GET' ? undefined : {});
    expect([status, body.schemas, body.status]).toEqual([
      501,
      ['urn:ietf:params:scim:api:messages:2.0:Error'],
      '501',
    ]);
  });

  it('of one schema and one resource type is that of its meta', async () => {
    for (const path of ['/Schemas', '/ResourceTypes']) {
      for (const { meta, id } of (await tenant.scim.get(path)).body.Resources) {
        const found = await send<ScimDocument>('GET', meta.location, {
          authorization: `Bearer ${tenant.scim.token}`,
        });
        expect([found.status, found.body.id]).toEqual([200, id]);
      }
    }
  });
});

describe('media types', () => {
  it.each([
    { reason: 'nothing', accept: undefined, type: 'application/scim+json' },
    { reason: 'anything', accept: '*/*', type: 'application/scim+json' },
    { reason: 'plain JSON', accept: 'application/json', type: 'application/json' },
    { reason: 'both', accept: 'application/json, application/scim+json', type: 'application/scim+json' },
    {
      reason: 'plain JSON rather',
      accept: 'application/scim+json;q=0.5, application/json',
      type: 'application/json',
    },
    { reason: 'SCIM rather', accept: 'application/json;q=0.5, */*', type: 'application/scim+json' },
    { reason: 'neither', accept: 'text/html', type: 'application/scim+json' },
  ])('follow Accept: $reason', async ({ accept, type }) => {
    const headers: Record<string, string> = { authorization: `Bearer ${tenant.scim.token}` };
    if (accept !== undefined) headers.accept = accept;
    for (const path of ['/scim/v2/Users', '/scim/v2/nowhere']) {
      const answer = await rawRequest(bridge.addresses.origin, path, { headers });
      expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
    }
  });

  it('follow the suffix of an address, which is that of SCIM (RFC 7644 section 3.8)', async () => {
    const path = `/Users/${await tenant.addUser(nameless())}`;
    const { status, headers, body } = await tenant.scim.get(`${path}.scim`);
    expect([status, headers.get('content-type'), body]).toEqual([
      200,
      'application/scim+json; charset=utf-8',
      (await tenant.scim.get(path)).body,
    ]);
  });

  it.each([
    { reason: "SCIM's own", type: 'application/scim+json; charset=UTF-8', status: 201 },
    { reason: 'plain JSON', type: 'application/json', status: 201 },
    { reason: 'some kind of JSON', type: 'application/vnd.example+json;v=1', status: 201 },
    { reason: 'none', type: undefined, status: 201 },
    { reason: 'text', type: 'text/plain', status: 415 },
  ])('of bodies: $reason', async ({ type, status }) => {
    const headers: Record<string, string> = { authorization: `Bearer ${tenant.scim.token}` };
    if (type !== undefined) headers['content-type'] = type;
    const body = JSON.stringify(nameless());
    const answer = await rawRequest(bridge.addresses.origin, '/scim/v2/Users', {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.status).toBe(status);
  });

  it('of the content of a DELETE mean nothing, and neither does what it says', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
      const path = `/scim/v2/Users/${await tenant.addUser(nameless())}`;
      const headers = { authorization: `Bearer ${tenant.scim.token}`, 'content-type': type };
      const answer = await rawRequest(bridge.addresses.origin, path, {
        method: 'DELETE',
        headers,
        body: '<x',
      });
      expect([type, answer.status]).toEqual([type, 204]);
    }
  });
});

describe('habits of clients that are of HTTP', () => {
  it('address as it comes: a slash at the end, "+" for a blank, unknown parameters', async () => {
    const id = await tenant.addUser(nameless());
    const { userName } = (await tenant.scim.get(`/Users/${id}/?_=1`)).body;
    const { body } = await tenant.scim.get(
      `/Users/?filter=userName+eq+%22${String(userName)}%22&api-version=1`,
    );
    expect(body.Resources.map((found) => found.id)).toEqual([id]);
  });

  it('another word for Bearer: jwt', async () => {
    const authorization = `jwt ${tenant.scim.token}`;
    expect((await send('GET', `${tenant.scim.baseUrl}/Users`, { authorization })).status).toBe(200);
  });
});

describe('a PUT', () => {
  it('ignores what is readOnly, clears what was left out, and keeps no password', async () => {
    const boss = await tenant.addUser(nameless({ displayName: 'Zoe boss' }));
    const id = await tenant.addUser(
      nameless({ title: 'Pilot', nickName: 'Z', password: 'secret-1', ...managedBy(boss) }),
    );
    const group = await tenant.addGroup(team('Platoon put', [id]));
    const before = (await tenant.scim.get(`/Users/${id}`)).body;
    const echoed = { ...before, nickName: undefined, id: nobody, groups: [], password: 'secret-2' };
    const { status, body } = await tenant.scim.put(`/Users/${id}`, echoed);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      nickName: undefined,
      meta: { ...before.meta, version: body.meta.version, lastModified: body.meta.lastModified },
    });
    expect(body.groups?.map(({ value }) => value)).toEqual([group]);
    expect(body[enterprise]).toEqual({
      manager: {
        value: boss,
        $ref: `${tenant.scim.baseUrl}/Users/${boss}`,
        displayName: 'Zoe boss',
      },
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('that changes nothing moves no version', async () => {
    const id = await tenant.addUser(nameless());
    const before = (await tenant.scim.get(`/Users/${id}`)).body;
    const { body } = await tenant.scim.put(`/Users/${id}`, before);
    expect(body).toEqual(before);
  });
});
