import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDepartment, getUser } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { FreePace, openClient, startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';
import { startRawServer } from '../support/raw-server.js';

const api = '/topapi/v2/department/create';
let simulator: Simulator;
let app: SimulatedApp;
let client: DingTalkClient;
let pace: FreePace;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  app = await simulator.newApp();
  pace = new FreePace();
  client = openClient(simulator.url, app, { pace });
});

const create = () => createDepartment(client, { name: 'Navy', parentId: 1, sourceIdentifier: 's:1' });

describe("a refusal by DingTalk's gateway", () => {
  it('for a missing permission is the capability refused, which names it', async () => {
    await simulator.post('/__sim/apps', { appKey: app.appKey, scopes: ['qyapi_base'] });
    await expect(create()).rejects.toMatchObject({
      name: 'CapabilityRefused',
      code: '60011',
      scope: 'qyapi_manage_addresslist',
    });
  });

  it('for too many calls is Throttled as long as its text says, and the lane is told', async () => {
    const throttledApp = await simulator.newApp(1);
    const throttled = openClient(simulator.url, throttledApp, { pace });
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => getUser(throttled, 'nobody')));
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    const late = refused.filter(({ name }) => name === 'Throttled');
    // One call a second: of six, at the most two seconds' worth get through.
    expect(late.length).toBeGreaterThanOrEqual(4);
    for (const error of late) expect(error).toMatchObject({ code: '90018', waitMs: expect.any(Number) });
    expect(pace.penalties).toHaveLength(late.length);
  });

  it.each([
    {
      fault: { subCode: '60020' },
      error: { name: 'AppRefused', reason: 'ipNotAllowed' },
      reason: 'address not allowed',
    },
    {
      fault: { subCode: '90002' },
      error: { name: 'Throttled', code: '90002' },
      reason: 'everybody calls at the full hour',
    },
    {
      fault: { errcode: -1 },
      error: { name: 'AnswerLost', code: '-1' },
      reason: 'busy, perhaps a disguised cap',
    },
    { fault: { errcode: 15 }, error: { name: 'AnswerLost', code: '15' }, reason: 'back end timed out' },
    {
      fault: { errcode: 88 },
      error: { name: 'AnswerLost', code: '88' },
      reason: '88 alone: the gateway could not check',
    },
    {
      fault: { html: true, httpStatus: 200 },
      error: { name: 'Throttled', waitMs: 300_000 },
      reason: 'the ban',
    },
    { fault: { html: true, httpStatus: 400 }, error: { name: 'Unreachable' }, reason: 'front proxy' },
    { fault: { httpStatus: 504 }, error: { name: 'AnswerLost' }, reason: 'gateway timeout' },
    { fault: { cut: 'before' as const }, error: { name: 'AnswerLost' }, reason: 'cut before the work' },
    { fault: { cut: 'after' as const }, error: { name: 'AnswerLost' }, reason: 'cut after the work' },
    { fault: { errcode: 40103 }, error: { name: 'PendingInvite' }, reason: 'must consent first' },
    { fault: { errcode: 60021 }, error: { name: 'Rejected', on: 'departmentName' }, reason: 'sibling' },
  ])('$reason', async ({ fault, error }) => {
    await simulator.fault({ path: api, org: app.org, ...fault });
    await expect(create()).rejects.toMatchObject(error);
  });

  it('is the same whether the work was done or not: only a look can tell', async () => {
    await simulator.fault({ path: api, org: app.org, cut: 'before' });
    await expect(create()).rejects.toMatchObject({ name: 'AnswerLost' });
    const made = () =>
      [...simulator.world.organisations.get(app.org)!.departments.values()].filter(
        ({ name }) => name === 'Navy',
      );
    expect(made()).toHaveLength(0);
    await simulator.fault({ path: api, org: app.org, cut: 'after' });
    await expect(create()).rejects.toMatchObject({ name: 'AnswerLost' });
    expect(made()).toHaveLength(1);
  });
});

describe('the shapes of a wrapped refusal', () => {
  it.each([
    {
      reason: 'sub_code as text',
      body: { errcode: 88, sub_code: '60020', errmsg: 'ding talk error[subcode=60020,submsg=x]' },
      error: { name: 'AppRefused', code: '60020' },
    },
    {
      reason: 'sub_code as number',
      body: { errcode: 88, sub_code: 60020 },
      error: { name: 'AppRefused', code: '60020' },
    },
    {
      reason: 'no sub_code, but subcode in errmsg',
      body: { errcode: 88, errmsg: 'ding talk error[subcode=60020,submsg=x]' },
      error: { name: 'AppRefused', code: '60020' },
    },
    { reason: 'errcode as text', body: { errcode: '88', sub_code: '60020' }, error: { name: 'AppRefused' } },
    { reason: 'neither', body: { errcode: 88, errmsg: 'x' }, error: { name: 'AnswerLost', code: '88' } },
    {
      reason: 'a back end timeout has a sub_code that is no number',
      body: { errcode: 15, sub_code: 'isp.top-remote-connection-timeout', errmsg: 'x' },
      error: { name: 'AnswerLost', code: '15' },
    },
    {
      reason: 'blank token, after one refresh',
      body: { errcode: 88, sub_code: '40000', sub_msg: 'access_token is blank' },
      error: { name: 'AppRefused', reason: 'badCredentials' },
    },
    { reason: 'bare 40014, after one refresh', body: { errcode: 40014 }, error: { name: 'AppRefused' } },
  ])('$reason', async ({ body, error }) => {
    const server = await startRawServer();
    server.answer = (response) => response.end(JSON.stringify(body));
    await expect(getUser(openClient(server.url, app), 'u-1')).rejects.toMatchObject(error);
    await server.close();
  });
});
