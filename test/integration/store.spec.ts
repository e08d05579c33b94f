import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ResourceId } from '#common';
import type { Connection, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let connection: Connection;
withStore(async (opened) => {
  store = opened;
  connection = await createConnection(store);
});

const id = () => randomUUID() as ResourceId;
const user = (userName: string) => ({
  body: { userName },
  keys: { userNameKey: userName },
  lane: 'people' as const,
});

describe('the store', () => {
  it('is born with a Link that is due', async () => {
    const { resources, links } = store.of(connection.id);
    const created = await resources.createUser(id(), user('ada'), []);
    expect(created.generation).toBe(1);
    const [claimed] = await links.claimDue('people', 10);
    expect(claimed).toMatchObject({ id: created.id, kind: 'account', epoch: 1, attempts: 1 });
    expect(await links.claimDue('people', 10)).toEqual([]);
  });

  it('keeps userName unique in a connection, however many ask at once', async () => {
    const { resources } = store.of(connection.id);
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, () => resources.createUser(id(), user('race'), [])),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.filter((one) => one.status === 'rejected').map(({ reason }) => reason as Error);
    expect(new Set(refused.map(({ name, message }) => `${name}: ${message}`))).toEqual(
      new Set(['Conflict: userName is already in use']),
    );
  });

  it('moves the version of a User whose membership changed', async () => {
    const { resources } = store.of(connection.id);
    const person = await resources.createUser(id(), user('grace'), []);
    const group = {
      body: { displayName: 'Navy' },
      keys: { displayNameKey: 'navy' },
      lane: 'departments' as const,
    };
    const members = { remove: [], add: [person.id] };
    const created = await resources.createGroup(id(), group, members);
    expect((await resources.read('User', person.id))?.generation).toBe(2);
    expect((await resources.groupsOf([person.id])).get(person.id)).toEqual([
      { value: created.id, display: 'Navy', type: 'direct' },
    ]);
  });
});
