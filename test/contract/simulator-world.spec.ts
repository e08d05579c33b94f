import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

type Body = Readonly<Record<string, unknown>>;

let simulator: Simulator;
let app: SimulatedApp;
let token: string;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.close();
});
beforeEach(async () => {
  await simulator.post('/__sim/reset', { seed: 4 });
  await signIn(await simulator.newApp());
});

async function signIn(as: SimulatedApp): Promise<void> {
  app = as;
  const { appKey, appSecret } = app;
  const granted = await simulator.post('/v1.0/oauth2/accessToken', { appKey, appSecret });
  ({ accessToken: token } = granted as { readonly accessToken: string });
}
const old = async (path: string, body: object) =>
  (await simulator.post(`${path}?access_token=${token}`, body)) as Body;
async function newer(method: 'GET' | 'POST', path: string, body?: object) {
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: { 'x-acs-dingtalk-access-token': token, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Body };
}
const create = (more: object) => old('/topapi/v2/user/create', { dept_id_list: '1', name: 'N', ...more });
const known = (more: object) =>
  simulator.post('/__sim/world/mobiles', { mobile: '+86-13800000001', ...more });
const inOrg = (path: string, more: object = {}) => simulator.post(path, { org: app.org, ...more });

describe('whoever must be asked first', () => {
  const eve = { userid: 'eve', mobile: '13800000001', title: 'Spy' };
  const accept = '/__sim/invitations/+86-13800000001/accept';

  it.each([
    { more: { verifyBeforeJoin: true }, errcode: 40103, reason: 'he wants to be asked' },
    { more: { certifiedOrgs: 1 }, errcode: 40103, reason: 'a certified organisation has him' },
    {
      more: { uncertifiedOrgs: 5 },
      errcode: 0,
      reason: 'five organisations without certification, but this has one',
    },
    { more: { hasAccount: true }, errcode: 0, reason: 'he has an account' },
  ])('$errcode: $reason', async ({ more, errcode }) => {
    await known(more);
    expect((await create(eve)).errcode).toBe(errcode);
  });

  it('40019 in a sixth organisation without certification', async () => {
    await simulator.post('/__sim/org/settings', { org: app.org, authLevel: 0 });
    await known({ uncertifiedOrgs: 5 });
    expect((await create(eve)).errcode).toBe(40019);
    await known({ uncertifiedOrgs: 4 });
    expect((await create(eve)).errcode).toBe(0);
  });

  it('joins as he was asked for once he accepts, is active, and is asked again on the day of his removal', async () => {
    await known({ verifyBeforeJoin: true });
    await create(eve);
    expect(await inOrg(accept)).toEqual({ userid: 'eve' });
    expect((await old('/topapi/v2/user/get', { userid: 'eve' })).result).toMatchObject({
      title: 'Spy',
      active: true,
    });
    await known({ verifyBeforeJoin: false });
    await old('/topapi/v2/user/delete', { userid: 'eve' });
    expect((await create(eve)).errcode).toBe(40103);
    await simulator.post('/__sim/clock/advance', { ms: 86_400_000 });
    await signIn(app);
    expect((await create(eve)).errcode).toBe(0);
  });

  it('may decline, and stays absent', async () => {
    await known({ verifyBeforeJoin: true });
    await create(eve);
    await inOrg('/__sim/invitations/+86-13800000001/decline');
    expect(await inOrg(accept)).toEqual({ error: 'no such invitation', field: 'invitation' });
    expect((await old('/topapi/v2/user/getbymobile', { mobile: eve.mobile })).errcode).toBe(60121);
  });
});

