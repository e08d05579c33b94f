import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { App } from './app.js';
import type { Organisation } from './organisation.js';
import { buildServer } from './server.js';
import { World } from './world.js';

const get = '/topapi/v2/department/get';
const hourMs = 3_600_000;

let world: World;
let org: Organisation;
let app: App;
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  world = new World(3);
  org = world.addOrganisation('Test');
  app = world.addApp(org);
  server = buildServer(world);
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await server.close();
});

interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

async function send(
  method: 'GET' | 'POST',
  path: string,
  payload?: object | string,
  type = 'application/json',
): Promise<Answered> {
  const sent = typeof payload === 'object' ? JSON.stringify(payload) : payload;
  const response = await fetch(`${url}${path}`, {
    method,
    ...(sent === undefined ? {} : { body: sent, headers: { 'content-type': type } }),
  });
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as Answered['body']) : {};
  return { status: response.status, type: response.headers.get('content-type'), text, body };
}

async function token(): Promise<string> {
  const { body } = await send('POST', '/v1.0/oauth2/accessToken', {
    appKey: app.appKey,
    appSecret: app.appSecret,
  });
  return String(body.accessToken);
}

const codeOf = ({ body }: Answered) => body.sub_code ?? body.errcode;

describe('a call', () => {
  it('that succeeds answers 200 with errcode 0 and a request id', async () => {
    const answer = await send('POST', `${get}?access_token=${await token()}`, { dept_id: 1 });
    expect(answer).toMatchObject({ status: 200, type: 'application/json;charset=UTF-8' });
    expect(answer.body).toMatchObject({ errcode: 0, errmsg: 'ok', result: { dept_id: 1 } });
    expect(answer.body.request_id).toMatch(/^[a-z0-9]{13}$/);
  });

  it('names the method that does not exist', async () => {
    const { body } = await send('GET', '/topapi/v2/user/notexist');
    expect(body).toMatchObject({
      errcode: 22,
      errmsg: 'Invalid method[submsg=不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist]',
    });
  });

  it('wraps what the gateway refuses, and names the missing permission', async () => {
    const good = await token();
    app.scopes.clear();
    const { body } = await send('POST', `${get}?access_token=${good}`, { dept_id: 1 });
    expect(body).toMatchObject({
      errcode: 88,
      sub_code: '60011',
      sub_msg: expect.stringContaining('{requiredScopes=[qyapi_get_department_list]}'),
      errmsg: expect.stringMatching(/^ding talk error\[subcode=60011,submsg=/),
    });
  });

  it.each([
    { reason: 'by GET, its parameters in the query', method: 'GET' as const, in: 'query' },
    { reason: 'as a form', method: 'POST' as const, in: 'form' },
    { reason: 'as a form with the token in it', method: 'POST' as const, in: 'form with token' },
  ])('is understood $reason', async ({ method, in: where }) => {
    const good = await token();
    const inBody = where === 'form with token';
    const target = `${get}${inBody ? '' : `?access_token=${good}`}${where === 'query' ? '&dept_id=1' : ''}`;
    const form = `dept_id=1${inBody ? `&access_token=${good}` : ''}`;
    const answer =
      method === 'GET'
        ? await send(method, target)
        : await send(method, target, form, 'application/x-www-form-urlencoded');
    expect(answer.body).toMatchObject({ errcode: 0, result: { dept_id: 1 } });
  });

  it('shows orders beyond 2^53 as bare numbers, digit by digit, both ways', async () => {
    const good = await token();
    const person =
      '{"userid":"u","name":"U","mobile":"13800000001","dept_id_list":"1","dept_order_list":[{"dept_id":1,"order":176373034540521512}]}';
    await send('POST', `/topapi/v2/user/create?access_token=${good}`, person);
    const { text } = await send('POST', `/topapi/v2/user/get?access_token=${good}`, { userid: 'u' });
    expect(text).toContain('"order":176373034540521512');
  });
});

describe('a token', () => {
  it('is the same while it lasts, its life renewed, or a new one each time by flag', async () => {
    const first = await token();
    world.clock.advance(1.5 * hourMs);
    expect(await token()).toBe(first);
    world.clock.advance(1.5 * hourMs);
    expect(codeOf(await send('POST', `${get}?access_token=${first}`, { dept_id: 1 }))).toBe(0);
    world.clock.advance(2.5 * hourMs);
    expect(codeOf(await send('POST', `${get}?access_token=${first}`, { dept_id: 1 }))).toBe('40014');
    const second = await token();
    expect(second).not.toBe(first);
    world.variants.tokenMode = 'rotate';
    expect(await token()).not.toBe(second);
  });

  it.each([
    { target: '/gettoken', code: 40035, reason: 'parameters missing' },
    { target: '/gettoken?appkey=K&appsecret=S', code: 40096, reason: 'unknown key' },
  ])('of the old kind: $code, $reason', async ({ target, code }) => {
    expect(await send('GET', target)).toMatchObject({ status: 200, body: { errcode: code } });
  });

  it('of the old kind works, by GET only', async () => {
    const target = `/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`;
    const { body } = await send('GET', target);
    expect(body).toMatchObject({ errcode: 0, expires_in: 7200 });
    expect(
      codeOf(await send('POST', `${get}?access_token=${String(body.access_token)}`, { dept_id: 1 })),
    ).toBe(0);
    expect(codeOf(await send('POST', target))).toBe(43001);
  });

  it('of the new kind is refused by 400 and a code', async () => {
    const answer = await send('POST', '/v1.0/oauth2/accessToken', { appKey: app.appKey, appSecret: 'wrong' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidClientIdOrSecret' } });
  });
});

describe('faults', () => {
  const call = async () => send('POST', `${get}?access_token=${await token()}`, { dept_id: 1 });

  it.each([
    { fault: { errcode: -1 }, seen: { status: 200, body: { errcode: -1 } } },
    { fault: { subCode: '60020' }, seen: { status: 200, body: { errcode: 88, sub_code: '60020' } } },
    { fault: { httpStatus: 504 }, seen: { status: 504 } },
    { fault: { html: true, httpStatus: 503 }, seen: { status: 503, text: expect.stringMatching(/^<html>/) } },
  ])('$fault happen as often as asked, to whom they are for', async ({ fault, seen }) => {
    await send('POST', '/__sim/faults', { path: get, org: org.corpId, times: 2, ...fault });
    expect(await call()).toMatchObject(seen);
    expect(await call()).toMatchObject(seen);
    expect(codeOf(await call())).toBe(0);
  });

  it('do not happen to another organisation or path', async () => {
    await send('POST', '/__sim/faults', { path: get, org: 'another', errcode: -1 });
    await send('POST', '/__sim/faults', { path: '/topapi/v2/user/get', errcode: -1 });
    expect(codeOf(await call())).toBe(0);
  });
});

describe('the control plane', () => {
  it('shows a state in which nothing is masked', async () => {
    const good = await token();
    await send('POST', `/topapi/v2/user/create?access_token=${good}`, {
      userid: 'u',
      name: 'U',
      mobile: '13800000001',
      title: 'T',
      dept_id_list: '1',
    });
    expect((await send('GET', `/__sim/state?org=${org.corpId}`)).body).toMatchObject({
      org: org.corpId,
      departments: [{ dept_id: 1, name: 'Test' }],
      users: [{ userid: 'u', name: 'U', mobile: '13800000001', title: 'T', dept_id_list: [1] }],
    });
    expect((await send('GET', '/__sim/state')).body).toMatchObject({ organisations: [{ org: org.corpId }] });
    expect((await send('GET', '/__sim/state?org=unknown')).status).toBe(404);
  });

  it('logs each call once, bodies when asked, and never a secret or token', async () => {
    const good = await token();
    await send('POST', `${get}?access_token=${good}`, { dept_id: 1 });
    await send('POST', get, `dept_id=1&access_token=${good}`, 'application/x-www-form-urlencoded');
    await send('GET', `/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`);
    const plain = await send('GET', '/__sim/log');
    const entries = JSON.parse(plain.text) as readonly object[];
    expect(entries.map((entry) => Object.keys(entry).sort())).toEqual(
      Array.from({ length: 4 }, () => ['appKey', 'at', 'errcode', 'method', 'ms', 'org', 'path', 'seq']),
    );
    const full = await send('GET', `/__sim/log?bodies=1&org=${org.corpId}`);
    expect(full.text).toContain('"dept_id":1');
    expect(plain.text + full.text).not.toMatch(new RegExp(`${good}|${app.appSecret}`));
  });

  it('forgets everything by reset, flags and clock too', async () => {
    world.variants.always24h = true;
    world.clock.advance(hourMs);
    await send('POST', '/__sim/reset', {});
    expect(world.variants.always24h).toBe(false);
    expect(Math.abs(world.now() - Date.now())).toBeLessThan(1_000);
    expect((await send('GET', '/__sim/state')).body).toEqual({ organisations: [] });
  });

  it('refuses what it does not understand', async () => {
    expect((await send('POST', '/__sim/faults', { times: 'many' })).status).toBe(400);
  });
});
