import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time; no bound on time.

describe('clients that write at once', () => {
  it('change overlapping members of two Groups a thousand times without a refusal', async () => {
    const tenant = await (await sharedBridge()).connect({ settings: {} });
    // Without a mobile: what DingTalk is told is none of this test's business.
    const ids = await Promise.all(
      Array.from({ length: 12 }, () => tenant.addUser(person({ phoneNumbers: undefined }))),
    );
    const groups = [
      await tenant.addGroup(team('Platoon left')),
      await tenant.addGroup(team('Platoon right')),
    ];
    const statuses = new Map<number, number>();
    const client = async (number: number) => {
      for (let n = 0; n < 500; n += 1) {
        const group = groups[(n + number) % 2] ?? '';
        // Each in another order, and overlapping by half.
        const some = ids.filter((_, index) => (index + n * (number + 1)) % 3 !== 0);
        const value = (number === 0 ? some : some.reverse()).map((id) => ({ value: id }));
        const operation = { op: n % 3 === 2 ? 'remove' : 'add', path: 'members', value };
        const { status } = await tenant.scim.patch(`/Groups/${group}`, [operation]);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all([client(0), client(1)]);
    expect([...statuses]).toEqual([[200, 1_000]]);
    const { body } = await tenant.scim.get('/Groups');
    for (const { members } of body.Resources) {
      const values = members?.map(({ value }) => value) ?? [];
      expect(new Set(values).size).toBe(values.length);
    }
  }, 120_000);

  it('of two tenants create two hundred people, none of them misplaced', async () => {
    const bridge = await sharedBridge();
    const tenants = [await bridge.connect({ qps: 1_000 }), await bridge.connect({ qps: 1_000 })];
    const made = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const tenant = tenants[n % 2]!;
        return { tenant, id: await tenant.addUser(person({ title: tenant.org })) };
      }),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(200);
    for (const tenant of tenants) {
      const listed = await tenant.scim.get('/Users?count=1000');
      const own = made.filter((one) => one.tenant === tenant).map(({ id }) => id);
      expect(listed.body.Resources.map(({ id }) => id).sort()).toEqual(own.sort());
      await eventually('all are there', async () => (await tenant.state()).users.length === 100, 60_000);
      const { users } = await tenant.state();
      expect(new Set(users.map(({ title }) => title))).toEqual(new Set([tenant.org]));
      expect(await tenant.calls('user/create')).toHaveLength(100);
    }
  }, 120_000);

  it('give one userName to one of them', async () => {
    const tenant = await (await sharedBridge()).connect({ settings: {} });
    const given = person();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tenant.scim.post('/Users', given)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.scimType).toBe('uniqueness');
  });
});