describe('a hand', () => {
  it('edits by the rules of the API, without its permissions, and names what it does not know', async () => {
    await simulator.post('/__sim/apps', { appKey: app.appKey, scopes: ['qyapi_get_member'] });
    const edit = (act: string, given: object) => inOrg('/__sim/admin-edit', { act, with: given });
    await edit('user/create', { userid: 'ada', name: 'Ada', mobile: '13800000002', dept_id_list: '1' });
    await edit('user/update', { userid: 'ada', name: 'Ada L.' });
    expect((await old('/topapi/v2/user/get', { userid: 'ada' })).result).toMatchObject({ name: 'Ada L.' });
    expect(await edit('user/delete', { userid: 'ada', naem: 1 })).toMatchObject({ field: 'with.naem' });
    expect(await edit('user/delete', { userid: 'nobody' })).toMatchObject({ field: '60121' });
    await edit('user/delete', { userid: 'ada' });
    expect((await old('/topapi/v2/user/get', { userid: 'ada' })).errcode).toBe(60121);
  });

  it('of the person himself changes his number: he is the same person', async () => {
    await create({ userid: 'ada', mobile: '13800000002' });
    await inOrg('/__sim/users/ada/activate');
    await inOrg('/__sim/users/ada/mobile', { mobile: '13800000003' });
    expect((await old('/topapi/v2/user/get', { userid: 'ada' })).result).toMatchObject({
      mobile: '13800000003',
      active: true,
    });
    expect((await create({ mobile: '13800000002' })).errcode).toBe(0);
    expect((await create({ mobile: '13800000003' })).errcode).toBe(60104);
  });

  it('restricts a person: lists leave him out until they ask', async () => {
    await create({ userid: 'ada', mobile: '13800000002' });
    await inOrg('/__sim/users/ada/restricted', { restricted: true });
    const page = { dept_id: 1, cursor: 0, size: 10 };
    expect((await old('/topapi/v2/user/list', page)).result).toMatchObject({ list: [] });
    const asked = await old('/topapi/v2/user/list', { ...page, contain_access_limit: true });
    expect(asked.result).toMatchObject({ list: [{ userid: 'ada' }] });
    expect((await old('/topapi/user/listid', { dept_id: 1 })).result).toEqual({ userid_list: ['ada'] });
  });
});

describe('an enterprise account', () => {
  const account = { exclusive_account: true, exclusive_account_type: 'dingtalk', login_id: 'rob' };
  const robot = { userid: 'rob', ...account, init_password: 'pass1234' };
  const at = '/v1.0/contact/orgAccounts';

  it('is disabled and enabled; a person is not', async () => {
    expect(await create(robot)).toMatchObject({ errcode: 0 });
    await create({ userid: 'ada', mobile: '13800000002' });
    expect((await newer('POST', `${at}/disable`, { userId: 'rob', reason: 'r' })).body).toEqual({
      result: true,
    });
    expect((await newer('GET', `${at}/status?userId=rob`)).body).toEqual({ disable: true });
    const got = await old('/topapi/v2/user/get', { userid: 'x', login_id: 'rob' });
    expect(got.result).toMatchObject({ userid: 'rob', exclusive_account: true, disable_status: true });
    await newer('POST', `${at}/enable`, { userId: 'rob' });
    expect((await newer('GET', `${at}/status?userId=rob`)).body).toEqual({ disable: false });
    for (const [body, code] of [
      [{ userId: 'ada' }, 'exclusive.account.only'],
      [{ userId: 'nobody' }, 'user.not.exist'],
      [{}, 'invalid.param'],
    ] as const)
      expect(await newer('POST', `${at}/disable`, body)).toMatchObject({ status: 400, body: { code } });
  });

  it('keeps its password from the log', async () => {
    await create(robot);
    expect(JSON.stringify(await simulator.log(app.org))).not.toContain('pass1234');
  });
});

describe('roles', () => {
  it('are made, given, listed, taken and deleted, under the names that each call has for them', async () => {
    await create({ userid: 'ada', mobile: '13800000002' });
    const { groupId } = await old('/role/add_role_group', { name: 'Ranks' });
    const { roleId } = await old('/role/add_role', { roleName: 'Admiral', groupId });
    const one = { roleIds: String(roleId), userIds: 'ada' };
    expect(await old('/role/add_role', { roleName: 'Admiral', groupId })).toMatchObject({ errcode: 34021 });
    expect(await old('/topapi/role/addrolesforemps', one)).toMatchObject({ errcode: 0 });
    expect((await old('/topapi/role/simplelist', { role_id: roleId })).result).toMatchObject({
      hasMore: false,
      list: [{ userid: 'ada', manageScopes: [] }],
    });
    expect((await old('/topapi/v2/user/get', { userid: 'ada' })).result).toMatchObject({
      role_list: [{ id: roleId, name: 'Admiral', group_name: 'Ranks' }],
    });
    expect(await old('/topapi/role/deleterole', { role_id: roleId })).toMatchObject({ errcode: -1 });
    await old('/topapi/role/removerolesforemps', one);
    await old('/role/update_role', { roleId, roleName: 'Captain' });
    expect(await old('/topapi/role/getrole', { roleId })).toMatchObject({
      role: { name: 'Captain', groupId },
    });
    expect(await old('/topapi/role/deleterole', { role_id: roleId })).toMatchObject({ errcode: 0 });
    expect(await old('/topapi/role/getrole', { roleId })).toMatchObject({ errcode: 33011 });
  });

  it('of the system are not to be edited', async () => {
    const { result } = await old('/topapi/role/list', {});
    const [group] = (result as { list: { groupId: number; roles: { id: number }[] }[] }).list;
    expect(await old('/topapi/role/deleterole', { role_id: group!.roles[0]!.id })).toMatchObject({
      errcode: 23004,
    });
    expect(await old('/role/add_role', { roleName: 'x', groupId: group!.groupId })).toMatchObject({
      errcode: 23004,
    });
  });
});

