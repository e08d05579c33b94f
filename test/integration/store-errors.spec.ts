import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ScimError } from '#scim';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { Proxy } from '../support/proxy.js';
import { openTestStore } from '../support/test-database.js';
import { withStore } from '../support/with-store.js';

const secret = 's3cret-13800000001';

let store: Store;
let url: string;
withStore(async (opened, at) => {
  store = opened;
  url = at;
  await store.database.orm.query('create table row (id int primary key, n int not null, t text)');
  await store.database.orm.query('insert into row select i, 0 from generate_series(1, 2) i');
});

const failure = (work: Promise<unknown>): Promise<Error & Readonly<Record<string, unknown>>> =>
  work.then(
    () => Promise.reject(new Error('did not fail')),
    (error: unknown) => error as Error & Readonly<Record<string, unknown>>,
  );
const everythingOf = (error: Error) =>
  JSON.stringify([Object.entries(error), String(error), error.stack, String(error.cause)]);
const run = (text: string, values: readonly unknown[] = []) => store.database.run({ text }, values);

describe('an error of the database', () => {
  it.each([
    {
      reason: 'a key twice',
      text: 'insert into row (id, n, t) values (1, 1, $1)',
      name: 'Bug',
      code: 'sql-23505-row_pkey',
    },
    {
      reason: 'nothing where something must be',
      text: 'insert into row (id, n, t) values (9, null, $1)',
      name: 'Bug',
      code: 'sql-23502',
    },
    { reason: 'a value of another type', text: 'select $1::int', name: 'Bug', code: 'sql-22P02' },
    { reason: 'a statement that is none', text: 'selec $1', name: 'Bug', code: 'sql-42601' },
    {
      reason: 'a query that was ended',
      text: 'select pg_cancel_backend(pg_backend_pid()), $1::text',
      name: 'StoreUnavailable',
      code: '57014',
    },
    {
      reason: 'a session that was ended',
      text: 'select pg_terminate_backend(pg_backend_pid()), $1::text',
      name: 'StoreUnavailable',
      code: '57P01',
    },
  ])('is one of ours and holds no value: $reason', async ({ text, name, code }) => {
    const error = await failure(run(text, [secret]));
    expect(error).toMatchObject({ name, code });
    expect(everythingOf(error)).not.toContain(secret);
  });

  it('names the SCIM attribute whose value is taken, not the value', async () => {
    const name = `connection ${secret}`;
    await createConnection(store, { name });
    const error = await failure(createConnection(store, { name }));
    expect(error).toMatchObject({ name: 'Conflict', field: 'name' });
    expect(everythingOf(error)).not.toContain(secret);
  });

  it('is trouble of the store where nobody answers', async () => {
    const error = await failure(openTestStore('postgres://u:p@127.0.0.1:9/none'));
    expect(error).toMatchObject({ name: 'StoreUnavailable', code: 'ECONNREFUSED' });
  });

  it('is none where Postgres takes its time with a new session', async () => {
    const proxy = await Proxy.open(url);
    proxy.beSlow(1_500);
    try {
      const slow = await openTestStore(proxy.url);
      expect(await slow.database.run({ text: 'select 1 as n' }, [])).toEqual([{ n: 1 }]);
      await slow.close();
    } finally {
      await proxy.goAway();
    }
  });

  it('leaves what is thrown on purpose as it is, whatever its words', async () => {
    for (const detail of ['The attribute "connection" has ended.', 'closed', 'timeout']) {
      const thrown = new ScimError(400, detail, 'invalidValue');
      expect(await failure(store.database.transaction(() => Promise.reject(thrown)))).toBe(thrown);
    }
  });

  it('undoes the whole transaction', async () => {
    await failure(
      store.database.transaction(async (tx) => {
        await tx.run({ text: 'update row set n = 7' }, []);
        await tx.run({ text: 'select 1 / 0' }, []);
      }),
    );
    expect(await run('select sum(n)::int as n from row')).toEqual([{ n: 0 }]);
  });
});

describe('a deadlock', () => {
  it('is repeated until both have gone through', async () => {
    let meetings = 0;
    let bothMet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (bothMet = resolve));
    const meet = async () => {
      meetings += 1;
      if (meetings === 2) bothMet();
      await met;
    };
    const add = (first: number, second: number) =>
      store.database.transaction(async (tx) => {
        await tx.run({ text: 'update row set n = n + 1 where id = $1' }, [first]);
        await meet();
        await tx.run({ text: 'update row set n = n + 1 where id = $1' }, [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(meetings).toBeGreaterThan(2);
    expect(await run('select n from row order by id')).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('that never ends is trouble of the store', async () => {
    let tries = 0;
    const error = await failure(
      store.database.transaction(async () => {
        tries += 1;
        await Promise.reject(Object.assign(new pg.DatabaseError(secret, 0, 'error'), { code: '40P01' }));
      }),
    );
    expect([error.name, error.code, tries]).toEqual(['StoreUnavailable', '40P01', 4]);
  });
});
