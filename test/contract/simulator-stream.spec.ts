import { describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { askForTicket, connectWith } from '../support/stream-client.js';
import { dataOf, peopleOf } from '../support/stream-frames.js';
import { withStreams } from '../support/stream-scene.js';
import type { StreamScene } from '../support/stream-scene.js';

let scene: StreamScene;
withStreams((opened) => {
  scene = opened;
});

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
    GATEWAY_URL: `${scene.simulator.url}/v1.0/gateway/connections/open`,
    GET_TOKEN_URL: `${scene.simulator.url}/gettoken`,
  }));
  const { DWClient, EventAck } = await import('dingtalk-stream');
  const client = new DWClient({ clientId: scene.app.appKey, clientSecret: scene.app.appSecret });
  client.registerAllEventListener((message) => {
    received(message);
    return { status: EventAck.SUCCESS };
  });
  const close = async () => {
    client.disconnect();
    await eventually('closed', async () => (await scene.seen()).open === 0);
    info.mockRestore();
  };
  // Left alone it would come back for ever.
  scene.opened.push({ close });
  await client.connect();
  return { connected: () => client.connected };
}

describe('the official npm package, of which only the address is changed', () => {
  it('connects, receives user_add_org of a scene.call, and acknowledges it for good', async () => {
    const received: OfficialMessage[] = [];
    const client = await connectOfficial((message) => received.push(message));
    expect(client.connected()).toBe(true);
    await scene.hire('ada');
    await scene.counted({ pushed: 1, acknowledged: 1 });
    expect(received).toHaveLength(1);
    expect(received[0]?.headers.eventType).toBe('user_add_org');
    expect(JSON.parse(received[0]?.data ?? '')).toMatchObject({ userId: ['ada'] });
    await scene.advance(60_000);
    expect((await scene.seen()).counters).toMatchObject({ pushed: 1, redelivered: 0, counted: 0 });
  });

  it('comes back with a new ticket after it was told that its connection expired', async () => {
    const client = await connectOfficial(() => undefined);
    await scene.simulator.post('/__sim/events/end', { appKey: scene.app.appKey });
    await eventually('told', () => !client.connected());
    await scene.advance(10_000);
    await scene.counted({ connections: 2 });
    await eventually('connected again', () => client.connected());
    await scene.hire('ada');
    await scene.counted({ pushed: 1, acknowledged: 1 });
  });
});

describe('a frame', () => {
  it('has texts for headers and JSON in a text for data', async () => {
    const client = await scene.connect();
    await scene.hire('ada');
    const [frame] = await client.events('user_add_org', 1);
    expect(frame).toMatchObject({ specVersion: '1.0', type: 'EVENT' });
    expect(Object.values(frame?.headers ?? {}).every((value) => typeof value === 'string')).toBe(true);
    expect(frame?.headers).toMatchObject({
      topic: '*',
      contentType: 'application/json',
      eventCorpId: scene.app.org,
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      messageId: expect.stringMatching(/^[0-9a-f]+_\d+_[0-9a-f]+_[0-9a-f]{4}$/),
      eventBornTime: expect.stringMatching(/^\d{13}$/),
    });
    expect(dataOf(frame)).toEqual({ timeStamp: frame?.headers.eventBornTime, userId: ['ada'] });
  });
});

