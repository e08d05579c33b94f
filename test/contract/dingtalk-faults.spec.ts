import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createUser, getUser, listSubDepartments, readVerification, Transport } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { FreePace, MemoryTokenStore, openClient, startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

/** Where silence is the matter, a short time: it costs the suite little. The product waits ten seconds. */
const silenceMs = 400;
const ada = { userId: 'b-ada', name: 'Ada', mobile: '13800000001', departmentIds: [1] };

let simulator: Simulator;
let app: SimulatedApp;
let transport: Transport;
let pace: FreePace;
let store: MemoryTokenStore;
let client: DingTalkClient;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  app = await simulator.newApp();
  transport = new Transport();
  pace = new FreePace();
  store = new MemoryTokenStore();
  client = openClient(simulator.url, app, { transport, store, pace });
  // The token is there already: only the call itself is to be silent.
  await client.authorise();
});
afterEach(() => transport.close());

/** A write, a list and a call of the new API. */
const calls = {
  '/topapi/v2/user/create': (by: DingTalkClient) => createUser(by, ada),
  '/topapi/v2/department/listsub': (by: DingTalkClient) => listSubDepartments(by, 1),
  '/v1.0/contact/organizations/authInfos': (by: DingTalkClient) => readVerification(by),
} as const;
type Path = keyof typeof calls;
const paths = Object.keys(calls) as readonly Path[];

const lost = { name: 'AnswerLost' };
const faults: readonly {
  readonly reason: string;
  readonly fault: object;
  /** As the new API has it. */
  readonly newer?: object;
  /** Nothing comes in time. */
  readonly silent?: boolean;
  readonly error: object;
  readonly only?: readonly Path[];
}[] = [
  { reason: 'busy', fault: { errcode: -1 }, newer: { code: 'system.busy', httpStatus: 500 }, error: lost },
  {
    reason: 'timed out behind the gateway',
    fault: { errcode: 15 },
    newer: { code: 'x', httpStatus: 504 },
    error: lost,
  },
  { reason: 'a bare 504', fault: { httpStatus: 504 }, error: lost },
  {
    reason: 'a page of the front proxy',
    fault: { html: true, httpStatus: 400 },
    error: { name: 'Unreachable' },
  },
  { reason: 'a page, 503', fault: { html: true, httpStatus: 503 }, error: lost },
  {
    reason: 'a page, 200: the ban',
    fault: { html: true, httpStatus: 200 },
    error: { name: 'Throttled', of: 'address', waitMs: 300_000 },
  },
  { reason: 'garbage', fault: { body: 'garbage' }, error: lost },
  { reason: 'a truncated body', fault: { body: 'truncated' }, error: lost },
  { reason: 'sixteen megabytes', fault: { body: 'huge' }, error: { ...lost, code: 'too-large' } },
  { reason: 'ten thousand nested arrays', fault: { body: 'nested' }, error: lost },
  { reason: 'an empty body', fault: { body: 'empty' }, error: lost },
  { reason: 'silence', fault: { hang: true }, silent: true, error: { ...lost, code: 'timeout' } },
  {
    reason: 'an answer that comes too late',
    fault: { delayMs: 1_000 },
    silent: true,
    error: { ...lost, code: 'timeout' },
  },
  { reason: 'a connection cut before the work', fault: { cut: 'before' }, error: lost },
  { reason: 'a connection cut after the work', fault: { cut: 'after' }, error: lost },
  {
    reason: 'a permission taken back',
    fault: { revoke: '*' },
    error: { name: 'CapabilityRefused', of: 'permission' },
  },
  {
    reason: 'calls a second used up',
    fault: { subCode: '90018' },
    newer: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', httpStatus: 403 },
    error: { name: 'Throttled', of: 'api' },
  },
  {
    reason: 'the whole app silenced',
    fault: { subCode: '90004' },
    error: { name: 'Throttled', of: 'app', waitMs: 60_000 },
    only: ['/topapi/v2/user/create', '/topapi/v2/department/listsub'],
  },
  {
    reason: 'a token that is refused for good',
    fault: { subCode: '40014', times: 2 },
    newer: { code: 'InvalidAuthentication', httpStatus: 400, times: 2 },
    error: { name: 'AppRefused', reason: 'badCredentials' },
  },
];
const scopes: Readonly<Record<Path, string>> = {
  '/topapi/v2/user/create': 'qyapi_manage_addresslist',
  '/topapi/v2/department/listsub': 'qyapi_get_department_list',
  '/v1.0/contact/organizations/authInfos': 'Contact.Org.Read',
};

describe.each(paths)('%s', (path) => {
  const rows = faults.filter(({ only }) => only?.includes(path) ?? true);

  it.each(rows)(
    'meets $reason, as a typed error, and the next call goes through',
    async ({ fault, newer = fault, silent, error }) => {
      const meant = path.startsWith('/v1.0/') ? newer : fault;
      const asked = 'revoke' in fault ? { revoke: scopes[path] } : meant;
      await simulator.fault({ path, org: app.org, ...asked });
      const short = new Transport(silenceMs);
      const asking = silent ? openClient(simulator.url, app, { transport: short, store, pace }) : client;
      await expect(calls[path](asking)).rejects.toMatchObject(error);
      await short.close();
      if ('revoke' in fault) return;
      const again = calls[path](client);
      // What was carried out before is refused now: that is how a look finds out.
      await (path.endsWith('create')
        ? again.catch((refused: unknown) => {
            expect(refused).toMatchObject({ name: 'Rejected', on: 'userId' });
          })
        : again);
    },
  );
});

describe('after a lost answer', () => {
  it.each([
    { cut: 'before' as const, made: false },
    { cut: 'after' as const, made: true },
  ])('only a look tells whether the person was made: cut $cut the work', async ({ cut, made }) => {
    await simulator.fault({ path: '/topapi/v2/user/create', org: app.org, cut });
    await expect(createUser(client, ada)).rejects.toMatchObject(lost);
    const look = getUser(client, ada.userId);
    if (made) expect(await look).toMatchObject({ name: 'Ada' });
    else await expect(look).rejects.toMatchObject({ name: 'Rejected', on: 'notFound' });
  });
});

describe('what a throttle silences', () => {
  it.each([
    { subCode: '90018', penalties: 1, silenced: [], bans: [], reason: 'the API' },
    { subCode: '90003', penalties: 0, silenced: [60_000], bans: [], reason: 'the app, all its APIs' },
    { subCode: '90004', penalties: 0, silenced: [60_000], bans: [], reason: 'the app, all its APIs' },
    { subCode: '90001', penalties: 0, silenced: [], bans: [60_000], reason: 'everything from our address' },
  ])('by $subCode is $reason', async ({ subCode, penalties, silenced, bans }) => {
    await simulator.fault({ path: '/topapi/v2/department/listsub', org: app.org, subCode });
    await expect(listSubDepartments(client, 1)).rejects.toMatchObject({ name: 'Throttled', code: subCode });
    expect(pace.penalties).toHaveLength(penalties);
    expect(pace).toMatchObject({ silenced, bans });
  });
});
