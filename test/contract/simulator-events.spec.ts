import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openCalls } from '../support/dingtalk-call.js';
import { eventually } from '../support/eventually.js';
import { startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';
import { askForTicket, connectWith, openStream } from '../support/stream-client.js';
import type { StreamClient, StreamFrame } from '../support/stream-client.js';

let simulator: Simulator;
let app: SimulatedApp;
let call: Awaited<ReturnType<typeof openCalls>>;
let opened: { readonly close: () => Promise<void> }[];
let people: number;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.post('/__sim/reset', { seed: 7 });
  app = await simulator.newApp();
  call = await openCalls(simulator.url, app);
  opened = [];
  people = 0;
});
afterEach(async () => {
  for (const client of opened) await client.close();
});

interface Seen {
  readonly counters: Readonly<Record<string, number>>;
  readonly open: number;
  readonly waiting: number;
}
const seen = async () =>
  (await (await fetch(`${simulator.url}/__sim/events?appKey=${app.appKey}`)).json()) as Seen;
const counted = (counters: Readonly<Record<string, number>>) =>
  eventually(`counters ${JSON.stringify(counters)}`, async () => {
    const found = (await seen()).counters;
    return Object.entries(counters).every(([name, value]) => found[name] === value);
  });
const set = (variants: object) => simulator.post('/__sim/events/variants', variants);
const advance = (ms: number) => simulator.post('/__sim/clock/advance', { ms });
async function connect(subscriptions?: readonly object[]): Promise<StreamClient> {
  const client = await openStream(simulator.url, app, subscriptions);
  opened.push(client);
  return client;
}
async function hire(userid: string, more: object = {}): Promise<void> {
  people += 1;
  const mobile = `1380000${String(people).padStart(4, '0')}`;
  const answer = await call('/topapi/v2/user/create', {
    userid,
    name: userid,
    mobile,
    dept_id_list: '1',
    ...more,
  });
  expect(answer).toMatchObject({ errcode: 0 });
}
const dataOf = (frame: StreamFrame | undefined) =>
  JSON.parse(frame?.data ?? '') as Readonly<Record<string, unknown>>;
const typesOf = (client: StreamClient) => client.frames.map(({ headers }) => headers.eventType);
const peopleOf = (client: StreamClient) =>
  client.frames
    .filter(({ type }) => type === 'EVENT')
    .map((frame) => (dataOf(frame).userId as string[] | undefined)?.[0]);

interface OfficialMessage {
  readonly headers: { readonly eventType?: string };
  readonly data: string;
}
/** The official package, connected; of its code only the two addresses are other ones. */
async function connectOfficial(received: (message: OfficialMessage) => void) {
  const info = jest.spyOn(console, 'info').mockImplementation(() => undefined);
  const constants = await import('dingtalk-stream/constants');
  jest.unstable_mockModule('dingtalk-stream/constants', () => ({
    ...constants,
    GATEWAY_URL: `${simulator.url}/v1.0/gateway/connections/open`,
    GET_TOKEN_URL: `${simulator.url}/gettoken`,
  }));
  const { DWClient, EventAck } = await import('dingtalk-stream');
  const client = new DWClient({ clientId: app.appKey, clientSecret: app.appSecret });
  client.registerAllEventListener((message) => {
    received(message);
    return { status: EventAck.SUCCESS };
  });
  const close = async () => {
    client.disconnect();
    await eventually('closed', async () => (await seen()).open === 0);
    info.mockRestore();
  };
  // Left alone it would come back for ever.
  opened.push({ close });
  await client.connect();
  return { connected: () => client.connected };
}

