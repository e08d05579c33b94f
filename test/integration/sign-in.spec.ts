import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let connection: Connection;
withStore(async (opened) => {
  store = opened;
  connection = await createConnection(store);
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

/** Signs in where name and password belong together. */
async function signIn(name: string, password: string): Promise<{ readonly secret: string } | undefined> {
  const session = await store.administrators.signIn(name, password);
  return typeof session === 'string' ? undefined : session;
}

describe('an administrator', () => {
  it('signs in by name and password together only', async () => {
    await store.administrators.ensure('ada', 'correct horse');
    expect(await signIn('ada', 'wrong horse')).toBeUndefined();
    expect(await signIn('grace', 'correct horse')).toBeUndefined();
    expect(await signIn('ada', '')).toBeUndefined();
    const session = await signIn('ada', 'correct horse');
    expect(await store.administrators.administratorOf(session!.secret)).toEqual({
      name: 'ada',
      role: 'administrator',
    });
  });

  it('is signed out by signing out, alone', async () => {
    await store.administrators.ensure('ada', 'correct horse');
    const [here, there] = [await signIn('ada', 'correct horse'), await signIn('ada', 'correct horse')];
    await store.administrators.signOut(here!.secret);
    expect(await store.administrators.administratorOf(here!.secret)).toBeUndefined();
    expect(await store.administrators.administratorOf(there!.secret)).toEqual({
      name: 'ada',
      role: 'administrator',
    });
  });

  it('is signed out everywhere by another password, and not by the same one', async () => {
    await store.administrators.ensure('eve', 'first password');
    const session = await signIn('eve', 'first password');
    await store.administrators.ensure('eve', 'first password');
    expect(await store.administrators.administratorOf(session!.secret)).toEqual({
      name: 'eve',
      role: 'administrator',
    });
    await store.administrators.ensure('eve', 'second password');
    expect(await store.administrators.administratorOf(session!.secret)).toBeUndefined();
    expect(await signIn('eve', 'first password')).toBeUndefined();
    expect(await signIn('eve', 'second password')).toBeDefined();
  });

  it('is signed out when the session expires', async () => {
    await store.administrators.ensure('joan', 'some password');
    const session = await signIn('joan', 'some password');
    await store.database.orm.query(
      `update admin_session set expires_at = now() - interval '1 second' where administrator = 'joan'`,
    );
    expect(await store.administrators.administratorOf(session!.secret)).toBeUndefined();
  });

  it('keeps a password of his own when the bridge starts again, until another one is given', async () => {
    await store.administrators.ensure('mary', 'given at first');
    const session = await signIn('mary', 'given at first');
    const changed = await store.administrators.changePassword(
      'mary',
      'given at first',
      'chosen by mary',
      session!.secret,
    );
    expect(changed).toBe(true);
    await store.administrators.ensure('mary', 'given at first');
    expect(await signIn('mary', 'given at first')).toBeUndefined();
    expect(await signIn('mary', 'chosen by mary')).toBeDefined();
    await store.administrators.ensure('mary', 'given anew now');
    expect(await signIn('mary', 'given anew now')).toBeDefined();
  });

  it('stays signed in where he changed his password, and nowhere else', async () => {
    await store.administrators.ensure('nell', 'first password');
    const [here, there] = [await signIn('nell', 'first password'), await signIn('nell', 'first password')];
    const { administrators } = store;
    expect(await administrators.changePassword('nell', 'wrong', 'other password', here!.secret)).toBe(false);
    expect(
      await administrators.changePassword('nell', 'first password', 'other password', here!.secret),
    ).toBe(true);
    expect(await administrators.administratorOf(here!.secret)).toBeDefined();
    expect(await administrators.administratorOf(there!.secret)).toBeUndefined();
  });

  it('is locked for who guesses, from there only, and for ever longer', async () => {
    await store.administrators.ensure('olga', 'right password');
    const from = (address: string, password = 'wrong') =>
      store.administrators.signIn('olga', password, { address });
    for (let tries = 0; tries < 10; tries += 1) expect(await from('1.1.1.1')).toBe('refused');
    expect(await from('1.1.1.1', 'right password')).toBe('locked');
    expect(await from('2.2.2.2', 'right password')).toMatchObject({ hours: 12 });
    const lasts = async () => {
      const [row] = await store.database.orm.query<{ s: number }[]>(
        `select extract(epoch from locked_until - now())::int as s from sign_in_try where locked_until > now()`,
      );
      return row?.s;
    };
    expect(await lasts()).toBeGreaterThan(55);
    expect(await lasts()).toBeLessThanOrEqual(60);
    await store.database.orm.query('update sign_in_try set locked_until = now()');
    expect(await from('1.1.1.1')).toBe('locked');
    expect(await lasts()).toBeGreaterThan(115);
    await store.database.orm.query(
      `update sign_in_try set locked_until = null, last_at = now() - interval '61 minutes'`,
    );
    expect(await from('1.1.1.1', 'right password')).toMatchObject({ hours: 12 });
  });

  describe('whose name strangers try', () => {
    const count = (tries: number) => store.database.orm.query('update sign_in_try set tries = $1', [tries]);
    const forget = () => store.database.orm.query('delete from sign_in_try');
    const paul = (password: string, from: { address?: string; browser?: string }) =>
      store.administrators.signIn('paul', password, from);
    beforeEach(async () => {
      await store.administrators.ensure('paul', 'right password');
      await forget();
    });
    afterAll(forget);

    it('is locked for all after a hundred, save for a browser that he has signed in with before', async () => {
      await paul('wrong', { address: '1.1.1.1' });
      await count(100);
      for (const address of ['2.2.2.2', '3.3.3.3'])
        expect(await paul('right password', { address })).toBe('locked');
      expect(await paul('right password', { address: '3.3.3.3', browser: 'his' })).toMatchObject({
        hours: 12,
      });
      expect(await paul('right password', { address: '3.3.3.3' })).toBe('locked');
    });

    it('is locked for a known browser too once that guesses, and for no other', async () => {
      const from = { address: '1.1.1.1', browser: 'stolen' };
      await paul('wrong', from);
      await count(10);
      expect(await paul('right password', from)).toBe('locked');
      expect(await paul('right password', { address: '1.1.1.1', browser: 'his' })).toMatchObject({
        hours: 12,
      });
    });

    it('is locked with all others for an address that has tried fifty, of whatever names', async () => {
      const eva = () => store.administrators.signIn('eva', 'wrong', { address: '1.1.1.1' });
      await eva();
      await count(50);
      expect(await paul('right password', { address: '1.1.1.1' })).toBe('locked');
      expect(await paul('right password', { address: '2.2.2.2' })).toMatchObject({ hours: 12 });
    });

    it('is not locked by right passwords, however many', async () => {
      const right = () => paul('right password', { address: '1.1.1.1' });
      await right();
      await count(49);
      for (let n = 0; n < 3; n += 1) expect(await right()).toMatchObject({ hours: 12 });
    });
  });

  it('is removed with his sessions, save the last one who can change anything', async () => {
    const { administrators } = store;
    await administrators.add('pia', 'pia has a password', 'viewer');
    const session = await signIn('pia', 'pia has a password');
    expect(await administrators.administratorOf(session!.secret)).toEqual({ name: 'pia', role: 'viewer' });
    expect(await administrators.remove('pia')).toBe(true);
    expect(await administrators.administratorOf(session!.secret)).toBeUndefined();
    const others = (await administrators.list()).filter(({ role }) => role === 'administrator');
    const removed = [];
    for (const { name } of others) removed.push(await administrators.remove(name));
    expect(removed).toEqual([...others.slice(1).map(() => true), false]);
  });

  it.each([
    { reason: 'as a viewer', change: { role: 'viewer' } },
    { reason: 'as somebody who is let in no more', change: { disabled: true } },
  ] as const)('is not left over by nobody: the last one does not end $reason', async ({ change }) => {
    const { administrators } = store;
    await administrators.ensure('last', 'the last password');
    const able = (await administrators.list()).filter(
      ({ role, disabled }) => role === 'administrator' && !disabled,
    );
    const changed = [];
    for (const { name } of able) changed.push((await administrators.change(name, change)) !== undefined);
    expect(changed).toEqual([...able.slice(1).map(() => true), false]);
    for (const { name } of able)
      await administrators.change(name, { role: 'administrator', disabled: false });
  });

  it('who is let in no more is let in again by another password of the environment', async () => {
    const { administrators } = store;
    await administrators.ensure('first', 'the first password');
    await administrators.ensure('quinn', 'given to quinn');
    await administrators.change('quinn', { role: 'viewer', disabled: true });
    await administrators.ensure('quinn', 'given to quinn');
    expect(await signIn('quinn', 'given to quinn')).toBeUndefined();
    await administrators.ensure('quinn', 'given anew to quinn');
    const session = await signIn('quinn', 'given anew to quinn');
    expect(await administrators.administratorOf(session!.secret)).toMatchObject({ role: 'administrator' });
  });

  describe('whom a provider lets in', () => {
    const ida = { subject: '["https://a.example","7"]', name: 'oidc/ida', otherName: 'oidc/ida (7)' };
    const admit = async (settings: string, role: 'viewer' | 'administrator' = 'administrator') => {
      const session = await store.administrators.admit({ ...ida, role }, settings);
      return session === 'disabled' ? '' : session.secret;
    };

    it('is let in no more once he is disabled, and has role and password from nobody here', async () => {
      const { administrators } = store;
      await administrators.ensure('lea', 'lea has a password');
      const session = await admit('one', 'viewer');
      expect(await administrators.change('oidc/ida', { role: 'administrator' })).toBeUndefined();
      expect(await administrators.change('oidc/ida', { password: 'given to ida here' })).toBeUndefined();
      expect(await administrators.change('oidc/ida', { disabled: true })).toMatchObject({ disabled: true });
      expect(await administrators.administratorOf(session)).toBeUndefined();
      expect(await admit('one')).toBe('');
      await administrators.change('oidc/ida', { disabled: false });
      expect(await admit('one')).not.toBe('');
    });

    it('is signed out when the bridge starts with other settings, and stays with the same', async () => {
      const { administrators } = store;
      await administrators.ensure('lea', 'lea has a password');
      const [admitted, byPassword] = [
        await admit('one'),
        (await signIn('lea', 'lea has a password'))!.secret,
      ];
      await administrators.keepAdmittedBy('one');
      expect(await administrators.administratorOf(admitted)).toMatchObject({ name: 'oidc/ida' });
      for (const settings of ['two', undefined]) {
        const session = await admit('one');
        await administrators.keepAdmittedBy(settings);
        expect(await administrators.administratorOf(session)).toBeUndefined();
      }
      expect(await administrators.administratorOf(byPassword)).toBeDefined();
    });

    it('has no password that would let him in', async () => {
      await admit('one');
      for (const password of ['', 'null', 'undefined'])
        expect(await store.administrators.signIn('oidc/ida', password)).toBe('refused');
    });

    it('is not the last administrator who stays: the provider may be away', async () => {
      const { administrators } = store;
      await admit('one');
      const byPassword = (await administrators.list()).filter(({ signsIn }) => signsIn === 'password');
      const removed = [];
      for (const { name, role } of byPassword)
        if (role === 'administrator') removed.push(await administrators.remove(name));
      expect(removed.at(-1)).toBe(false);
      expect(await administrators.remove('oidc/ida')).toBe(true);
    });
  });

  it('has neither password nor session in the database: only their hashes are', async () => {
    await store.administrators.ensure('kay', 'correct horse');
    const session = await signIn('kay', 'correct horse');
    const text = (await dump('administrator')) + (await dump('admin_session'));
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain(session!.secret.split('_')[1]);
  });
});