describe('a ticket', () => {
  it('is refused with 401 authFailed to whoever has the wrong secret', async () => {
    const answer = await askForTicket(scene.simulator.url, { ...scene.app, appSecret: 'wrong' });
    expect(answer).toMatchObject({ status: 401, body: { code: 'authFailed', message: '鉴权失败' } });
    expect(answer.body.requestid).toMatch(/^[0-9A-F-]{36}$/);
  });

  it('is written as XML for whoever does not ask for JSON, unless that is switched off', async () => {
    const body = JSON.stringify({ clientId: scene.app.appKey, clientSecret: scene.app.appSecret });
    const headers = { 'content-type': 'application/json' };
    const ask = async () => {
      const request = { method: 'POST', headers, body };
      return (await fetch(`${scene.simulator.url}/v1.0/gateway/connections/open`, request)).text();
    };
    expect(await ask()).toMatch(/^<Response>/);
    await scene.set({ xmlByDefault: false });
    expect(await ask()).toMatch(/^\{"endpoint"/);
  });

  it('opens one connection', async () => {
    const { body } = await askForTicket(scene.simulator.url, scene.app);
    scene.opened.push(await connectWith(body.endpoint!, body.ticket!));
    await expect(connectWith(body.endpoint!, body.ticket!)).rejects.toThrow('401');
  });

  it('opens a connection for 90 s', async () => {
    const [first, second] = [
      await askForTicket(scene.simulator.url, scene.app),
      await askForTicket(scene.simulator.url, scene.app),
    ].map(({ body }) => body);
    await scene.advance(85_000);
    scene.opened.push(await connectWith(first!.endpoint!, first!.ticket!));
    await scene.advance(5_000);
    await expect(connectWith(second!.endpoint!, second!.ticket!)).rejects.toThrow('401');
  });
});

describe('a connection', () => {
  it('is pinged every 30 s', async () => {
    const client = await scene.connect();
    await scene.advance(30_000);
    const ping = await eventually('ping', () =>
      client.frames.find(({ headers }) => headers.topic === 'ping'),
    );
    expect(ping.type).toBe('SYSTEM');
    expect(dataOf(ping).opaque).toMatch(/./);
    client.acknowledge(ping, 200, dataOf(ping));
    await scene.counted({ pings: 1, pongs: 1 });
  });

  it('that is to end gets nothing more, is closed 10 s later, and a new ticket opens the next', async () => {
    const old = await scene.connect();
    await scene.simulator.post('/__sim/events/end', { appKey: scene.app.appKey });
    const frame = await eventually('disconnect', () =>
      old.frames.find(({ headers }) => headers.topic === 'disconnect'),
    );
    expect(dataOf(frame)).toEqual({ reason: 'connection is expired' });
    const next = await scene.connect();
    await scene.hire('ada');
    await next.events('user_add_org', 1);
    expect(peopleOf(old)).toEqual([]);
    expect(old.closed()).toBe(false);
    await scene.advance(10_000);
    await eventually('closed by the server', () => old.closed());
    expect(next.closed()).toBe(false);
  });

  it('ends by itself when its life is limited', async () => {
    await scene.set({ connectionLifeMs: 600_000 });
    const client = await scene.connect();
    await scene.advance(600_000);
    await eventually('disconnect', () => client.frames.find(({ headers }) => headers.topic === 'disconnect'));
  });

  it('beside others gets some of the events, and each event goes to one', async () => {
    const clients = [await scene.connect(), await scene.connect(), await scene.connect()];
    const all = Array.from({ length: 30 }, (_, index) => `u${String(index)}`);
    for (const userid of all) await scene.hire(userid);
    await scene.counted({ pushed: 30 });
    await eventually('all', () => clients.flatMap(peopleOf).length === 30);
    expect(new Set(clients.flatMap(peopleOf))).toEqual(new Set(all));
    for (const client of clients) expect(client.frames.length).toBeGreaterThan(0);
  });

  it('gets only what it subscribed to', async () => {
    const robot = await scene.connect([{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }]);
    const events = await scene.connect();
    await scene.hire('ada');
    await scene.simulator.post('/__sim/events/push', {
      appKey: scene.app.appKey,
      topic: '/v1.0/im/bot/messages/get',
      data: { text: 'hello' },
    });
    await events.events('user_add_org', 1);
    const message = await eventually('callback', () => robot.frames[0]);
    expect(message).toMatchObject({ type: 'CALLBACK', headers: { topic: '/v1.0/im/bot/messages/get' } });
    expect([robot.frames.length, events.frames.length]).toEqual([1, 1]);
    await scene.counted({ counted: 1 });
  });

  it('that breaks before it acknowledged has its event go to the next one', async () => {
    const first = await scene.connect();
    await scene.hire('ada');
    await first.events('user_add_org', 1);
    await scene.simulator.post('/__sim/events/end', { appKey: scene.app.appKey, how: 'cut' });
    await eventually('cut', () => first.closed());
    const second = await scene.connect();
    await scene.advance(15_000);
    await second.events('user_add_org', 1);
  });

  it('is greeted by the frames that the Node package knows when that is set', async () => {
    await scene.set({ greets: true });
    const client = await scene.connect();
    await eventually('greeting', () => client.frames.length === 2);
    expect(client.frames.map(({ headers }) => headers.topic)).toEqual(['CONNECTED', 'REGISTERED']);
  });
});
