import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDepartment, Tokens, Transport } from '#dingtalk';
import type { TokenStore } from '#dingtalk';
import type { Store } from '#store';
import { PostgresTokenStore } from '../../apps/dingtalk-pusher/src/token-store.js';
import {
  credentialsOf,
  FreePace,
  MemoryTokenStore,
  openClient,
  startSimulator,
} from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';
import { createTestDatabase, openTestStore, testSealer } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

const tokenPath = '/v1.0/oauth2/accessToken';
const hourMs = 3_600_000;

let simulator: Simulator;
let database: TestDatabase;
let store: Store;
let transport: Transport;
let app: SimulatedApp;

beforeAll(async () => {
  simulator = await startSimulator();
  database = await createTestDatabase();
  store = await openTestStore(database.url);
  transport = new Transport();
});
afterAll(async () => {
  await transport.close();
  await simulator.close();
  await store.close();
  await database.drop();
});
beforeEach(async () => {
  await simulator.post('/__sim/variants', { tokenMode: 'same' });
  app = await simulator.newApp();
});

const fetches = async () => (await simulator.log(app.org)).filter(({ path }) => path === tokenPath).length;
const get = (tokenStore: TokenStore) =>
  new Tokens(transport, tokenStore, new FreePace()).get(credentialsOf(simulator.url, app));
const department = (name: string) => ({ name, parentId: 1, sourceIdentifier: `s:${name}` });

describe('the access token', () => {
  it('is fetched once for many calls at once', async () => {
    const client = openClient(simulator.url, app, { transport });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => createDepartment(client, department(`D${String(n)}`))),
    );
    expect(await fetches()).toBe(1);
  });

  it('is fetched once for two replicas, and kept sealed', async () => {
    // DingTalk could give two different ones: then two fetches would show.
    await simulator.post('/__sim/variants', { tokenMode: 'rotate' });
    const tokenStore = () => new PostgresTokenStore(store.database, testSealer);
    const tokens = await Promise.all([get(tokenStore()), get(tokenStore()), get(tokenStore())]);
    expect(new Set(tokens).size).toBe(1);
    expect(await fetches()).toBe(1);
    const rows = await store.database.run({ name: 'test-tokens', text: 'select * from app_token' }, []);
    expect(JSON.stringify(rows)).not.toContain(tokens[0]);
  });

  it('is used until five minutes before its end, then fetched again', async () => {
    let now = 0;
    const tokenStore = new MemoryTokenStore(() => now);
    await get(tokenStore);
    now = 2 * hourMs - 301_000;
    await get(tokenStore);
    expect(await fetches()).toBe(1);
    now = 2 * hourMs - 299_000;
    await get(tokenStore);
    expect(await fetches()).toBe(2);
  });

  it('that another replica is fetching is waited for, the old one serves meanwhile', async () => {
    let now = 0;
    const tokenStore = new MemoryTokenStore(() => now);
    const first = await get(tokenStore);
    now = 2 * hourMs - 200_000;
    await tokenStore.lead({ baseUrl: simulator.url, appKey: app.appKey });
    expect(await get(tokenStore)).toBe(first);
    expect(await fetches()).toBe(1);
  });

  it('that has gone stale is fetched anew, and the call made again, once', async () => {
    const client = openClient(simulator.url, app, { transport });
    await createDepartment(client, department('Before'));
    await simulator.post('/__sim/clock/advance', { ms: 3 * hourMs });
    await createDepartment(client, department('After'));
    expect(await fetches()).toBe(2);
    const calls = (await simulator.log(app.org)).filter(({ path }) => path.includes('department'));
    // A refused token belongs to nobody: its call is in no organisation's log.
    expect(calls.map(({ errcode }) => errcode)).toEqual(['0', '0']);
  });

  it.each([
    { reason: 'wrapped, as topapi answers', refusal: { subCode: '40014' } },
    { reason: 'bare, as the documentation has it', refusal: { errcode: 40014 } },
    { reason: 'another code of the same meaning', refusal: { errcode: 42001 } },
  ])('refused once ($reason) is refreshed and the call succeeds', async ({ refusal }) => {
    const client = openClient(simulator.url, app, { transport });
    await createDepartment(client, department('Before'));
    await simulator.post('/__sim/variants', { tokenMode: 'rotate' });
    await simulator.fault({ path: '/topapi/v2/department/create', org: app.org, ...refusal });
    await createDepartment(client, department('After'));
    expect(await fetches()).toBe(2);
  });

  it('refused twice is the app refused, after one refresh', async () => {
    const client = openClient(simulator.url, app, { transport });
    await simulator.fault({ path: '/topapi/v2/department/create', org: app.org, subCode: '40014', times: 2 });
    await expect(createDepartment(client, department('Never'))).rejects.toMatchObject({
      name: 'AppRefused',
      reason: 'badCredentials',
    });
    expect(await fetches()).toBe(2);
  });

  it('of a replica that a colleague has refreshed already is not fetched a second time', async () => {
    await simulator.post('/__sim/variants', { tokenMode: 'rotate' });
    const tokenStore = new MemoryTokenStore();
    const [one, two] = [
      new Tokens(transport, tokenStore, new FreePace()),
      new Tokens(transport, tokenStore, new FreePace()),
    ];
    const credentials = credentialsOf(simulator.url, app);
    const stale = await one.get(credentials);
    const fresh = await Promise.all([one.get(credentials, stale), two.get(credentials, stale)]);
    expect(new Set(fresh).size).toBe(1);
    expect(fresh[0]).not.toBe(stale);
    expect(await fetches()).toBe(2);
  });

  it('is not given for a bad secret: the app is refused, and the next one may try again', async () => {
    const tokenStore = new PostgresTokenStore(store.database, testSealer);
    const wrong = credentialsOf(simulator.url, { ...app, appSecret: 'wrong-secret' });
    const refused = new Tokens(transport, tokenStore, new FreePace()).get(wrong);
    await expect(refused).rejects.toMatchObject({ name: 'AppRefused', reason: 'badCredentials' });
    // At once: not when the refused one's lead has run out.
    const started = performance.now();
    await expect(get(tokenStore)).resolves.toEqual(expect.any(String));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('gives way to the pace: a refused call is paced like any other', async () => {
    const pace = new FreePace();
    const client = openClient(simulator.url, app, { transport, pace });
    await simulator.fault({ path: '*', org: app.org, subCode: '90018' });
    await expect(createDepartment(client, department('Never'))).rejects.toMatchObject({ name: 'Throttled' });
    expect(pace.penalties).toEqual([{ api: '/topapi/v2/department/create', waitMs: 1_000 }]);
  });
});
