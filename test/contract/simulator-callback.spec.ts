import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { receiveCallbacks } from '../support/callback-receiver.js';
import type { CallbackReceiver, Manner } from '../support/callback-receiver.js';
import { openCalls } from '../support/dingtalk-call.js';
import { eventually } from '../support/eventually.js';
import { startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

const token = 'tokenOfTheTest';
const aesKey = 'abcdefghijklmnopqrstuvwxyz01234567890123456';

let simulator: Simulator;
let app: SimulatedApp;
let receiver: CallbackReceiver;
let call: Awaited<ReturnType<typeof openCalls>>;
let owner: string;
let people: number;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.post('/__sim/reset', { seed: 5 });
  app = await simulator.newApp();
  call = await openCalls(simulator.url, app);
  owner = app.appKey;
  people = 0;
  receiver = await receiveCallbacks(() => ({ token, aesKey, owner }));
});
afterEach(() => receiver.close());

const save = (more: object = {}) =>
  simulator.post('/__sim/events/callback', { appKey: app.appKey, url: receiver.url, token, aesKey, ...more });
const advance = (ms: number) => simulator.post('/__sim/clock/advance', { ms });
const counted = (counters: Readonly<Record<string, number>>) =>
  eventually(`counters ${JSON.stringify(counters)}`, async () => {
    const answer = await fetch(`${simulator.url}/__sim/events?appKey=${app.appKey}`);
    const found = ((await answer.json()) as { readonly counters: Readonly<Record<string, number>> }).counters;
    return Object.entries(counters).every(([name, value]) => found[name] === value);
  });
async function hire(userid: string): Promise<void> {
  people += 1;
  const mobile = `1380000${String(people).padStart(4, '0')}`;
  const answer = await call('/topapi/v2/user/create', { userid, name: userid, mobile, dept_id_list: '1' });
  expect(answer).toMatchObject({ errcode: 0 });
}
const events = () => receiver.received.filter(({ EventType }) => EventType !== 'check_url');
const failedResult = () => call('/call_back/get_call_back_failed_result');

describe('a callback of the developer console', () => {
  it('is asked check_url when it is saved', async () => {
    expect(await save()).toEqual({ ok: true });
    expect(receiver.received).toEqual([{ EventType: 'check_url' }]);
  });

  it.each<{ readonly manner: Manner }>([
    { manner: 'wrong-signature' },
    { manner: 'other-word' },
    { manner: 'error' },
  ])('is not saved when the answer to check_url is $manner', async ({ manner }) => {
    receiver.manner = manner;
    expect(await save()).toHaveProperty('error');
    receiver.manner = 'success';
    await hire('ada');
    await counted({ born: 0, posted: 0 });
  });

  it.each([
    { field: 'token', value: 'ab', reason: 'three signs at least' },
    { field: 'aesKey', value: 'short', reason: '43 signs' },
    { field: 'url', value: 'nowhere', reason: 'not a url' },
    { field: 'url', value: 'http://callback.example.com/', reason: 'another machine' },
    { field: 'url', value: 'file:///etc/passwd', reason: 'not HTTP' },
  ])('with a bad $field is refused: $reason', async ({ field, value }) => {
    expect(JSON.stringify(await save({ [field]: value }))).toContain(field);
    expect(receiver.received).toEqual([]);
  });

  it('goes to other machines only when that is allowed', async () => {
    // Reaches this machine, but does not say so.
    const url = receiver.url.replace('127.0.0.1', '0.0.0.0');
    expect(await save({ url })).toEqual({ error: 'url: only to this machine', field: 'url' });
    expect(receiver.received).toEqual([]);
    await simulator.post('/__sim/events/variants', { foreignCallbacks: true });
    expect(await save({ url })).toEqual({ ok: true });
  });

  it('is posted one flat object, owned by the app, and confirmed once', async () => {
    await save();
    await hire('ada');
    await counted({ posted: 1, confirmed: 1 });
    expect(events()).toEqual([
      {
        EventType: 'user_add_org',
        EventTime: expect.any(Number),
        CorpId: app.org,
        BizId: expect.stringMatching(/^\d{9}$/),
        eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
        timeStamp: expect.stringMatching(/^\d{13}$/),
        userId: ['ada'],
      },
    ]);
    await advance(3_600_000);
    await counted({ posted: 1, failed: 0 });
  });

  it.each<{ readonly manner: Manner }>([
    { manner: 'wrong-signature' },
    { manner: 'other-word' },
    { manner: 'error' },
  ])(
    'that answers $manner is tried again 10 s and 30 s later, then the event waits in the failed list once',
    async ({ manner }) => {
      await save();
      receiver.manner = manner;
      await hire('ada');
      await counted({ posted: 1, unconfirmed: 1 });
      await advance(9_000);
      await counted({ posted: 1 });
      await advance(1_000);
      await counted({ posted: 2, unconfirmed: 2 });
      await advance(29_000);
      await counted({ posted: 2 });
      await advance(1_000);
      await counted({ posted: 3, unconfirmed: 3, failed: 1 });
      expect(new Set(events().map(({ eventId }) => eventId)).size).toBe(1);
      expect(await failedResult()).toMatchObject({
        errcode: 0,
        has_more: false,
        failed_list: [
          {
            call_back_tag: 'user_add_org',
            event_time: expect.any(Number),
            user_add_org: { corpid: app.org, userid: ['ada'] },
          },
        ],
      });
      expect(await failedResult()).toMatchObject({ has_more: false, failed_list: [] });
    },
  );

  it('that is silent is given up after 1.5 s, and confirmed when it answers the next time', async () => {
    await save();
    receiver.manner = 'silence';
    await hire('ada');
    await eventually('posted', () => events().length === 1);
    await counted({ posted: 1, unconfirmed: 0 });
    await advance(1_500);
    await counted({ unconfirmed: 1 });
    receiver.manner = 'success';
    await advance(10_000);
    await counted({ posted: 2, confirmed: 1, failed: 0 });
  });

  it('gives the failed list in pieces of 200', async () => {
    await save();
    receiver.manner = 'error';
    const org = simulator.world.organisations.get(app.org)!;
    for (let count = 0; count < 201; count += 1)
      org.updateDepartment(org.departments.get(1)!, { order: 1_000 + count });
    await counted({ unconfirmed: 201 });
    await advance(10_000);
    await counted({ unconfirmed: 402 });
    await advance(30_000);
    await counted({ failed: 201 });
    const first = await failedResult();
    expect([(first.failed_list as unknown[]).length, first.has_more]).toEqual([200, true]);
    expect(await failedResult()).toMatchObject({
      has_more: false,
      failed_list: [{ org_dept_modify: { corpid: app.org, callbackData: { deptId: [1] } } }],
    });
  });

  it('gets no more once it is taken away', async () => {
    await save();
    await fetch(`${simulator.url}/__sim/events/callback?appKey=${app.appKey}`, { method: 'DELETE' });
    await hire('ada');
    await counted({ born: 0, posted: 0 });
  });
});

