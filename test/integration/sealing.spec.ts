import { describe, expect, it } from '@jest/globals';
import { proveSealing, Sealer, sealingKeysSchema } from '#store';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { testSealer } from '../support/test-database.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
});

const key = (byte: number) => Buffer.alloc(32, byte);
const sealer = (...keys: readonly (readonly [string, Buffer])[]) => new Sealer(new Map(keys));

describe('a sealed secret', () => {
  it('is opened by any of the keys, sealed by the first', () => {
    const old = sealer(['a', key(1)]);
    const rotated = sealer(['b', key(2)], ['a', key(1)]);
    const before = old.seal('secret', 'x');
    expect(rotated.open(before, 'x')).toBe('secret');
    const after = rotated.seal('secret', 'x');
    expect([before.split(':')[0], after.split(':')[0]]).toEqual(['a', 'b']);
    expect(() => old.open(after, 'x')).toThrow('SEALING_KEYS');
  });

  it('is bound to what and whose it is', () => {
    const one = sealer(['a', key(1)]);
    const sealed = one.seal('secret', 'connection:1:app-secret');
    expect(() => one.open(sealed, 'connection:2:app-secret')).toThrow('SEALING_KEYS');
  });

  it('differs each time, holds nothing of the secret, and does not open when touched', () => {
    const one = sealer(['a', key(1)]);
    const [first, second] = [one.seal('secret', 'x'), one.seal('secret', 'x')];
    expect(first).not.toBe(second);
    const bytes = Buffer.from(first.split(':')[1]!, 'base64');
    expect(bytes.includes('secret')).toBe(false);
    for (let at = 0; at < bytes.length; at += 1) {
      const touched = Buffer.from(bytes);
      touched[at] = touched[at]! ^ 1;
      expect(() => one.open(`a:${touched.toString('base64')}`, 'x')).toThrow('SEALING_KEYS');
    }
    for (const nonsense of ['', 'a:', 'a', `a:${Buffer.alloc(27).toString('base64')}`])
      expect(() => one.open(nonsense, 'x')).toThrow('SEALING_KEYS');
  });
});

describe('SEALING_KEYS', () => {
  const encoded = key(1).toString('base64');
  it.each([
    { reason: 'nothing', text: '' },
    { reason: 'a key without id', text: encoded },
    { reason: 'a short key', text: `a:${Buffer.alloc(16).toString('base64')}` },
    { reason: 'a long key', text: `a:${Buffer.alloc(33).toString('base64')}` },
    { reason: 'an id twice', text: `a:${encoded},a:${encoded}` },
    { reason: 'an id that is none', text: `a b:${encoded}` },
    { reason: 'a key that is missing', text: `a:${encoded},b` },
  ])('are refused, without being quoted: $reason', ({ text }) => {
    const { error } = sealingKeysSchema.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'must be id:base64 pairs of 32-byte keys, comma-separated',
    ]);
  });

  it('may be several', () => {
    const keys = sealingKeysSchema.parse(`b:${key(2).toString('base64')}, a:${encoded}`);
    expect(keys.open(sealer(['a', key(1)]).seal('secret', 'x'), 'x')).toBe('secret');
  });
});

describe('a store', () => {
  it('is marked by the first who opens it, and refuses another key from then on', async () => {
    await Promise.all([proveSealing(store.database, testSealer), proveSealing(store.database, testSealer)]);
    await proveSealing(store.database, testSealer);
    for (const other of [sealer(['test', key(9)]), sealer(['other', key(7)])]) {
      const refused = proveSealing(store.database, other);
      await expect(refused).rejects.toMatchObject({
        name: 'StartRefused',
        message: expect.stringMatching(/^SEALING_KEYS/),
      });
    }
  });

  it('keeps the AppSecret sealed for its own connection', async () => {
    const [one, two] = [
      await createConnection(store, { appSecret: 's3cret' }),
      await createConnection(store, { appSecret: 'other' }),
    ];
    expect(await store.connections.appSecret(one.id)).toBe('s3cret');
    const rows: { app_secret_sealed: string }[] = await store.database.orm.query('select * from connection');
    expect(JSON.stringify(rows)).not.toContain('s3cret');
    await store.database.orm.query(
      'update connection set app_secret_sealed = (select app_secret_sealed from connection where id = $1) where id = $2',
      [one.id, two.id],
    );
    await expect(store.connections.appSecret(two.id)).rejects.toThrow('SEALING_KEYS');
  });
});