describe('leave records', () => {
  it('say who left and how, page by page', async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    for (const n of [1, 2, 3]) await create({ userid: `u${String(n)}`, mobile: `1380000001${String(n)}` });
    await old('/topapi/v2/user/delete', { userid: 'u1' });
    await inOrg('/__sim/admin-edit', { act: 'user/delete', with: { userid: 'u2' } });
    await inOrg('/__sim/users/u3/leave');
    const path = `/v1.0/contact/empLeaveRecords?startTime=${from}&maxResults=2`;
    const first = await newer('GET', `${path}&nextToken=0`);
    expect(first.body).toMatchObject({
      nextToken: '2',
      records: [
        { userId: 'u1', leaveReason: 'oapi', leaveTime: expect.stringMatching(/T\d\d:\d\d:\d\dZ$/) },
        { userId: 'u2', leaveReason: 'delete' },
      ],
    });
    const last = await newer('GET', `${path}&nextToken=2`);
    expect(last.body).toMatchObject({ records: [{ userId: 'u3', leaveReason: 'leave' }] });
    expect(last.body).not.toHaveProperty('nextToken');
    const bad = await newer('GET', '/v1.0/contact/empLeaveRecords?startTime=x&maxResults=2');
    expect(bad).toMatchObject({ status: 400, body: { code: 'invalidParameter.param.invalid' } });
  });
});

describe('faults', () => {
  const path = '/topapi/v2/department/create';
  const navy = { name: 'Navy', parent_id: 1 };
  const exists = async () => (await old(path, navy)).errcode === 60021;

  it.each([
    { fault: { errcode: 15 }, done: false },
    { fault: { errcode: 15, after: true }, done: true },
    { fault: { html: true, httpStatus: 503, after: true }, done: true },
    { fault: { body: 'truncated', after: true }, done: true },
    { fault: { cut: 'before' }, done: false },
    { fault: { cut: 'after' }, done: true },
    { fault: { body: 'garbage' }, done: false },
  ])('$fault: the work is done: $done', async ({ fault, done }) => {
    await simulator.post('/__sim/faults', { path, org: app.org, ...fault });
    await old(path, navy).catch(() => undefined);
    expect(await exists()).toBe(done);
  });

  it('take a permission in the middle of a run, for good', async () => {
    await simulator.post('/__sim/faults', {
      path: '*',
      org: app.org,
      skip: 2,
      revoke: 'qyapi_manage_addresslist',
    });
    const codes: unknown[] = [];
    for (let n = 0; n < 4; n += 1)
      codes.push((await old(path, { name: `D${String(n)}`, parent_id: 1 })).sub_code ?? 0);
    expect(codes).toEqual([0, 0, '60011', '60011']);
  });
});

describe('a virtual clock', () => {
  it('stands still until it is told to move', async () => {
    await simulator.post('/__sim/clock', { mode: 'virtual', at: '2026-01-01T00:00:00Z' });
    expect(await simulator.post('/__sim/clock/advance', { ms: 1_500 })).toEqual({
      now: '2026-01-01T00:00:01.500Z',
      mode: 'virtual',
    });
  });
});

describe('a large company', () => {
  it('is the same for the same seed', async () => {
    const load = async () => {
      await simulator.post('/__sim/reset', { seed: 9 });
      const { org } = await simulator.newApp();
      await simulator.post('/__sim/large-company', { org, people: 500, departments: 40 });
      return (await fetch(`${simulator.url}/__sim/state?org=${org}`)).text();
    };
    const first = await load();
    expect(await load()).toBe(first);
    expect((JSON.parse(first) as { users: unknown[] }).users).toHaveLength(500);
  });
});