describe('the official npm package, of which only the address is changed', () => {
  it('connects, receives user_add_org of a call, and acknowledges it for good', async () => {
    const received: OfficialMessage[] = [];
    const client = await connectOfficial((message) => received.push(message));
    expect(client.connected()).toBe(true);
    await hire('ada');
    await counted({ pushed: 1, acknowledged: 1 });
    expect(received).toHaveLength(1);
    expect(received[0]?.headers.eventType).toBe('user_add_org');
    expect(JSON.parse(received[0]?.data ?? '')).toMatchObject({ userId: ['ada'] });
    await advance(60_000);
    expect((await seen()).counters).toMatchObject({ pushed: 1, redelivered: 0, counted: 0 });
  });

  it('comes back with a new ticket after it was told that its connection expired', async () => {
    const client = await connectOfficial(() => undefined);
    await simulator.post('/__sim/events/end', { appKey: app.appKey });
    await eventually('told', () => !client.connected());
    await advance(10_000);
    await counted({ connections: 2 });
    await eventually('connected again', () => client.connected());
    await hire('ada');
    await counted({ pushed: 1, acknowledged: 1 });
  });
});

describe('a frame', () => {
  it('has texts for headers and JSON in a text for data', async () => {
    const client = await connect();
    await hire('ada');
    const [frame] = await client.events('user_add_org', 1);
    expect(frame).toMatchObject({ specVersion: '1.0', type: 'EVENT' });
    expect(Object.values(frame?.headers ?? {}).every((value) => typeof value === 'string')).toBe(true);
    expect(frame?.headers).toMatchObject({
      topic: '*',
      contentType: 'application/json',
      eventCorpId: app.org,
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      messageId: expect.stringMatching(/^[0-9a-f]+_\d+_[0-9a-f]+_[0-9a-f]{4}$/),
      eventBornTime: expect.stringMatching(/^\d{13}$/),
    });
    expect(dataOf(frame)).toEqual({ timeStamp: frame?.headers.eventBornTime, userId: ['ada'] });
  });
});

