import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
});

describe('an administrator', () => {
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
    const paul = (password: string, from: { address?: string; browser?: string }) =>
      store.administrators.signIn('paul', password, from);
    beforeEach(async () => {
      await store.administrators.ensure('paul', 'right password');
      await store.database.orm.query('delete from sign_in_try');
    });

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
});
