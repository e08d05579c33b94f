import { beforeAll, describe, expect, it } from '@jest/globals';
import { nameless, person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; no bound on time.

let tenant: Tenant;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect();
}, 90_000);

describe('versions', () => {
  it('let a write through whose If-Match is the present version, and no other', async () => {
    const id = await tenant.addUser(person());
    const first = await tenant.scim.get(`/Users/${id}`);
    const version = first.headers.get('etag') ?? '';
    expect(version).toBe(first.body.meta.version);
    const title = (value: string) => [{ op: 'add', path: 'title', value }];
    const done = await tenant.scim.patch(`/Users/${id}`, title('Engineer'), { 'if-match': version });
    expect(done.status).toBe(200);
    expect(done.headers.get('etag')).not.toBe(version);
    for (const late of [
      await tenant.scim.patch(`/Users/${id}`, title('Pilot'), { 'if-match': version }),
      await tenant.scim.put(`/Users/${id}`, person(), { 'if-match': version }),
      await tenant.scim.delete(`/Users/${id}`, { 'if-match': version }),
    ]) {
      expect([late.status, late.body.status]).toEqual([412, '412']);
    }
    expect((await tenant.scim.get(`/Users/${id}`)).body.title).toBe('Engineer');
    const present = done.headers.get('etag') ?? '';
    expect((await tenant.scim.delete(`/Users/${id}`, { 'if-match': present })).status).toBe(204);
  });

  it('answer 304 to an If-None-Match of the present version', async () => {
    const id = await tenant.addUser(person());
    const first = await tenant.scim.get(`/Users/${id}`);
    const version = first.headers.get('etag') ?? '';
    const same = await tenant.scim.get(`/Users/${id}`, { 'if-none-match': version });
    expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', version]);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Engineer' }]);
    const moved = await tenant.scim.get(`/Users/${id}`, { 'if-none-match': version });
    expect([moved.status, moved.body.title]).toEqual([200, 'Engineer']);
  });

  it('move for a Group and for the people whose membership changes, and for nobody else', async () => {
    const [joins, stays] = [await tenant.addUser(person()), await tenant.addUser(person())];
    const group = await tenant.addGroup(team('Platoon of versions', [stays]));
    const versions = async () =>
      Promise.all(
        [`/Groups/${group}`, `/Users/${joins}`, `/Users/${stays}`].map(async (path) =>
          (await tenant.scim.get(path)).headers.get('etag'),
        ),
      );
    const before = await versions();
    await tenant.changeMembers(group, 'add', [joins, stays]);
    const after = await versions();
    expect(after.map((version, index) => version !== before[index])).toEqual([true, true, false]);
    expect((await tenant.scim.get(`/Users/${joins}`)).body.groups?.map(({ value }) => value)).toEqual([
      group,
    ]);
  });

  it('do not move by what the bridge does in DingTalk', async () => {
    const id = await tenant.addUser(person());
    const before = (await tenant.scim.get(`/Users/${id}`)).headers.get('etag');
    await tenant.inStep(id);
    await eventually('it is there', () => tenant.account(id));
    expect((await tenant.scim.get(`/Users/${id}`)).headers.get('etag')).toBe(before);
  });

  it('are held against If-Match and If-None-Match on every verb', async () => {
    const path = `/Users/${await tenant.addUser(nameless())}`;
    const title = [{ op: 'add', path: 'title', value: 'x' }];
    const stale = { 'if-match': 'W/"7"' };
    const present = { 'if-none-match': 'W/"1"' };
    const any = { 'if-none-match': '*' };
    const statuses = [
      await tenant.scim.get(path, stale),
      await tenant.scim.patch(path, title, stale),
      await tenant.scim.put(path, nameless(), stale),
      await tenant.scim.delete(path, stale),
      await tenant.scim.get(path, present),
      await tenant.scim.patch(path, title, present),
      await tenant.scim.put(path, nameless(), any),
      await tenant.scim.delete(path, any),
      await tenant.scim.get(path, { 'if-match': '*' }),
      await tenant.scim.patch(path, title, { 'if-match': 'W/"3", "1"', 'if-none-match': 'W/"3"' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([412, 412, 412, 412, 304, 412, 412, 412, 200, 200]);
  });

  it.each([
    {
      reason: 'PATCH',
      ask: (path: string, n: number, headers: Record<string, string>) =>
        tenant.scim.patch(path, [{ op: 'add', path: 'title', value: String(n) }], headers),
    },
    {
      reason: 'PUT',
      ask: (path: string, n: number, headers: Record<string, string>) =>
        tenant.scim.put(path, nameless({ title: String(n) }), headers),
    },
    {
      reason: 'DELETE',
      ask: (path: string, _n: number, headers: Record<string, string>) => tenant.scim.delete(path, headers),
    },
  ])('let one of sixteen through that come at once: $reason', async ({ ask }) => {
    const path = `/Users/${await tenant.addUser(nameless())}`;
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => ask(path, n, { 'if-match': 'W/"1"' })),
    );
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 204, 404, 412].includes(status))).toBe(true);
  });

  it('let either a PATCH or a DELETE of the same version through', async () => {
    for (let round = 0; round < 10; round += 1) {
      const path = `/Users/${await tenant.addUser(nameless())}`;
      const ifMatch = { 'if-match': 'W/"1"' };
      const [patched, deleted] = await Promise.all([
        tenant.scim.patch(path, [{ op: 'add', path: 'title', value: 'x' }], ifMatch),
        tenant.scim.delete(path, ifMatch),
      ]);
      expect([patched.status === 200, deleted.status === 204]).toContain(true);
      expect([patched.status === 200, deleted.status === 204]).toContain(false);
    }
  });

  it('let one of sixteen people have a userName', async () => {
    const userName = `zoe.race.${String(Date.now())}`;
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => tenant.scim.post('/Users', nameless({ userName }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 15 }, () => 409),
    ]);
  });
});