describe('a callback of the legacy API', () => {
  const register = (more: object = {}, operation = 'register') =>
    call(`/call_back/${operation}_call_back`, {
      call_back_tag: ['user_add_org'],
      token,
      aes_key: aesKey,
      url: receiver.url,
      ...more,
    });
  beforeEach(() => {
    owner = app.org;
  });

  it('belongs to the organisation, gets the tags it was registered for, and writes keys with a capital', async () => {
    expect(await register()).toMatchObject({ errcode: 0, errmsg: 'ok' });
    expect(receiver.received).toEqual([{ EventType: 'check_url' }]);
    await call('/topapi/v2/department/create', { name: 'Yard', parent_id: 1 });
    await hire('ada');
    await counted({ confirmed: 1 });
    expect(events()).toEqual([
      expect.objectContaining({ EventType: 'user_add_org', UserId: ['ada'], TimeStamp: expect.any(String) }),
    ]);
  });

  it('is one an app: registered once, then updated, read, and deleted', async () => {
    await register();
    expect(await register()).toMatchObject({ errcode: 71006 });
    expect(await register({ call_back_tag: ['org_dept_create'] }, 'update')).toMatchObject({ errcode: 0 });
    expect(await call('/call_back/get_call_back')).toMatchObject({
      errcode: 0,
      call_back_tag: ['org_dept_create'],
      token,
      aes_key: aesKey,
      url: receiver.url,
    });
    expect(await call('/call_back/delete_call_back')).toMatchObject({ errcode: 0 });
    expect(await call('/call_back/get_call_back')).toMatchObject({ errcode: 71007 });
    expect(await call('/call_back/delete_call_back')).toMatchObject({ errcode: 71007 });
    expect(await register({}, 'update')).toMatchObject({ errcode: 71007 });
  });

  it.each([
    { more: { call_back_tag: undefined }, errcode: 400002, reason: 'no tags' },
    { more: { call_back_tag: 'user_add_org' }, errcode: 40035, reason: 'tags that are no list' },
    { more: { token: 'short' }, errcode: 40035, reason: 'a token below six signs' },
    { more: { aes_key: 'short' }, errcode: 900004, reason: 'a bad aes_key' },
    { more: { url: 'nowhere' }, errcode: 40035, reason: 'no url' },
    { more: { url: 'http://callback.example.com/' }, errcode: 71012, reason: 'another machine' },
  ])('is refused with $errcode for $reason', async ({ more, errcode }) => {
    expect(await register(more)).toMatchObject({ errcode });
    expect(receiver.received).toEqual([]);
  });

  it('is refused when the url does not answer check_url with success', async () => {
    receiver.manner = 'other-word';
    expect(await register()).toMatchObject({ errcode: 71012 });
  });

  it('is refused with a bare 40014 for a wrong token', async () => {
    const answer = await fetch(`${simulator.url}/call_back/get_call_back?access_token=wrong`);
    expect(await answer.json()).toMatchObject({ errcode: 40014 });
  });
});
