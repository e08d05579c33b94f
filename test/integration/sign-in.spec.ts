import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let store: Store;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openTestStore(database.url);
  connection = await createConnection(store);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** Everything a table holds, as text. */
const dump = async (table: string) =>
  JSON.stringify(await store.database.orm.query(`select to_jsonb(t) from ${table} t`));

describe('a SCIM token', () => {
  it('opens its own connection, until it is revoked', async () => {
    const token = await store.tokens.issue(connection.id, 'okta');
    expect(await store.tokens.ownerOf(token.secret)).toEqual({
      id: connection.id,
      stamp: connection.stamp,
      askedBy: `token:${token.id}`,
    });
    expect(await store.tokens.revoke(connection.id, token.id)).toBe(true);
    expect(await store.tokens.ownerOf(token.secret)).toBeUndefined();
    expect(await store.tokens.revoke(connection.id, token.id)).toBe(false);
  });

  it('is not revoked by the administrator of another connection', async () => {
    const token = await store.tokens.issue(connection.id, 'okta');
    const other = await createConnection(store);
    expect(await store.tokens.revoke(other.id, token.id)).toBe(false);
    expect(await store.tokens.ownerOf(token.secret)).toBeDefined();
  });

  it('ends when it expires, by the clock of the database', async () => {
    const token = await store.tokens.issue(connection.id, 'short', new Date(Date.now() + 60_000));
    expect(await store.tokens.ownerOf(token.secret)).toBeDefined();
    await store.database.orm.query(`update scim_token set expires_at = now() where id = $1`, [token.id]);
    expect(await store.tokens.ownerOf(token.secret)).toBeUndefined();
  });

  it.each(['', 'scim_', 'scim_x', '\u0000', `scim_${'A'.repeat(5000)}`])(
    'is not whatever is sent: %j',
    async (secret) => {
      expect(await store.tokens.ownerOf(secret)).toBeUndefined();
    },
  );

  it('is not in the database: only its hash is', async () => {
    const { secret } = await store.tokens.issue(connection.id, 'secret');
    expect(await dump('scim_token')).not.toContain(secret.slice('scim_'.length));
    expect(JSON.stringify(await store.tokens.list(connection.id))).not.toContain(secret);
  });

  it('says when it was last used, noted once a minute', async () => {
    const { id, secret } = await store.tokens.issue(connection.id, 'used');
    const lastUsed = async () =>
      (await store.tokens.list(connection.id)).find((token) => token.id === id)?.lastUsedAt?.getTime();
    expect(await lastUsed()).toBeUndefined();
    await store.tokens.ownerOf(secret);
    const first = await lastUsed();
    expect(first).toBeGreaterThan(Date.now() - 60_000);
    await store.tokens.ownerOf(secret);
    expect(await lastUsed()).toBe(first);
    await store.database.orm.query(
      `update scim_token set last_used_at = now() - interval '61 seconds' where id = $1`,
      [id],
    );
    await store.tokens.ownerOf(secret);
    expect(await lastUsed()).toBeGreaterThanOrEqual(first!);
  });
});

describe('an administrator', () => {
  it('signs in by name and password together only', async () => {
    await store.administrators.ensure('ada', 'correct horse');
    expect(await store.administrators.signIn('ada', 'wrong horse')).toBeUndefined();
    expect(await store.administrators.signIn('grace', 'correct horse')).toBeUndefined();
    expect(await store.administrators.signIn('ada', '')).toBeUndefined();
    const session = await store.administrators.signIn('ada', 'correct horse');
    expect(await store.administrators.administratorOf(session!.secret)).toBe('ada');
  });

  it('is signed out by signing out, alone', async () => {
    await store.administrators.ensure('ada', 'correct horse');
    const [here, there] = [
      await store.administrators.signIn('ada', 'correct horse'),
      await store.administrators.signIn('ada', 'correct horse'),
    ];
    await store.administrators.signOut(here!.secret);
    expect(await store.administrators.administratorOf(here!.secret)).toBeUndefined();
    expect(await store.administrators.administratorOf(there!.secret)).toBe('ada');
  });

  it('is signed out everywhere by another password, and not by the same one', async () => {
    await store.administrators.ensure('eve', 'first password');
    const session = await store.administrators.signIn('eve', 'first password');
    await store.administrators.ensure('eve', 'first password');
    expect(await store.administrators.administratorOf(session!.secret)).toBe('eve');
    await store.administrators.ensure('eve', 'second password');
    expect(await store.administrators.administratorOf(session!.secret)).toBeUndefined();
    expect(await store.administrators.signIn('eve', 'first password')).toBeUndefined();
    expect(await store.administrators.signIn('eve', 'second password')).toBeDefined();
  });

  it('is signed out when the session expires', async () => {
    await store.administrators.ensure('joan', 'some password');
    const session = await store.administrators.signIn('joan', 'some password');
    await store.database.orm.query(
      `update admin_session set expires_at = now() - interval '1 second' where administrator = 'joan'`,
    );
    expect(await store.administrators.administratorOf(session!.secret)).toBeUndefined();
  });

  it('has neither password nor session in the database: only their hashes are', async () => {
    await store.administrators.ensure('kay', 'correct horse');
    const session = await store.administrators.signIn('kay', 'correct horse');
    const text = (await dump('administrator')) + (await dump('admin_session'));
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain(session!.secret.split('_')[1]);
  });
});
