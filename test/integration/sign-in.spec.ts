import { describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
});

/** Everything a table holds, as text. */
const dump = async (table: string) =>
  JSON.stringify(await store.database.orm.query(`select to_jsonb(t) from ${table} t`));

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
    expect(text).not.toContain(session!.secret.replace(/^[^_]*_/, ''));
  });
});
