import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ConnectionId, ResourceId } from '#common';
import { sweep } from '#store';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
}, 60_000);

const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);
const dueAt = async (id: ResourceId) =>
  (await sql<{ due_at: Date }>('select due_at from link where resource_id = $1', [id]))[0]!.due_at.getTime();
const state = (title: string) => ({ body: { userName: 'ada', title }, keys: {}, lane: 'people' as const });

async function withPerson() {
  const connection = await createConnection(store);
  const { resources, links } = store.of(connection.id);
  const id = randomUUID() as ResourceId;
  await resources.createUser(id, state(''), []);
  return { id, connection, resources, links };
}

describe('the debounce', () => {
  it('runs from the first change that is not applied, and no later one extends it', async () => {
    const { id, resources } = await withPerson();
    const first = await dueAt(id);
    for (const title of ['a', 'b', 'c']) {
      await resources.updateUser((await resources.read('User', id))!, state(title));
    }
    await resources.createGroup(
      randomUUID() as ResourceId,
      { body: {}, keys: {}, lane: 'departments' },
      { remove: [], add: [id] },
    );
    expect(await dueAt(id)).toBe(first);
  });

  it('delays nobody who is due already', async () => {
    const { id, resources } = await withPerson();
    await sql(`update link set due_at = now() - interval '1 second' where resource_id = $1`, [id]);
    const before = await dueAt(id);
    await resources.updateUser((await resources.read('User', id))!, state('a'));
    expect(await dueAt(id)).toBe(before);
  });
});

describe('the sweep', () => {
  const rung = async (connectionId: ConnectionId) => {
    let lanes: readonly string[] = [];
    await sweep(store.database, 10, (due) => {
      lanes = due
        .filter((one) => one.connectionId === connectionId)
        .map(({ lane, n }) => `${lane}:${String(n)}`);
      return Promise.resolve();
    });
    return lanes;
  };

  it('rings for what is due, and for no lane that rests or connection that is stopped', async () => {
    const { id, connection, links } = await withPerson();
    expect(await rung(connection.id)).toEqual([]);
    await sql('update link set due_at = now() where resource_id = $1', [id]);
    expect(await rung(connection.id)).toEqual(['people:1']);
    await links.stopLane('people', { reason: 'throttled', forMs: 60_000, trouble: true });
    expect(await rung(connection.id)).toEqual([]);
    await links.resumeLane('people');
    await store.connections.quarantine(connection.id, { reason: 'badCredentials', code: '40089' });
    expect(await rung(connection.id)).toEqual([]);
    await store.connections.resume(connection.id);
    expect(await rung(connection.id)).toEqual(['people:1']);
  });

  it('rings for nobody who is just being worked on, and again when that came to nothing', async () => {
    const { id, connection, links } = await withPerson();
    await sql('update link set due_at = now() where resource_id = $1', [id]);
    expect(await links.claimDue('people', 1)).toHaveLength(1);
    expect(await rung(connection.id)).toEqual([]);
    await sql(`update link set lease_until = now() - interval '1 ms' where resource_id = $1`, [id]);
    expect(await rung(connection.id)).toEqual(['people:1']);
  });

  it('is one replica’s at a time', async () => {
    const done: string[] = [];
    await sweep(store.database, 10, async () => {
      done.push('first');
      await sweep(store.database, 10, () => Promise.resolve(void done.push('second')));
    });
    expect(done).toEqual(['first']);
  });
});
