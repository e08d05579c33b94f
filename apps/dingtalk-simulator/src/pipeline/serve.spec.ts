import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  at,
  legacy,
  outside,
  search,
  SimulatedGateway,
  topapi,
} from '../../../../test/builders/simulated-gateway.js';
import type { Incoming } from './call.js';

let gateway: SimulatedGateway;
beforeEach(() => {
  gateway = new SimulatedGateway();
});
const ask: SimulatedGateway['ask'] = (changes) => gateway.ask(changes);

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
      gateway.world.addresses.limit = { calls: 0, windowMs: 1_000, banMs: 60_000 };
      gateway.world.addresses.admit('10.1.2.3', at);
      return {};
    },
  },
  { code: '22', reason: 'an unknown path', spoil: () => ({ path: '/topapi/v2/department/notexist' }) },
  {
    code: '43002',
    reason: 'a wrong verb, by flag',
    spoil: () => {
      gateway.world.variants.verbErrors = true;
      return { method: 'GET' };
    },
  },
  { code: '40000', reason: 'no token', spoil: () => ({ query: {} }) },
  {
    code: '60020',
    reason: 'an address that is not allowed',
    spoil: () => {
      gateway.app.allowedAddresses = new Set(['10.9.9.9']);
      return {};
    },
  },
  {
    code: '60011',
    reason: 'a permission point missing',
    spoil: () => {
      gateway.app.scopes.clear();
      return {};
    },
  },
  {
    code: '90018',
    reason: 'too many calls of the app',
    spoil: () => {
      gateway.app.qps = 0;
      return {};
    },
  },
  {
    code: '90002',
    reason: 'too many calls of all apps',
    spoil: () => {
      gateway.world.globalLimits.set(topapi, 0);
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
      gateway.app.contactScope = { departments: new Set([99]), users: new Set() };
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
      if (code !== '43002' && code !== 'text' && code !== '22') gateway.world.variants.verbErrors = false;
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
    if (step === 'address') gateway.app.allowedAddresses = new Set();
    if (step === 'permission') gateway.app.scopes.clear();
    if (step === 'rate') gateway.app.qps = 0;
    if (step === 'minute') gateway.app.qpm = 0;
    if (step === 'global') gateway.world.globalLimits.set(search, 0);
    const { body, status } = await ask({ path: search, method: 'GET' });
    expect({ status, code: body.code }).toEqual({ status: 403, code });
    expect(body.requestid).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    if (step === 'permission')
      expect(body.accessdenieddetail).toEqual({ requiredScopes: ['Contact.Org.Read'] });
  });

  it('50003 when the app was stopped', async () => {
    gateway.app.stopped = true;
    expect((await ask()).code).toBe('50003');
  });
});

describe('what the gateway says', () => {
  it.each([
    { flag: { wrapperWithoutSubCode: true }, has: { errcode: 88 }, hasNot: 'sub_code' },
    { flag: { bareGatewayCodes: true }, has: { errcode: 60020 }, hasNot: 'sub_code' },
    { flag: { errcodeAsString: true }, has: { errcode: '88', sub_code: '60020' }, hasNot: 'result' },
  ])('is told as $flag says', async ({ flag, has, hasNot }) => {
    Object.assign(gateway.world.variants, flag);
    gateway.app.allowedAddresses = new Set();
    const { body } = await ask();
    expect(body).toMatchObject(has);
    expect(body).not.toHaveProperty(hasNot);
    expect(body.errmsg).toContain('访问ip不在白名单之中,request ip=10.1.2.3 appKey(');
  });

  it('uses the codes of the tutorial for departments, by flag', async () => {
    gateway.world.variants.tutorialCodes = true;
    await ask();
    expect((await ask()).code).toBe('400005');
    expect((await ask({ path: '/topapi/v2/department/get', text: '{"dept_id":7}' })).code).toBe('400003');
  });
});
