import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPage, RemoteScim } from '#scim-client';
import { Agent } from 'undici';
import { person, team } from '../builders/scim.js';
import { ScimClient } from '../support/clients.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { startScimmy } from '../support/scimmy-server.js';
import { sharedBridge } from '../support/shared-services.js';

describe('SCIMMY, a server that others wrote', () => {
  let remote: Awaited<ReturnType<typeof startScimmy>>;
  beforeAll(async () => {
    remote = await startScimmy('remote-token');
  });
  afterAll(() => {
    remote.close();
  });

  it('is read: people and groups arrive in DingTalk; edits and deletions follow', async () => {
    const client = new ScimClient(remote.url, 'remote-token');
    const ids: string[] = [];
    for (let n = 1; n <= 6; n += 1) {
      const { status, body } = await client.post('/Users', {
        ...person(),
        displayName: `Scimmy ${String(n)}`,
      });
      expect(status).toBe(201);
      ids.push(body.id);
    }
    const group = await client.post('/Groups', team('Scimmies', ids.slice(0, 3)));
    expect(group.status).toBe(201);
    const settings = { pageSize: 4 };
    const pulled = await PulledTenant.connect(await sharedBridge(), { baseUrl: remote.url, settings });
    expect(await pulled.sync()).toMatchObject({ state: 'done', usersRead: 6, groupsRead: 1, changed: 7 });
    const all = Array.from({ length: 6 }, (_, index) => `Scimmy ${String(index + 1)}`);
    await pulled.untilAccounts(all);
    const department = await pulled.tenant.department('Scimmies');
    const inside = (await pulled.tenant.state()).users.filter(({ dept_id_list: of }) =>
      of.map(Number).includes(Number(department?.dept_id)),
    );
    expect(inside).toHaveLength(3);
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 0 });

    await client.patch(`/Users/${ids[1] ?? ''}`, [{ op: 'replace', path: 'displayName', value: 'Captain' }]);
    await client.delete(`/Users/${ids[5] ?? ''}`);
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 1, deleted: 1 });
    await pulled.untilAccounts(['Captain', ...all.filter((_, index) => index !== 1 && index !== 5)]);
  });

  it('says of a page by its tag that it is as it was, and no more once somebody on it has changed', async () => {
    const client = new ScimClient(remote.url, 'remote-token');
    const { body } = await client.post('/Users', person());
    const dispatcher = new Agent();
    const access = { baseUrl: remote.url, auth: { kind: 'bearer', token: 'remote-token' } } as const;
    const scim = new RemoteScim(dispatcher, access, new AbortController().signal);
    const ask = { kind: 'index', startIndex: 1, count: 50 } as const;
    const read = await readPage(scim, 'User', ask);
    const etag = read.kind === 'page' ? read.etag : undefined;
    expect(etag).toMatch(/^W\//);
    expect(await readPage(scim, 'User', ask, { etag: etag ?? '' })).toEqual({ kind: 'unchanged' });
    await client.patch(`/Users/${body.id}`, [{ op: 'replace', path: 'title', value: 'Bosun' }]);
    expect(await readPage(scim, 'User', ask, { etag: etag ?? '' })).toMatchObject({ kind: 'page' });
    await dispatcher.destroy();
  });
});