describe('a ticket', () => {
  it('is refused with 401 authFailed to whoever has the wrong secret', async () => {
    const answer = await askForTicket(simulator.url, { ...app, appSecret: 'wrong' });
    expect(answer).toMatchObject({ status: 401, body: { code: 'authFailed', message: '鉴权失败' } });
    expect(answer.body.requestid).toMatch(/^[0-9A-F-]{36}$/);
  });

  it('is written as XML for whoever does not ask for JSON, unless that is switched off', async () => {
    const body = JSON.stringify({ clientId: app.appKey, clientSecret: app.appSecret });
    const headers = { 'content-type': 'application/json' };
    const ask = async () => {
      const request = { method: 'POST', headers, body };
      return (await fetch(`${simulator.url}/v1.0/gateway/connections/open`, request)).text();
    };
    expect(await ask()).toMatch(/^<Response>/);
    await set({ xmlByDefault: false });
    expect(await ask()).toMatch(/^\{"endpoint"/);
  });

  it('opens one connection', async () => {
    const { body } = await askForTicket(simulator.url, app);
    opened.push(await connectWith(body.endpoint!, body.ticket!));
    await expect(connectWith(body.endpoint!, body.ticket!)).rejects.toThrow('401');
  });

  it('opens a connection for 90 s', async () => {
    const [first, second] = [
      await askForTicket(simulator.url, app),
      await askForTicket(simulator.url, app),
    ].map(({ body }) => body);
    await advance(85_000);
    opened.push(await connectWith(first!.endpoint!, first!.ticket!));
    await advance(5_000);
    await expect(connectWith(second!.endpoint!, second!.ticket!)).rejects.toThrow('401');
  });
});

describe('an acknowledgement', () => {
  it.each([
    { code: 200, data: { status: 'SUCCESS' }, again: false, reason: 'the Node, Go and Java packages' },
    { code: 200, data: { userId: ['ada'] }, again: false, reason: 'the Python package echoes the data' },
    { code: 200, data: { status: 'LATER' }, again: true, reason: 'the Node package asks for it later' },
    { code: 500, data: { status: 'LATER' }, again: true, reason: 'the Go package asks for it later' },
  ])(
    'of code $code with $data has the event pushed again: $again ($reason)',
    async ({ code, data, again }) => {
      const client = await connect();
      await hire('ada');
      const [frame] = await client.events('user_add_org', 1);
      client.acknowledge(frame!, code, data);
      await counted(again ? { refused: 1 } : { acknowledged: 1 });
      await advance(15_000);
      await counted({ redelivered: again ? 1 : 0 });
    },
  );

  it('that gets lost has the event pushed again after 15 s, under the same event id and a new message id', async () => {
    const client = await connect();
    await set({ loseAck: { every: 1 } });
    await hire('ada');
    const [first] = await client.events('user_add_org', 1);
    client.acknowledge(first!);
    await advance(14_000);
    await counted({ pushed: 1, acknowledged: 0 });
    await advance(1_000);
    const [, second] = await client.events('user_add_org', 2);
    expect(second?.headers.eventId).toBe(first?.headers.eventId);
    expect(second?.headers.messageId).not.toBe(first?.headers.messageId);
    await set({ loseAck: 0 });
    client.acknowledge(second!);
    await counted({ acknowledged: 1 });
  });

  it('of an earlier push settles the event as well', async () => {
    const client = await connect();
    await hire('ada');
    const [first] = await client.events('user_add_org', 1);
    await advance(15_000);
    await client.events('user_add_org', 2);
    client.acknowledge(first!);
    await counted({ acknowledged: 1 });
    await advance(15_000);
    await counted({ pushed: 2 });
  });

  it('that never comes has the event given up after as many pushes as are set', async () => {
    const client = await connect();
    await set({ pushes: 2, redeliverAfterMs: 60_000 });
    await hire('ada');
    await client.events('user_add_org', 1);
    await advance(60_000);
    await client.events('user_add_org', 2);
    await advance(60_000);
    await counted({ pushed: 2, givenUp: 1 });
  });

  it('is not missed because of a jump of the clock, in which nobody could send it', async () => {
    const client = await connect();
    await hire('ada');
    await client.events('user_add_org', 1);
    await advance(3_600_000);
    const [, second] = await client.events('user_add_org', 2);
    client.acknowledge(second!);
    await counted({ pushed: 2, acknowledged: 1, givenUp: 0 });
  });

  it('of a SYSTEM frame does no harm', async () => {
    const client = await connect();
    await simulator.post('/__sim/events/end', { appKey: app.appKey });
    const frame = await eventually('disconnect', () =>
      client.frames.find(({ headers }) => headers.topic === 'disconnect'),
    );
    client.acknowledge(frame);
    await advance(30_000);
    await counted({ acknowledged: 0, refused: 0 });
  });
});

describe('a connection', () => {
  it('is pinged every 30 s', async () => {
    const client = await connect();
    await advance(30_000);
    const ping = await eventually('ping', () =>
      client.frames.find(({ headers }) => headers.topic === 'ping'),
    );
    expect(ping.type).toBe('SYSTEM');
    expect(dataOf(ping).opaque).toMatch(/./);
    client.acknowledge(ping, 200, dataOf(ping));
    await counted({ pings: 1, pongs: 1 });
  });

  it('that is to end gets nothing more, is closed 10 s later, and a new ticket opens the next', async () => {
    const old = await connect();
    await simulator.post('/__sim/events/end', { appKey: app.appKey });
    const frame = await eventually('disconnect', () =>
      old.frames.find(({ headers }) => headers.topic === 'disconnect'),
    );
    expect(dataOf(frame)).toEqual({ reason: 'connection is expired' });
    const next = await connect();
    await hire('ada');
    await next.events('user_add_org', 1);
    expect(peopleOf(old)).toEqual([]);
    expect(old.closed()).toBe(false);
    await advance(10_000);
    await eventually('closed by the server', () => old.closed());
    expect(next.closed()).toBe(false);
  });

  it('ends by itself when its life is limited', async () => {
    await set({ connectionLifeMs: 600_000 });
    const client = await connect();
    await advance(600_000);
    await eventually('disconnect', () => client.frames.find(({ headers }) => headers.topic === 'disconnect'));
  });

  it('beside others gets some of the events, and each event goes to one', async () => {
    const clients = [await connect(), await connect(), await connect()];
    const all = Array.from({ length: 30 }, (_, index) => `u${String(index)}`);
    for (const userid of all) await hire(userid);
    await counted({ pushed: 30 });
    await eventually('all', () => clients.flatMap(peopleOf).length === 30);
    expect(new Set(clients.flatMap(peopleOf))).toEqual(new Set(all));
    for (const client of clients) expect(client.frames.length).toBeGreaterThan(0);
  });

  it('gets only what it subscribed to', async () => {
    const robot = await connect([{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }]);
    const events = await connect();
    await hire('ada');
    await simulator.post('/__sim/events/push', {
      appKey: app.appKey,
      topic: '/v1.0/im/bot/messages/get',
      data: { text: 'hello' },
    });
    await events.events('user_add_org', 1);
    const message = await eventually('callback', () => robot.frames[0]);
    expect(message).toMatchObject({ type: 'CALLBACK', headers: { topic: '/v1.0/im/bot/messages/get' } });
    expect([robot.frames.length, events.frames.length]).toEqual([1, 1]);
    await counted({ counted: 1 });
  });

  it('that breaks before it acknowledged has its event go to the next one', async () => {
    const first = await connect();
    await hire('ada');
    await first.events('user_add_org', 1);
    await simulator.post('/__sim/events/end', { appKey: app.appKey, how: 'cut' });
    await eventually('cut', () => first.closed());
    const second = await connect();
    await advance(15_000);
    await second.events('user_add_org', 1);
  });

  it('is greeted by the frames that the Node package knows when that is set', async () => {
    await set({ greets: true });
    const client = await connect();
    await eventually('greeting', () => client.frames.length === 2);
    expect(client.frames.map(({ headers }) => headers.topic)).toEqual(['CONNECTED', 'REGISTERED']);
  });
});

describe('whatever a call changes', () => {
  it('is told, once a change', async () => {
    const client = await connect();
    const department = async (operation: string, body: object) => {
      const answer = await call(`/topapi/v2/department/${operation}`, body);
      expect(answer).toMatchObject({ errcode: 0 });
      return (answer.result as { readonly dept_id: number } | undefined)?.dept_id ?? 0;
    };
    const navy = await department('create', { name: 'Navy', parent_id: 1 });
    const yard = await department('create', { name: 'Yard', parent_id: navy });
    await department('update', { dept_id: navy, name: 'Fleet' });
    await department('update', { dept_id: navy, name: 'Fleet' });
    await hire('ada', { dept_id_list: String(yard) });
    await call('/topapi/v2/user/update', { userid: 'ada', remark: 'x', dept_id_list: '1' });
    await call('/topapi/v2/user/update', { userid: 'ada', remark: 'x' });
    await call('/topapi/v2/user/delete', { userid: 'ada' });
    await department('delete', { dept_id: navy });
    await call('/topapi/v2/department/delete', { dept_id: navy });
    await client.events('org_dept_remove', 2);
    const told = client.frames.map((frame) => {
      const { deptId, userId } = dataOf(frame);
      return [frame.headers.eventType, ...((deptId ?? userId) as unknown[])];
    });
    expect(told).toEqual([
      ['org_dept_create', navy],
      ['org_dept_create', yard],
      ['org_dept_modify', navy],
      ['user_add_org', 'ada'],
      ['user_modify_org', 'ada'],
      ['user_leave_org', 'ada'],
      ['org_dept_remove', yard],
      ['org_dept_remove', navy],
    ]);
  });

  it('of roles is told as labels', async () => {
    const client = await connect();
    await hire('ada');
    const groupId = (await call('/role/add_role_group', { name: 'Ranks' })).groupId as number;
    const roleId = (await call('/role/add_role', { roleName: 'Captain', groupId })).roleId as number;
    await call('/role/update_role', { roleId, roleName: 'Admiral' });
    await call('/topapi/role/addrolesforemps', { roleIds: String(roleId), userIds: 'ada' });
    await call('/topapi/role/removerolesforemps', { roleIds: String(roleId), userIds: 'ada' });
    await call('/topapi/role/deleterole', { role_id: roleId });
    await client.events('label_conf_del', 1);
    expect(client.frames.slice(1).map((frame) => [frame.headers.eventType, dataOf(frame)])).toEqual([
      ['label_conf_add', { scope: '1', labelIdList: [groupId] }],
      ['label_conf_add', { scope: '1', labelIdList: [roleId] }],
      ['label_conf_modify', expect.objectContaining({ scope: '1' })],
      ['label_user_change', { userIdList: ['ada'], labelIdList: [roleId], action: 'add' }],
      ['label_user_change', { userIdList: ['ada'], labelIdList: [roleId], action: 'remove' }],
      ['label_conf_del', { scope: '1', labelIdList: [roleId] }],
    ]);
  });

  it('is told although the connection of the call was cut before its answer', async () => {
    const client = await connect();
    await simulator.fault({ path: '/topapi/v2/user/create', cut: 'after' });
    await expect(hire('ada')).rejects.toThrow();
    await client.events('user_add_org', 1);
  });
});

describe('whatever people do', () => {
  const by = async (path: string, more: object = {}) => {
    expect(await simulator.post(`/__sim/${path}`, { org: app.org, ...more })).not.toHaveProperty('error');
  };

  it('is told: joining, activation, administrators, edits by hand, leaving', async () => {
    const client = await connect();
    const mobile = '+86-13900000009';
    await simulator.post('/__sim/world/mobiles', { mobile, verifyBeforeJoin: true });
    const body = { userid: 'eve', name: 'Eve', mobile: '13900000009', dept_id_list: '1' };
    expect(await call('/topapi/v2/user/create', body)).toMatchObject({ errcode: 40103 });
    await by(`invitations/${mobile}/accept`);
    await hire('ada');
    await by('users/ada/activate');
    await by('users/ada/administrator', { level: 2 });
    await by('users/ada/administrator', { level: null });
    await by('users/ada/mobile', { mobile: '13900000010' });
    await by('admin-edit', { act: 'department/create', with: { name: 'Yard', parent_id: 1 } });
    await by('users/eve/leave');
    await client.events('user_leave_org', 1);
    expect(typesOf(client)).toEqual([
      'user_add_org',
      'user_add_org',
      'user_active_org',
      'org_admin_add',
      'org_admin_remove',
      'user_modify_org',
      'org_dept_create',
      'user_leave_org',
    ]);
    expect(peopleOf(client).slice(0, 2)).toEqual(['eve', 'ada']);
  });
});

describe('an event', () => {
  it.each([
    { whileDisconnected: 'kept', comes: true },
    { whileDisconnected: 'lost', comes: false },
  ])('born while nobody is connected is $whileDisconnected', async ({ whileDisconnected, comes }) => {
    await set({ whileDisconnected });
    const first = await connect();
    await first.close();
    await eventually('closed', async () => (await seen()).open === 0);
    await hire('ada');
    await counted(comes ? { kept: 1 } : { lost: 1 });
    const second = await connect();
    await hire('bob');
    await second.events('user_add_org', comes ? 2 : 1);
    expect(peopleOf(second)).toEqual(comes ? ['ada', 'bob'] : ['bob']);
  });

  it('comes only if its type is ticked', async () => {
    await simulator.post('/__sim/events/types', { appKey: app.appKey, types: ['org_dept_create'] });
    const client = await connect();
    await hire('ada');
    await call('/topapi/v2/department/create', { name: 'Yard', parent_id: 1 });
    await client.events('org_dept_create', 1);
    expect(typesOf(client)).toEqual(['org_dept_create']);
  });

  it("of an app's own call does not come back to it when echoes are off, but what is done by hand does", async () => {
    await set({ echo: false });
    const own = await connect();
    await hire('ada');
    const org = simulator.world.organisations.get(app.org)!;
    org.rename('Renamed by hand');
    await own.events('org_change', 1);
    expect(typesOf(own)).toEqual(['org_change', 'org_dept_modify']);
  });

  it('says who changed somebody by hand', async () => {
    const client = await connect();
    await hire('ada');
    const edit = { act: 'user/update', with: { userid: 'ada', name: 'Ada L.' }, by: 'boss' };
    expect(await simulator.post('/__sim/admin-edit', { org: app.org, ...edit })).toEqual({ result: null });
    const [changed] = await client.events('user_modify_org', 1);
    expect(dataOf(changed)).toMatchObject({
      eventId: changed?.headers.eventId,
      optStaffId: 'boss',
      diffInfo: [{ userid: 'ada', prev: { name: 'ada' }, curr: { name: 'Ada L.' } }],
    });
    const [added] = await client.events('user_add_org', 1);
    expect(dataOf(added)).not.toHaveProperty('optStaffId');
  });

  it.each([
    {
      chance: { drop: { every: 2 } },
      order: ['a', 'c'],
      counters: { dropped: 2 },
      reason: 'every second is lost',
    },
    { chance: { drop: 1 }, order: [], counters: { dropped: 4 }, reason: 'all are lost' },
    {
      chance: { duplicate: { every: 4 } },
      order: ['a', 'b', 'c', 'd', 'd'],
      counters: { duplicated: 1 },
      reason: 'every fourth comes twice',
    },
    {
      chance: { reorder: { every: 3 } },
      order: ['a', 'b', 'd', 'c'],
      counters: { overtaken: 1 },
      reason: 'every third is overtaken',
    },
  ])('may go astray: $reason', async ({ chance, order, counters }) => {
    await set(chance);
    const client = await connect();
    for (const userid of ['a', 'b', 'c', 'd']) await hire(userid);
    await counted({ born: 4, ...counters });
    await advance(1_000);
    await counted({ pushed: order.length });
    await eventually('all', () => client.frames.length === order.length);
    expect(peopleOf(client)).toEqual(order);
    expect(new Set(client.frames.map(({ headers }) => headers.eventId)).size).toBe(new Set(order).size);
  });

  it('may go astray for one app only', async () => {
    await set({ drop: 1 });
    const client = await connect();
    await simulator.post('/__sim/events/mishaps', { appKey: app.appKey, drop: 0 });
    await hire('a');
    await eventually('it came', () => client.frames.length === 1);
    await set({ drop: 0 });
    await simulator.post('/__sim/events/mishaps', { appKey: app.appKey, drop: { every: 2 } });
    for (const userid of ['b', 'c', 'd']) await hire(userid);
    await counted({ born: 4, dropped: 1 });
    await eventually('the rest', () => client.frames.length === 3);
    expect(peopleOf(client)).toEqual(['a', 'b', 'd']);
    await simulator.post('/__sim/events/mishaps', { appKey: app.appKey });
    await hire('e');
    await eventually('the last', () => client.frames.length === 4);
  });

  it('comes later by the delay that is set, born when it was born', async () => {
    await set({ delayMs: 60_000 });
    const client = await connect();
    await hire('ada');
    await advance(59_000);
    await counted({ born: 1, pushed: 0 });
    await advance(1_000);
    const [frame] = await client.events('user_add_org', 1);
    expect(Number(frame?.headers.time) - Number(frame?.headers.eventBornTime)).toBeGreaterThanOrEqual(60_000);
  });

  it('takes the same way again when the world is reset to the same seed', async () => {
    const run = async () => {
      await simulator.post('/__sim/reset', { seed: 11 });
      app = await simulator.newApp();
      call = await openCalls(simulator.url, app);
      people = 0;
      await set({ drop: 0.5 });
      const client = await connect();
      for (const userid of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await hire(userid);
      const { dropped } = (await seen()).counters;
      await eventually('the rest', () => client.frames.length === 8 - dropped!);
      return client.frames.map(({ headers, data }) => [headers.eventId, data.replace(/\d{13}/, 'at')]);
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(8);
  });
});
