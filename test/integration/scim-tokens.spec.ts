import { describe, expect, it } from '@jest/globals';
import type { Connection, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let connection: Connection;
withStore(async (opened) => {
  store = opened;
  connection = await createConnection(store);
});

describe('a SCIM token', () => {
  it('opens its own connection, until it is revoked', async () => {
    const token = await store.tokens.issue(connection.id, 'okta');
    expect(await store.tokens.ownerOf(token.secret)).toEqual({
      id: connection.id,
      stamp: connection.stamp,
      direction: connection.direction,
      sourceUrl: null,
      unpagedLists: false,
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
    const rows = await store.database.orm.query<object[]>('select to_jsonb(t) from scim_token t');
    expect(JSON.stringify(rows)).not.toContain(secret.slice('scim_'.length));
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
