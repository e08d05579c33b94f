import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LinkId, ResourceId } from '#common';
import { emptyKey, waiting } from '#provisioning';
import type { ConnectionStore } from '#store';
import { createConnection } from '../builders/connection.js';
import { queryDatabase } from '../support/query-database.js';
import { createTestDatabase, openTestStore } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

jest.setTimeout(120_000);

const path = 'sales/china';
const heads = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';

let database: TestDatabase;
let connection: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Does work in sessions that have ended, and told what they did, when it is done. */
async function inSessions<T>(work: (at: ConnectionStore) => Promise<T>): Promise<T> {
  const store = await openTestStore(database.url);
  try {
    connection ||= (await createConnection(store)).id;
    return await work(store.of(connection as Parameters<typeof store.of>[0]));
  } finally {
    await store.close();
  }
}

const sql = <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
  queryDatabase<Row>(database.url, text, values);

/** How many rows of Links were read by walks through the whole table. */
async function walkedThrough(): Promise<number> {
  const [row] = await sql<{ n: string }>(
    `select seq_tup_read as n from pg_stat_user_tables where relname = 'link'`,
  );
  return Number(row?.n);
}

describe('in a large company', () => {
  it('what is read of a department goes through nobody else', async () => {
    const ada = randomUUID() as ResourceId;
    const group = randomUUID() as ResourceId;
    await inSessions(async ({ resources }) => {
      const keys = { userNameKey: 'ada' };
      await resources.createUser(ada, { body: { userName: 'ada' }, keys, lane: 'people' }, []);
      const body = { displayName: 'Sales', [heads]: { managers: [{ value: ada }, { value: 'nobody' }] } };
      await resources.createGroup(
        group,
        { body, keys: { displayNameKey: 'sales' }, lane: 'departments' },
        { add: [], remove: [] },
      );
    });
    await sql(`update link set external_id = '7', presence = 'present' where resource_id = $1`, [group]);
    await sql(
      `insert into link (connection_id, id, kind, lane, outcome, applied_departments, wanted_paths)
       select $1, gen_random_uuid(), 'account', 'people', 'converged', array[1000 + n % 100],
         case when n % 2 = 0 then array['other/' || n % 100] else '{}' end from generate_series(1, 20000) n`,
      [connection],
    );
    const [made] = await sql<{ id: LinkId }>(
      `insert into link (connection_id, id, kind, lane, due_at, outcome, path_key, path)
       values ($1, gen_random_uuid(), 'department', 'departments', now(), 'retry', $2, array['Sales', 'China'])
       returning id`,
      [connection, path],
    );
    await sql('vacuum analyze link');
    const before = await walkedThrough();
    await inSessions(async ({ links }) => {
      const own = (await links.ofResource(group))!;
      // Postgres plans the first five of a session one by one, and all others at once.
      for (let n = 0; n < 8; n += 1) {
        const told = await links.situation(own);
        expect([told?.occupied, told?.heads.map(({ resourceId }) => resourceId)]).toEqual([false, [ada]]);
        expect((await links.situation(made!.id))?.pathWanted).toBe(false);
      }
    });
    expect((await walkedThrough()) - before).toBe(0);
    await sql(
      `update link set wanted_paths = array[$2], applied_departments = array[7] where resource_id = $1`,
      [ada, path],
    );
    await inSessions(async ({ links }) => {
      expect((await links.situation((await links.ofResource(group))!))?.occupied).toBe(true);
      expect((await links.situation(made!.id))?.pathWanted).toBe(true);
    });
  });

  it('a department that waits to be empty looks at those who lie in it', async () => {
    const id = await inSessions(async ({ resources, links }) => {
      const gone = randomUUID() as ResourceId;
      await resources.createGroup(gone, { body: {}, keys: {}, lane: 'departments' }, { add: [], remove: [] });
      return (await links.ofResource(gone))!;
    });
    await sql('vacuum analyze link');
    const before = await walkedThrough();
    await inSessions(async ({ links }) => {
      // 1007 has people, in 4711 nobody has ever been.
      for (const departmentId of [1007, 4711]) {
        for (let n = 0; n < 8; n += 1) {
          const { epoch } = (await links.claimOne(id))!;
          const { generation } = (await links.situation(id))!;
          const ending = waiting('leaving', 'empty', emptyKey(departmentId));
          await links.finish({ id, epoch, generation, ending, gained: [], leaving: null, outOfScope: false });
          expect((await links.standing(id))?.outcome).toBe(departmentId === 1007 ? 'waiting' : 'retry');
        }
      }
    });
    expect((await walkedThrough()) - before).toBe(0);
  });

  it('who is created, and the Group that he is put into, meet those only whom they may take over', async () => {
    const before = await walkedThrough();
    await inSessions(async ({ resources }) => {
      for (let n = 0; n < 8; n += 1) {
        const ids = [1, 2, 3].map(() => randomUUID() as ResourceId);
        const users = ids.map((id) => ({
          id,
          body: { userName: id },
          keys: { userNameKey: id },
          lane: 'people' as const,
          rehireIds: [`acme-${id}`],
        }));
        await resources.createUsers(users, { allOrNone: true });
        const alone = users.map((user) => ({ ...user, id: randomUUID() as ResourceId }))[0]!;
        await resources.createUser(alone.id, { ...alone, keys: {} }, [`acme-${alone.id}`]);
        const group = randomUUID() as ResourceId;
        const sales = { body: { displayName: group }, keys: {}, lane: 'departments' as const };
        await resources.createGroup(group, sales, { add: ids, remove: [] }, [`acme:${group}`]);
        await resources.delete('User', ids[0]!);
        await resources.delete('Group', group);
      }
    });
    expect((await walkedThrough()) - before).toBe(0);
  });
});
