import { createConnection } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Bridge, Tenant } from '../support/bridge.js';
import { ScimClient, send } from '../support/clients.js';
import type { ScimDocument } from '../support/clients.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time.

let bridge: Bridge;
let tenant: Tenant;
const json = { 'content-type': 'application/json' };

beforeAll(async () => {
  bridge = await sharedBridge();
  tenant = await bridge.connect();
}, 90_000);

describe('the SCIM door', () => {
  it('says the same to a missing, wrong, expired and revoked token, at known and unknown addresses', async () => {
    const tokens = `/connections/${tenant.connectionId}/tokens`;
    const revoked = await bridge.admin.call<{ id: string; scimToken: string }>('POST', tokens, {});
    await bridge.admin.call('DELETE', `${tokens}/${revoked.body.id}`);
    const expiresAt = new Date(Date.now() - 1_000).toISOString();
    const expired = await bridge.admin.call<{ scimToken: string }>('POST', tokens, { expiresAt });
    const given = ['wrong', revoked.body.scimToken, expired.body.scimToken];
    const clients = given.map((token) => new ScimClient(bridge.scimUrl, token));
    const answers = [];
    for (const client of clients)
      for (const path of ['/Users', '/nowhere']) answers.push(await client.get(path));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    for (const { status, headers } of answers) {
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="scim", error="invalid_token"');
    }
    const none = await send<ScimDocument>('GET', `${bridge.scimUrl}/Users`, {});
    expect([none.status, none.text]).toEqual([401, answers[0]?.text]);
    expect(none.headers.get('www-authenticate')).toBe('Bearer realm="scim"');
  });

  it('takes no cookie, and the admin API takes no SCIM token', async () => {
    const authorization = `Bearer ${tenant.scim.token}`;
    const admin = await send('GET', `${bridge.addresses.origin}/admin/api/connections`, { authorization });
    expect(admin.status).toBe(401);
    const signedIn = await send('POST', `${bridge.addresses.origin}/admin/api/session`, json, {
      user: bridge.addresses.adminUser,
      password: bridge.addresses.adminPassword,
    });
    const cookie = signedIn.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
    expect((await send('GET', `${bridge.scimUrl}/Users`, { cookie })).status).toBe(401);
  });

  it.each([
    { reason: 'a path with two slashes', line: 'GET //scim/v2/Users HTTP/1.1' },
    { reason: 'an encoded path', line: 'GET /scim%2Fv2/Users HTTP/1.1' },
    { reason: 'capitals', line: 'GET /SCIM/v2/Users HTTP/1.1' },
  ])('lets nobody in without token by $reason', async ({ line }) => {
    const { hostname, port } = new URL(bridge.addresses.origin);
    const socket = createConnection(Number(port), hostname);
    socket.write(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    const chunks: string[] = [];
    for await (const chunk of socket) chunks.push(String(chunk));
    expect(chunks.join('')).toMatch(/^HTTP\/1\.1 40[14]/);
  });
});
