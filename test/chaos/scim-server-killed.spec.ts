import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import type { ToldRun } from '../support/pulled-tenant.js';
import { queryDatabase } from '../support/query-database.js';
import { RemoteDirectory } from '../support/remote-directory.js';
import { Services } from '../support/services.js';

// Real processes, real time. The debounce is long, so that there is time between commit and bell.

const debounceMs = 3_000;
let services: Services;
beforeAll(async () => {
  services = await Services.start({ env: { 'scim-server': { DEBOUNCE_MS: String(debounceMs) } } });
}, 90_000);
afterAll(() => services.stop(), 60_000);

describe('a scim-server that is killed', () => {
  it('between commit and bell loses the bell only: the sweep finds the change while it is still away', async () => {
    const tenant = await services.bridge.connect();
    const answered = performance.now();
    await tenant.addUser(person());
    await services.scimServer.kill();
    expect(performance.now() - answered).toBeLessThan(debounceMs);
    await eventually('the account', async () => (await tenant.state()).users.length === 1, 20_000);
    expect(services.scimServer.running).toBe(false);
    await services.startServer();
    expect((await tenant.scim.get('/Users')).body.totalResults).toBe(1);
    expect(await tenant.calls('user/create')).toHaveLength(1);
  });

  it('while it writes or reads a Source is followed by another: never two at once, and nobody is deleted who is there', async () => {
    const remote = await new RemoteDirectory().open();
    const database = services.addresses.databaseUrl;
    for (let n = 1; n <= 6; n += 1) remote.putUser(`p${String(n)}`, named(n));
    const settings = { pageSize: 2 };
    const pulled = await PulledTenant.connect(services.bridge, { baseUrl: remote.url, settings });
    expect(await pulled.sync()).toMatchObject({ state: 'done', changed: 6 });

    // It writes: somebody is deleted already, and it is not written down yet that he was.
    const gate = new pg.Client({ connectionString: database });
    await gate.connect();
    await gate.query('begin');
    await gate.query('lock table source_record in share mode');
    remote.users.delete('p6');
    remote.putUser('p2', { ...remote.users.get('p2'), displayName: 'Captain 2' });
    remote.putUser('p7', named(7));
    await pulled.call('POST', '/sync', 202, { full: true });
    await eventually('it waits in the middle of writing', async () => {
      const [row] = await queryDatabase<{ n: number }>(
        database,
        `select count(*)::int as n from pg_locks where not granted and relation = 'source_record'::regclass`,
      );
      return row?.n === 1;
    });
    const [writing] = await pulled.runs();
    expect(writing).toMatchObject({ state: 'applying' });
    const replica = await services.startReplica();
    await services.scimServer.kill();
    await gate.query('commit');
    await gate.end();
    await minuteLater(database);
    const runOf = async () => {
      const { body } = await replica.bridge.admin.call<readonly ToldRun[]>('GET', `${pulled.path}/runs`);
      return body;
    };
    const done = async () => (await runOf())[0]?.state === 'done';
    await eventually('the other writes it to its end', done, 30_000);
    expect((await runOf())[0]).toMatchObject({ id: writing?.id, deleted: 1 });
    await pulled.untilAccounts(['Person 1', 'Captain 2', ...[3, 4, 5, 7].map((n) => `Person ${String(n)}`)]);

    // It reads: a page does not come. The other one lives again and reads other Sources, not this one.
    remote.asks();
    remote.users.delete('p1');
    remote.habits.intercept = (request) => (request.url ?? '').includes('startIndex=5');
    await replica.bridge.admin.call('POST', `${pulled.path}/sync`, { full: true });
    await eventually('it waits for a page', () => remote.asked.some((one) => one.includes('startIndex=5')));
    const server = await services.startServer();
    await pulled.call('POST', '/sync', 202, { full: true });
    const other = new RemoteDirectory();
    await other.open();
    const beside = await PulledTenant.connect(services.bridge, { baseUrl: other.url });
    await eventually('the one that lives again reads', async () => {
      await beside.sync();
      return server.lines.some((line) => line.includes('"pulled"'));
    });
    const firstPages = () => remote.asked.filter((one) => one.startsWith('/Users?startIndex=1&'));
    expect(firstPages()).toHaveLength(1);
    await replica.server.kill();
    delete remote.habits.intercept;
    await minuteLater(database);
    await eventually('it is read anew', async () => (await pulled.runs())[0]?.state === 'done', 30_000);
    expect((await pulled.runs())[0]).toMatchObject({ usersRead: 5, changed: 0, deleted: 1 });
    expect((await pulled.runs())[1]).toMatchObject({ state: 'failed', reason: 'interrupted' });
    await pulled.untilAccounts(['Captain 2', ...[3, 4, 5, 7].map((n) => `Person ${String(n)}`)]);
    remote.close();
    other.close();
  }, 120_000);
});

const named = (n: number) => ({ ...person(), displayName: `Person ${String(n)}` });

/** Postgres's clock decides whose a Source is: a minute after the last beat it is nobody's. */
const minuteLater = (database: string) =>
  queryDatabase(
    database,
    `update source set lease_until = now() - interval '1 second' where lease_until > now()`,
  );
