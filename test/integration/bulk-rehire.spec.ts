import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectionId, ResourceId } from '#common';
import type { NewUser, Resources, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

interface LinkRow {
  readonly id: string;
  readonly resource_id: string;
  readonly external_id: string | null;
  readonly presence: string;
  readonly recreate: string | null;
}

let store: Store;
let connectionId: ConnectionId;
let resources: Resources;
withStore((opened) => {
  store = opened;
});
beforeEach(async () => {
  connectionId = (await createConnection(store)).id;
  ({ resources } = store.of(connectionId));
});

const newUser = (rehireIds: readonly string[]): NewUser => {
  const id = randomUUID() as ResourceId;
  return { id, body: { userName: id }, keys: { userNameKey: id }, lane: 'people', rehireIds };
};

/** Somebody who has left SCIM while the account is still there. */
async function leaver(userId: string): Promise<string> {
  const { id, ...state } = newUser([]);
  await resources.createUser(id, state, []);
  await store.database.orm.query(
    `update link set external_id = $3, presence = 'present' where connection_id = $1 and resource_id = $2`,
    [connectionId, id, userId],
  );
  await resources.delete('User', id);
  return id;
}

/** Somebody who is gone on both sides; a tombstone is left. */
async function buried(userId: string): Promise<string> {
  const linkId = randomUUID();
  await store.database.orm.query(
    `insert into tombstone (connection_id, link_id, kind, external_id) values ($1, $2, 'account', $3)`,
    [connectionId, linkId, userId],
  );
  return linkId;
}

const create = (users: readonly NewUser[]) => resources.createUsers(users, { allOrNone: true });
const linksOf = async (users: readonly NewUser[]) => {
  const rows = await store.database.orm.query<LinkRow[]>(
    'select id, resource_id, external_id, presence, recreate from link where connection_id = $1',
    [connectionId],
  );
  return users.map(({ id }) => rows.find((row) => row.resource_id === id));
};

describe('many Users created at once', () => {
  it('take over the Links of leavers, each his own, and all others get new ones', async () => {
    const [first, second] = [await leaver('u-1'), await leaver('u-2')];
    const users = [newUser(['u-2']), newUser(['u-none']), newUser(['u-other', 'u-1']), newUser([])];
    await create(users);
    expect(await linksOf(users)).toMatchObject([
      { id: second, external_id: 'u-2', presence: 'present', recreate: 'rehired' },
      { id: users[1]?.id, external_id: null, presence: 'none' },
      { id: first, external_id: 'u-1', presence: 'present', recreate: 'rehired' },
      { id: users[3]?.id, external_id: null, presence: 'none' },
    ]);
  });

  it('take over the userid and the history of who was buried', async () => {
    const grave = await buried('u-1');
    const users = [newUser(['u-1'])];
    await create(users);
    expect(await linksOf(users)).toMatchObject([{ id: grave, external_id: 'u-1', presence: 'gone' }]);
    expect(
      await store.database.orm.query('select from tombstone where connection_id = $1', [connectionId]),
    ).toEqual([]);
  });

  it('leave what two of them could take over to the first', async () => {
    const [left, grave] = [await leaver('u-1'), await buried('u-2')];
    const users = [newUser(['u-1']), newUser(['u-1']), newUser(['u-2']), newUser(['u-2'])];
    await create(users);
    expect(await linksOf(users)).toMatchObject([
      { id: left, external_id: 'u-1' },
      { id: users[1]?.id, external_id: null, presence: 'none' },
      { id: grave, external_id: 'u-2' },
      { id: users[3]?.id, external_id: null, presence: 'none' },
    ]);
  });

  it('take nothing from another connection', async () => {
    await leaver('u-1');
    await buried('u-2');
    connectionId = (await createConnection(store)).id;
    ({ resources } = store.of(connectionId));
    const users = [newUser(['u-1']), newUser(['u-2'])];
    await create(users);
    expect(await linksOf(users)).toMatchObject(
      users.map(({ id }) => ({ id, external_id: null, presence: 'none' })),
    );
  });
});
