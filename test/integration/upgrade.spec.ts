import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { MigrationInterface } from 'typeorm';
import { migrate } from '#store';
import type { Store } from '#store';
import { queryDatabase } from '../support/query-database.js';
import { openTestStore } from '../support/test-database.js';

// A store that is filled is brought up migration by migration, as by every release there may have been.

type Row = Readonly<Record<string, unknown>>;
type Migration = new () => MigrationInterface;

const timestampOf = ({ name }: { readonly name: string }) => Number(/\d+$/.exec(name)?.[0]);
/** What a migration makes anew of what is there. */
const recounted = 'counter';

const admin = process.env.TEST_POSTGRES_URL!;
const name = `test_upgrade_${randomBytes(4).toString('hex')}`;
const at = new URL(admin);
at.pathname = `/${name}`;
const url = at.href;

const [active, stopped, mirror] = [randomUUID(), randomUUID(), randomUUID()];
const [ada, bob, staff] = [randomUUID(), randomUUID(), randomUUID()];

/** What an installation of the first release may hold. */
const filled = [
  `insert into sealing values (1, 'proof')`,
  `insert into administrator (name, password_hash) values ('root', 'hash')`,
  `insert into admin_session values ('\\x01', 'root', now() + interval '1 day')`,
  `insert into connection (id, name, direction, stamp, app_key, app_secret_sealed, oapi_base, api_base, settings, state)
   values ('${active}', 'a', 'scim-to-dingtalk', 'a', 'k', 's', 'http://o', 'http://a', '{}', 'active'),
     ('${stopped}', 'b', 'scim-to-dingtalk', 'b', 'k', 's', 'http://o', 'http://a', '{}', 'quarantined'),
     ('${mirror}', 'c', 'dingtalk-to-scim', 'c', 'k', 's', 'http://o', 'http://a', '{}', 'active')`,
  `insert into scim_token (id, connection_id, hash, label) values ('${randomUUID()}', '${active}', '\\x01', 't')`,
  `insert into resource (connection_id, id, type, user_name_key, display_name_key, body)
   values ('${active}', '${ada}', 'User', 'ada', 'ada', '{"userName":"Ada","phoneNumbers":[{"value":"+86 137-1"}]}'),
     ('${active}', '${bob}', 'User', 'bob', null, '{"userName":"bob"}'),
     ('${active}', '${staff}', 'Group', null, 'staff', '{"displayName":"Staff"}')`,
  `insert into counter (connection_id, type, shard, n) values ('${active}', 'User', 3, 1), ('${active}', 'User', 5, 1)`,
  `insert into membership (connection_id, group_id, member_id, member_type)
   values ('${active}', '${staff}', '${ada}', 'User')`,
  `insert into link (connection_id, id, resource_id, kind, external_id, presence, outcome, lane, applied)
   values ('${active}', '${ada}', '${ada}', 'account', 'ada', 'present', 'converged', 'people', '{"name":"Ada"}')`,
  `insert into claim values ('${active}', 'mobile:1', '${ada}')`,
  `insert into tombstone (connection_id, link_id, kind, external_id)
   values ('${active}', '${bob}', 'account', 'bob')`,
  `insert into known_administrators (connection_id) values ('${active}')`,
  `insert into lane_state (connection_id, lane) values ('${active}', 'people')`,
  `insert into pace values ('http://o', 'k', 'api', now())`,
  `insert into app_token (base_url, app_key) values ('http://o', 'k')`,
  `insert into draft values ('${randomUUID()}', 'sealed', now() + interval '1 day')`,
  `insert into task (id, connection_id, kind, requested_by, state, expires_at)
   values ('${randomUUID()}', '${active}', 'doctor', 'admin:root', 'done', now() + interval '1 day')`,
  `insert into activity (connection_id, link_id, asked_by, event) values ('${active}', '${ada}', 'engine', 'created')`,
];

/** What comes to be in tables that a migration has made, and a later one changes. */
const filledAfter: Readonly<Record<string, readonly string[]>> = {
  Source1764000140000: [
    `insert into source (connection_id, base_url, auth_shown, access_sealed, settings)
     values ('${active}', 'http://s', '{}', 'sealed', '{}')`,
    `insert into source_record (connection_id, type, source_id, resource_id, fingerprint)
     values ('${active}', 'User', 'remote-ada', '${ada}', 'f')`,
  ],
  Adoption1764000190000: [
    `insert into adoption (connection_id, list_id, link_id, link_kind, external_id, keys, resource_generation,
       settings_version)
     values ('${active}', '${randomUUID()}', '${ada}', 'account', 'ada', '{mobile}', 1, 1)`,
  ],
  Mirror1764000150000: [
    `insert into mirror (connection_id, stage, snapshot_at, heard_at) values ('${mirror}', 'idle', now(), now())`,
    `insert into mirrored (connection_id, kind, external_id, resource_id, observed_at, known)
     values ('${mirror}', 'account', 'ada', '${ada}', now(), '{"userId":"ada"}')`,
  ],
};

