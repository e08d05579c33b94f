import { beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '../app.js';
import { newDepartment } from '../department.js';
import type { Organisation } from '../organisation.js';
import { World } from '../world.js';
import type { Incoming } from './call.js';
import { serve } from './serve.js';

const at = Date.parse('2026-09-03T00:01:02.500+08:00');
const legacy = '/auth/scopes';
const topapi = '/topapi/v2/department/create';
const search = '/v1.0/contact/organizations/authInfos';
const outside = 500;

let world: World;
let org: Organisation;
let app: App;

beforeEach(() => {
  world = new World(3);
  world.clock.stop(at);
  org = world.addOrganisation('Test');
  org.createDepartment(newDepartment(outside, 'Outside', 1));
  app = world.addApp(org);
  world.tokens.set('good', { app, org, expiresAt: at + 1 });
  world.tokens.set('old', { app, org, expiresAt: at });
});

const call = (changes: Partial<Incoming> = {}): Incoming => ({
  method: 'POST',
  path: topapi,
  query: { access_token: 'good' },
  tokenHeader: 'good',
  text: '{"name":"Navy","parent_id":1}',
  address: '10.1.2.3',
  ...changes,
});

async function ask(changes: Partial<Incoming> = {}) {
  const outgoing = await serve(world, call(changes));
  if (outgoing.kind === 'text')
    return { status: outgoing.status, body: {}, text: outgoing.text, code: 'text' };
  if (outgoing.kind !== 'json') throw new Error(outgoing.kind);
  const body = outgoing.body as Readonly<Record<string, unknown>>;
  return {
    status: outgoing.status,
    body,
    text: '',
    code: String(body.sub_code ?? body.errcode ?? body.code),
  };
}

/** What is wrong with a call, in the order in which the steps meet it. */
const wrongs: readonly {
  readonly code: string;
  readonly reason: string;
  readonly spoil: () => Partial<Incoming>;
}[] = [
  {
    code: 'text',
    reason: 'a banned address',
    spoil: () => {
      world.addresses.limit = { calls: 0, windowMs: 1_000, banMs: 60_000 };
      world.addresses.admit('10.1.2.3', at);
      return {};
    },
  },
  { code: '22', reason: 'an unknown path', spoil: () => ({ path: '/topapi/v2/department/notexist' }) },
  {
    code: '43002',
    reason: 'a wrong verb, by flag',
    spoil: () => {
      world.variants.verbErrors = true;
      return { method: 'GET' };
    },
  },
  { code: '40000', reason: 'no token', spoil: () => ({ query: {} }) },
  {
    code: '60020',
    reason: 'an address that is not allowed',
    spoil: () => {
      app.allowedAddresses = new Set(['10.9.9.9']);
      return {};
    },
  },
  {
    code: '60011',
    reason: 'a permission point missing',
    spoil: () => {
      app.scopes.clear();
      return {};
    },
  },
  {
    code: '90018',
    reason: 'too many calls of the app',
    spoil: () => {
      app.qps = 0;
      return {};
    },
  },
  {
    code: '90002',
    reason: 'too many calls of all apps',
    spoil: () => {
      world.globalLimits.set(topapi, 0);
      return {};
    },
  },
  { code: '47001', reason: 'neither JSON nor a form', spoil: () => ({ text: 'x' }) },
  {
    code: '400002',
    reason: 'a parameter missing',
    spoil: () => ({ text: `{"parent_id":${String(outside)}}` }),
  },
  {
    code: '50004',
    reason: 'a parent outside the contact scope',
    spoil: () => {
      app.contactScope = { departments: new Set([99]), users: new Set() };
      return { text: `{"name":"Navy","parent_id":${String(outside)},"order":0}` };
    },
  },
  { code: '40011', reason: 'a rule', spoil: () => ({ text: '{"name":"Navy","parent_id":1,"order":0}' }) },
];

describe('a call that is wrong in several ways', () => {
  it.each(wrongs.map(({ code, reason }, index) => ({ code, reason, index })))(
    'is answered $code for $reason, whatever is wrong after it',
    async ({ code, index }) => {
      // Backwards: where two spoil the same part of the call, the earlier one stands.
      const spoilt = Object.assign(
        {},
        ...wrongs
          .slice(index)
          .reverse()
          .map(({ spoil }) => spoil()),
      ) as object;
      if (code !== '43002' && code !== 'text' && code !== '22') world.variants.verbErrors = false;
      expect((await ask(spoilt)).code).toBe(code);
    },
  );

  it('does its work when nothing is wrong', async () => {
    expect((await ask()).body).toMatchObject({
      errcode: 0,
      errmsg: 'ok',
      result: { dept_id: expect.any(Number) },
    });
  });
});

describe('each generation refuses in its own words', () => {
  it.each([
    { path: topapi, method: 'POST', token: '', code: '40000', status: 200, reason: 'no token, wrapped' },
    { path: legacy, method: 'GET', token: '', code: '41001', status: 200, reason: 'no token, bare' },
    {
      path: search,
      method: 'GET',
      token: '',
      code: 'AuthenticationFailed.MissingParameter',
      status: 400,
      reason: 'no header',
    },
    {
      path: topapi,
      method: 'POST',
      token: 'old',
      code: '40014',
      status: 200,
      reason: 'an old token, wrapped',
    },
    { path: legacy, method: 'GET', token: 'old', code: '40014', status: 200, reason: 'an old token, bare' },
    {
      path: search,
      method: 'GET',
      token: 'old',
      code: 'InvalidAuthentication',
      status: 400,
      reason: 'an old token',
    },
  ])('$path: $code for $reason', async ({ path, method, token, code, status }) => {
    const answer = await ask({ path, method, query: { access_token: token }, tokenHeader: token });
    expect(answer).toMatchObject({ code, status });
    expect('sub_code' in answer.body).toBe(path === topapi);
  });

  it.each([
    { step: 'address', code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
    { step: 'permission', code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' },
    { step: 'rate', code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
    { step: 'minute', code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
    { step: 'global', code: 'Forbidden.AccessDenied.QpsLimitForApi' },
  ])('the new one 403 $code', async ({ step, code }) => {
    if (step === 'address') app.allowedAddresses = new Set();
    if (step === 'permission') app.scopes.clear();
    if (step === 'rate') app.qps = 0;
    if (step === 'minute') app.qpm = 0;
    if (step === 'global') world.globalLimits.set(search, 0);
    const { body, status } = await ask({ path: search, method: 'GET' });
    expect({ status, code: body.code }).toEqual({ status: 403, code });
    expect(body.requestid).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    if (step === 'permission')
      expect(body.accessdenieddetail).toEqual({ requiredScopes: ['Contact.Org.Read'] });
  });

  it('50003 when the app was stopped', async () => {
    app.stopped = true;
    expect((await ask()).code).toBe('50003');
  });
});

describe('the calls of a second', () => {
  const burst = async (calls: number) => {
    const codes: string[] = [];
    for (let n = 0; n < calls; n += 1) codes.push((await ask({ path: '/topapi/user/listadmin' })).code);
    return codes.filter((code) => code === '0').length;
  };

  it('are counted per app and API, in windows that stand side by side', async () => {
    // Half a second is left of this window.
    expect(await burst(25)).toBe(20);
    world.tokens.set('good', { app, org, expiresAt: at + 60_000 });
    world.clock.advance(500);
    expect(await burst(25)).toBe(20);
    expect((await ask({ path: '/topapi/user/count', text: '{"only_active":false}' })).code).toBe('0');
  });

  it('are counted in a window that slides along, by setting of the app', async () => {
    world.tokens.set('good', { app, org, expiresAt: at + 60_000 });
    app.window = 'sliding';
    expect(await burst(25)).toBe(20);
    world.clock.advance(500);
    expect(await burst(25)).toBe(0);
    world.clock.advance(500);
    expect(await burst(25)).toBe(20);
  });

  it.each([
    { throttleText: 'newer' as const, end: '限制将在 2026-09-03 00:01:03 结束' },
    { throttleText: 'older' as const, end: '处罚将在 2026-09-03 00:01:03 结束' },
  ])(
    'that were too many are refused with the end of the rest, in Beijing time ($throttleText)',
    async ({ throttleText, end }) => {
      world.variants.throttleText = throttleText;
      app.qps = 0;
      const { sub_msg: text } = (await ask()).body;
      expect(text).toContain(end);
      expect(text).toContain('apiPath(dingtalk.oapi.v2.department.create)');
    },
  );
});

describe('an address', () => {
  it('that calls more than 10 000 times in 20 s is banned for five minutes, whatever it calls', async () => {
    world.tokens.set('good', { app, org, expiresAt: at + 3_600_000 });
    for (let n = 0; n < 10_000; n += 1) world.addresses.admit('10.1.2.3', at);
    const banned = await ask({ path: '/gettoken' });
    expect(banned.status).toBe(200);
    expect(JSON.parse(banned.text)).toMatchObject({ status: 1111, wait: 5, source: 'x5', punish: 'deny' });
    expect((await ask({ address: '10.1.2.4' })).code).toBe('0');
    world.clock.advance(299_999);
    expect((await ask()).code).toBe('text');
    world.clock.advance(1);
    expect((await ask({ text: '{"name":"Later","parent_id":1}' })).code).toBe('0');
  });
});

describe('the month of an organisation', () => {
  it.each([
    { path: legacy, method: 'GET', code: '90020', reason: 'counted, and refused bare' },
    { path: topapi, method: 'POST', code: '0', reason: 'exempt' },
  ])('$path is $reason', async ({ path, method, code }) => {
    org.monthlyQuota = 1;
    expect((await ask({ path: legacy, method: 'GET' })).code).toBe('0');
    expect((await ask({ path, method })).code).toBe(code);
  });

  it('begins anew in Beijing', async () => {
    org.monthlyQuota = 0;
    expect((await ask({ path: legacy, method: 'GET' })).code).toBe('90020');
    org.monthlyQuota = 1;
    await ask({ path: legacy, method: 'GET' });
    world.tokens.set('good', { app, org, expiresAt: Number.MAX_SAFE_INTEGER });
    world.clock.advance(Date.parse('2026-10-01T00:00:00+08:00') - at);
    expect((await ask({ path: legacy, method: 'GET' })).code).toBe('0');
  });
});

describe('what the gateway says', () => {
  it.each([
    { flag: { wrapperWithoutSubCode: true }, has: { errcode: 88 }, hasNot: 'sub_code' },
    { flag: { bareGatewayCodes: true }, has: { errcode: 60020 }, hasNot: 'sub_code' },
    { flag: { errcodeAsString: true }, has: { errcode: '88', sub_code: '60020' }, hasNot: 'result' },
  ])('is told as $flag says', async ({ flag, has, hasNot }) => {
    Object.assign(world.variants, flag);
    app.allowedAddresses = new Set();
    const { body } = await ask();
    expect(body).toMatchObject(has);
    expect(body).not.toHaveProperty(hasNot);
    expect(body.errmsg).toContain('访问ip不在白名单之中,request ip=10.1.2.3 appKey(');
  });

  it('uses the codes of the tutorial for departments, by flag', async () => {
    world.variants.tutorialCodes = true;
    await ask();
    expect((await ask()).code).toBe('400005');
    expect((await ask({ path: '/topapi/v2/department/get', text: '{"dept_id":7}' })).code).toBe('400003');
  });
});
