import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import { ScimClient } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { startPeer } from '../support/peer.js';
import type { Peer } from '../support/peer.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { sharedBridge } from '../support/shared-services.js';

const setName = (value: string) => [{ op: 'replace', path: 'displayName', value }];

describe.each([
  { name: 'better-auth', tellsMembers: true, deleted: 204 },
  // Its Groups are told without their members, and DELETE answers with what was deleted.
  { name: 'saml-jackson', tellsMembers: false, deleted: 200 },
])('$name, a server that others wrote', ({ name, tellsMembers, deleted }) => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startPeer(name);
  });
  afterAll(() => peer.stop());

  it('is read: people and groups arrive in DingTalk; edits and deletions follow', async () => {
    const { url, token } = peer;
    const client = new ScimClient(url, token);
    const ids: string[] = [];
    for (let n = 1; n <= 6; n += 1) {
      const { status, body } = await client.post('/Users', person({ displayName: `Peer ${String(n)}` }));
      expect(status).toBe(201);
      ids.push(body.id);
    }
    const group = await client.post('/Groups', team('Peers', ids.slice(0, 3)));
    expect(group.status).toBe(201);

    const pulled = await PulledTenant.connect(await sharedBridge(), {
      baseUrl: url,
      auth: { kind: 'bearer', token },
      settings: { pageSize: 4 },
    });
    expect(await pulled.call('POST', '/test', 200)).toMatchObject({ outcome: 'ok', users: 6, groups: 1 });
    expect(await pulled.sync()).toMatchObject({ state: 'done', usersRead: 6, groupsRead: 1, changed: 7 });
    const all = Array.from({ length: 6 }, (_, index) => `Peer ${String(index + 1)}`);
    await pulled.untilAccounts(all);
    const department = await pulled.tenant.department('Peers');
    const inside = (await pulled.tenant.state()).users.filter(({ dept_id_list: of }) =>
      of.map(Number).includes(Number(department?.dept_id)),
    );
    expect(inside.map((one) => one.name).sort()).toEqual(tellsMembers ? all.slice(0, 3) : []);
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 0, deleted: 0 });

    expect((await client.patch(`/Users/${ids[1] ?? ''}`, setName('Captain'))).status).toBe(200);
    expect((await client.delete(`/Users/${ids[5] ?? ''}`)).status).toBe(deleted);
    expect((await client.patch(`/Groups/${group.body.id}`, setName('Crew'))).status).toBeLessThan(300);
    expect(await pulled.sync()).toMatchObject({ state: 'done', changed: 2, deleted: 1 });
    await pulled.untilAccounts(['Captain', 'Peer 1', ...all.slice(2, 5)]);
    await eventually('the department has its new name', async () => pulled.tenant.department('Crew'));
  });
});
