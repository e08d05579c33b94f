import { createConnection } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Bridge, Tenant } from '../support/bridge.js';
import type { Answer, ScimDocument } from '../support/clients.js';
import { sharedBridge } from '../support/shared-services.js';
import { errorSchema } from '../support/told-refusal.js';

// Real processes, real HTTP; no bound on time.

let bridge: Bridge;
let tenant: Tenant;

beforeAll(async () => {
  bridge = await sharedBridge();
  tenant = await bridge.connect();
}, 90_000);

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const nobody = '00000000-0000-4000-8000-000000000000';

describe('bad input', () => {
  it.each([
    {
      reason: 'JSON that is none',
      ask: () => tenant.scim.post('/Users', '{"userName": '),
      status: 400,
      scimType: 'invalidSyntax',
    },
    { reason: 'no body', ask: () => tenant.scim.request('POST', '/Users', ''), status: 400 },
    { reason: 'a body that is no object', ask: () => tenant.scim.post('/Users', '[]'), status: 400 },
    {
      reason: 'a person without userName',
      ask: () => tenant.scim.post('/Users', person({ userName: undefined })),
      status: 400,
    },
    { reason: 'an unknown path', ask: () => tenant.scim.get('/Users/x/y'), status: 404 },
    { reason: 'an unknown endpoint', ask: () => tenant.scim.post('/Persons', person()), status: 404 },
    { reason: 'an id that is none', ask: () => tenant.scim.get('/Users/ada'), status: 404 },
    { reason: 'an id of nobody', ask: () => tenant.scim.get(`/Users/${nobody}`), status: 404 },
    { reason: 'a DELETE of nobody', ask: () => tenant.scim.delete(`/Groups/${nobody}`), status: 404 },
    {
      reason: 'a body over MAX_BODY',
      ask: () => tenant.scim.post('/Users', person({ nickName: 'x'.repeat(10_000_001) })),
      status: 413,
    },
    {
      reason: 'a body nested 65 levels deep',
      ask: () => tenant.scim.post('/Users', `{"userName":"zoe.deep","x":${deep(64)}}`),
      status: 413,
    },
    {
      reason: 'a body of another media type',
      ask: () => tenant.scim.post('/Users', '<user/>', { 'content-type': 'application/xml' }),
      status: 415,
    },
    {
      reason: 'a body that is compressed',
      ask: () => tenant.scim.post('/Users', person(), { 'content-encoding': 'gzip' }),
      status: 415,
    },
    {
      reason: 'discovery is not written',
      ask: () => tenant.scim.post('/Schemas', {}),
      status: 405,
    },
    {
      reason: 'discovery is not deleted',
      ask: () => tenant.scim.delete('/ServiceProviderConfig'),
      status: 405,
    },
    {
      reason: 'a filter that is none',
      ask: () => tenant.scim.get('/Users?filter=userName%20eq'),
      status: 400,
      scimType: 'invalidFilter',
    },
    {
      reason: 'a PATCH without Operations',
      ask: () => tenant.scim.request('PATCH', `/Users/${nobody}`, {}),
      status: 400,
    },
  ] satisfies {
    reason: string;
    ask: () => Promise<Answer<ScimDocument>>;
    status: number;
    scimType?: string;
  }[])('is told as a SCIM error: $reason', async ({ ask, status, scimType }) => {
    const answer = await ask();
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ schemas: [errorSchema], status: String(status) }) as unknown,
    ]);
    if (scimType !== undefined) expect(answer.body.scimType).toBe(scimType);
    expect(answer.headers.get('content-type')).toContain('application/scim+json');
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each([
    { reason: 'that says how long it is', header: 'content-length: 20000000' },
    { reason: 'that comes in chunks', header: 'transfer-encoding: chunked' },
  ])('is told to who reads only after a body over MAX_BODY has been sent, $reason', async ({ header }) => {
    const { hostname, port } = new URL(bridge.addresses.origin);
    const socket = createConnection(Number(port), hostname);
    const write = async (text: string) =>
      new Promise<void>((resolve, reject) => {
        socket.write(text, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    const part = 'x'.repeat(1_000_000);
    const isChunked = header.endsWith('chunked');
    await write(
      `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${tenant.scim.token}\r\n` +
        `Content-Type: application/scim+json\r\n${header}\r\n\r\n`,
    );
    for (let n = 0; n < 20; n += 1) await write(isChunked ? `f4240\r\n${part}\r\n` : part);
    if (isChunked) await write('0\r\n\r\n');
    const chunks: string[] = [];
    for await (const chunk of socket) chunks.push(String(chunk));
    expect(chunks.join('')).toMatch(/^HTTP\/1\.1 413 [^]*"status":"413"/);
  });

  it('is nested 64 levels deep and fine', async () => {
    const { status } = await tenant.scim.post('/Users', `{"userName":"zoe.deep","x":${deep(63)}}`);
    expect(status).not.toBe(413);
  });

  it.each([
    { reason: 'in a new Group', method: 'POST' },
    { reason: 'in a PUT', method: 'PUT' },
    { reason: 'in a PATCH', method: 'PATCH' },
  ])('names the position of an unknown member $reason, and nothing is half-written', async ({ method }) => {
    const own = await bridge.connect({ settings: {} });
    const user = await own.addUser(person());
    const group = await own.addGroup(team('Platoon'));
    const members = [{ value: user }, { value: nobody }];
    const answer = await (method === 'POST'
      ? own.scim.post('/Groups', { ...team('Platoon two'), members })
      : method === 'PUT'
        ? own.scim.put(`/Groups/${group}`, { ...team('Platoon two'), members })
        : own.scim.patch(`/Groups/${group}`, [
            { op: 'replace', path: 'displayName', value: 'Platoon two' },
            { op: 'add', path: 'members', value: members },
          ]));
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
    expect(answer.body.detail).toContain('members[1]');
    const { body } = await own.scim.get('/Groups');
    expect(body.Resources.map(({ displayName, members: kept }) => [displayName, kept])).toEqual([
      ['Platoon', undefined],
    ]);
  });

  it('is told before anything is written: attributes that exclude each other', async () => {
    const own = await bridge.connect({ settings: {} });
    const path = `/Users/${await own.addUser(person())}`;
    const group = `/Groups/${await own.addGroup(team('Platoon'))}`;
    const before = [await own.scim.get('/Users'), await own.scim.get('/Groups')].map(({ body }) => body);
    const both = '?attributes=userName&excludedAttributes=title';
    const answers = [
      await own.scim.post(`/Users${both}`, person()),
      await own.scim.put(`${path}${both}`, person()),
      await own.scim.patch(`${path}${both}`, [{ op: 'add', path: 'title', value: 'x' }]),
      await own.scim.post(`/Groups${both}`, team('Platoon two')),
      await own.scim.patch(`${group}${both}`, [{ op: 'replace', path: 'displayName', value: 'x' }]),
    ];
    expect(answers.map(({ status, body }) => [status, body.scimType])).toEqual(
      answers.map(() => [400, 'invalidValue']),
    );
    const after = [await own.scim.get('/Users'), await own.scim.get('/Groups')].map(({ body }) => body);
    expect(after).toEqual(before);
  });

  it("does not know another tenant's members and resources", async () => {
    const other = await bridge.connect({ settings: {} });
    const stranger = await other.addUser(person());
    expect((await tenant.scim.get(`/Users/${stranger}`)).status).toBe(404);
    expect((await tenant.scim.delete(`/Users/${stranger}`)).status).toBe(404);
    expect((await tenant.scim.post('/Groups', team('Platoon', [stranger]))).status).toBe(400);
    expect((await other.scim.get(`/Users/${stranger}`)).status).toBe(200);
  });
});