let store: Store;
/** Oldest first. */
let migrations: readonly Migration[];

const query = (statement: string) => store.database.orm.query<readonly Row[]>(statement);

/** Runs all migrations up to this one that were not run yet. */
async function upTo(last: Migration): Promise<void> {
  const some = migrations.slice(0, migrations.indexOf(last) + 1);
  const source = new DataSource({ type: 'postgres', url, migrations: [...some] });
  await source.initialize();
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
}

/** How the columns of each table are made. */
async function tables(): Promise<ReadonlyMap<string, string>> {
  const rows = await query(`
    select c.table_name as name, string_agg(
      concat_ws(' ', c.column_name, c.data_type, c.is_nullable, c.column_default, c.generation_expression), ','
      order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1`);
  const ours = rows.filter((row) => row.name !== 'migrations' && !/^activity_\d/.test(String(row.name)));
  return new Map(ours.map((row) => [String(row.name), String(row.columns)]));
}

async function contents(names: Iterable<string>): Promise<ReadonlyMap<string, readonly Row[]>> {
  const read = async (table: string) => {
    const rows = await query(`select to_jsonb(t) as row from ${table} t order by 1`);
    return [table, rows.map(({ row }) => row as Row)] as const;
  };
  return new Map(await Promise.all([...names].map(read)));
}

beforeAll(async () => {
  await queryDatabase(admin, `create database ${name}`);
  store = await openTestStore(url);
  const all = Object.values(store.database.orm.options.migrations ?? {}) as Migration[];
  migrations = all.sort((a, b) => timestampOf(a) - timestampOf(b));
  await upTo(migrations[0]!);
  for (const statement of filled) await query(statement);
});
afterAll(async () => {
  await store.close();
  await queryDatabase(admin, `drop database ${name} with (force)`);
});

describe('a filled store', () => {
  it('keeps what it holds at each step, and no table is changed that holds nothing here', async () => {
    for (const migration of migrations.slice(1)) {
      const step = migration.name;
      const made = await tables();
      const before = await contents(made.keys());
      await upTo(migration);
      const remade = await tables();
      const changed = [...made].filter(([table, columns]) => remade.get(table) !== columns);
      const empty = changed.map(([table]) => table).filter((table) => before.get(table)?.length === 0);
      expect([step, empty]).toEqual([step, []]);
      const after = await contents(made.keys());
      for (const [table, rows] of before) {
        if (table === recounted) continue;
        const kept = rows.map((row) => expect.objectContaining(row));
        expect([step, table, after.get(table)]).toEqual([step, table, expect.arrayContaining(kept)]);
      }
      for (const statement of filledAfter[step] ?? []) await query(statement);
    }
  }, 60_000);

  it('has sensible values in whatever was added', async () => {
    await migrate(store.database);
    expect(await query('select role, given_hash, disabled, subject from administrator')).toEqual([
      { role: 'administrator', given_hash: null, disabled: false, subject: null },
    ]);
    const [session] = await query('select id, begun_at, admitted_by from admin_session');
    expect(session).toMatchObject({ id: expect.any(String), begun_at: expect.any(Date), admitted_by: null });
    const probed = `select name, probe_at <= now() as probed, quarantined_at = updated_at as since, probe_failures
      from connection order by name`;
    expect(await query(probed)).toEqual([
      { name: 'a', probed: null, since: null, probe_failures: 0 },
      { name: 'b', probed: true, since: true, probe_failures: 0 },
      { name: 'c', probed: null, since: null, probe_failures: 0 },
    ]);
    const added = 'passage, adopting, unlinked_at, stands_since <= now() as stands from link';
    expect(await query(`select ${added}`)).toEqual([
      { passage: null, adopting: null, unlinked_at: null, stands: true },
    ]);
    expect(
      await query('select events_heard::int as heard, crawl_seconds, failed_events_at from mirror'),
    ).toEqual([{ heard: 0, crawl_seconds: null, failed_events_at: null }]);
    expect(await query(`select search_text from resource where user_name_key = 'ada'`)).toEqual([
      { search_text: expect.stringContaining('+861371') },
    ]);
  });

  it('is counted, listed and written to as every other', async () => {
    const { resources, directory } = store.of(active as Parameters<Store['of']>[0]);
    const listed = { parts: [{ type: 'User' }], order: 'ascending', baseUrl: '' } as const;
    const page = await resources.list(listed, { startIndex: 1, count: 10 });
    expect(page.resources.map(({ id }) => id)).toEqual([ada, bob]);
    expect([await directory.count('User'), await directory.count('Group')]).toEqual([2, 1]);
    await query(`delete from connection where id = '${active}'`);
    expect(await query('select from resource')).toEqual([]);
  });
});
