import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, ResourceId } from '#common';
import { converged, emptyKey } from '#provisioning';
import { DepartmentLoop } from '#store';
import type { ConnectionStore, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { Gate } from '../support/gate.js';
import { holdRows } from '../support/hold-rows.js';
import { withStandingDeadlocks } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStandingDeadlocks((opened) => {
  store = opened;
});

const newId = () => randomUUID() as ResourceId;
const team = (displayName: string) => ({
  body: { displayName },
  keys: { displayNameKey: displayName },
  lane: 'departments' as const,
});
const none = { add: [], remove: [] };

async function group({ resources }: ConnectionStore): Promise<ResourceId> {
  const id = newId();
  await resources.createGroup(id, team(id), none);
  return id;
}

/** Has somebody hold the Link of a Resource. */
const holdLink = (connectionId: ConnectionId, id: ResourceId) =>
  holdRows(store, 'select from link where connection_id = $1 and resource_id = $2 for update', [
    connectionId,
    id,
  ]);

describe('edges between Groups', () => {
  it('that cross are edited one after the other: nobody waits for them with the row of a Group in hand', async () => {
    const at = store.of((await createConnection(store)).id);
    const ring = await Promise.all([group(at), group(at), group(at), group(at)]);
    const gate = new Gate();
    const edits = Promise.allSettled(
      ring.map((id, index) =>
        at.resources.editGroup(id, async () => {
          // From here on everybody holds the row of a Group of its own, which another one is to take in.
          await gate.pass();
          return { state: team(newId()), members: { ...none, add: [ring[(index + 1) % ring.length]!] } };
        }),
      ),
    );
    await gate.arrived(ring.length);
    gate.open();
    const refused = (await edits).flatMap((edit) =>
      edit.status === 'rejected' ? [edit.reason as unknown] : [],
    );
    expect(refused).toEqual([new DepartmentLoop()]);
  });

  it.each([
    {
      reason: 'is taken into another one',
      move: async ({ resources }: ConnectionStore, upper: ResourceId, lower: ResourceId) =>
        resources.editGroup(upper, () => Promise.resolve({ members: { ...none, add: [lower] } })),
    },
    {
      reason: 'lay in another one that is deleted',
      within: true,
      move: async ({ resources }: ConnectionStore, upper: ResourceId) => resources.delete('Group', upper),
    },
  ])(
    'wait for an edit of a Group that $reason: nobody has its Link before the Group',
    async ({ within, move }) => {
      const { id } = await createConnection(store);
      const at = store.of(id);
      const [upper, lower] = [await group(at), await group(at)];
      if (within)
        await at.resources.editGroup(upper, () => Promise.resolve({ members: { ...none, add: [lower] } }));
      const held = await holdLink(id, lower);
      const decided = new Gate();
      const edited = at.resources.editGroup(lower, async () => {
        await decided.pass();
        return { state: team('Sales') };
      });
      await decided.arrived(1);
      const moved = move(at, upper, lower);
      await held.waitedFor(1);
      decided.open();
      await held.waitedFor(2);
      await held.letGo();
      await Promise.all([edited, moved]);
      expect((await at.resources.read('Group', lower))?.body).toEqual({ displayName: 'Sales' });
    },
  );

  it('wait for nobody who is deleted and has come into the Group late', async () => {
    const { id: connectionId } = await createConnection(store);
    const at = store.of(connectionId);
    const ada = newId();
    await at.resources.createUser(ada, { body: {}, keys: {}, lane: 'people' }, []);
    const sales = await group(at);
    const held = await holdLink(connectionId, ada);
    const edit = (members: { add?: ResourceId[]; remove?: ResourceId[] }) =>
      at.resources.editGroup(sales, () => Promise.resolve({ members: { ...none, ...members } }));
    const taken = edit({ add: [ada] });
    await held.waitedFor(1);
    const deleted = at.resources.delete('User', ada);
    await held.waitedFor(2);
    const left = edit({ remove: [ada] });
    await held.waitedFor(3);
    await held.letGo();
    await Promise.all([taken, left]);
    expect(await deleted).toBe('deleted');
  });
});

describe('a Group that takes over what is left of an earlier one', () => {
  const mark = 'acme:sales';
  const births = [
    {
      reason: 'alone',
      create: ({ resources }: ConnectionStore, id: ResourceId, member: ResourceId) =>
        resources.createGroup(id, team('Sales'), { ...none, add: [member] }, [mark]),
    },
    {
      reason: 'with others that refer to it',
      create: ({ resources }: ConnectionStore, id: ResourceId, member: ResourceId) =>
        resources.createTogether([{ id, type: 'Group', rehireIds: [mark], ...team('Sales') }], () =>
          Promise.resolve(new Map([[id, { ...none, add: [member] }]])),
        ),
    },
  ];

  it.each(births)('takes its Link and those of its people in one order: $reason', async ({ create }) => {
    const { id: connectionId } = await createConnection(store);
    const at = store.of(connectionId);
    const ada = '00000000-0000-4000-8000-000000000001' as ResourceId;
    await at.resources.createUser(
      ada,
      { body: { userName: 'ada' }, keys: { userNameKey: 'ada' }, lane: 'people' },
      [],
    );
    const old = await group(at);
    await at.resources.delete('Group', old);
    await store.database.orm.query(
      `update link set mark = $2, waiting_on = 'empty:7', presence = 'leaving', external_id = '7'
       where connection_id = $1 and id = $3`,
      [connectionId, mark, old],
    );
    const [claimed] = await at.links.claimDue('people', 1);
    const { generation } = (await at.links.situation(claimed!.id))!;
    const held = await holdLink(connectionId, ada);
    const left = at.links.finish({
      ...claimed!,
      generation,
      ending: converged('present'),
      gained: [emptyKey(7)],
      leaving: null,
      outOfScope: false,
    });
    await held.waitedFor(1);
    const anew = newId();
    const created = create(at, anew, ada);
    await held.waitedFor(2);
    await held.letGo();
    await Promise.all([left, created]);
    expect((await at.links.ofResource(anew)) as string).toBe(old);
    expect((await at.resources.membersOf([anew])).get(anew)?.map(({ value }) => value)).toEqual([ada]);
  });
});
