import { describe, expect, it } from '@jest/globals';
import { visitSimulator } from '../support/simulator-visit.js';
import type { SimulatorVisit } from '../support/simulator-visit.js';

let visit: SimulatorVisit;
visitSimulator((begun) => {
  visit = begun;
});

const create = (more: object) =>
  visit.old('/topapi/v2/user/create', { dept_id_list: '1', name: 'N', ...more });
const known = (more: object) =>
  visit.simulator.post('/__sim/world/mobiles', { mobile: '+86-13800000001', ...more });

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
    await visit.inOrg('/__sim/org/settings', { authLevel: 0 });
    await known({ uncertifiedOrgs: 5 });
    expect((await create(eve)).errcode).toBe(40019);
    await known({ uncertifiedOrgs: 4 });
    expect((await create(eve)).errcode).toBe(0);
  });

  it('joins as he was asked for once he accepts, is active, and is asked again on the day of his removal', async () => {
    await known({ verifyBeforeJoin: true });
    await create(eve);
    expect(await visit.inOrg(accept)).toEqual({ userid: 'eve' });
    expect((await visit.old('/topapi/v2/user/get', { userid: 'eve' })).result).toMatchObject({
      title: 'Spy',
      active: true,
    });
    await known({ verifyBeforeJoin: false });
    await visit.old('/topapi/v2/user/delete', { userid: 'eve' });
    expect((await create(eve)).errcode).toBe(40103);
    await visit.simulator.post('/__sim/clock/advance', { ms: 86_400_000 });
    await visit.signIn();
    expect((await create(eve)).errcode).toBe(0);
  });

  it('may decline, and stays absent', async () => {
    await known({ verifyBeforeJoin: true });
    await create(eve);
    await visit.inOrg('/__sim/invitations/+86-13800000001/decline');
    expect(await visit.inOrg(accept)).toEqual({ error: 'no such invitation', field: 'invitation' });
    expect((await visit.old('/topapi/v2/user/getbymobile', { mobile: eve.mobile })).errcode).toBe(60121);
  });
});

describe('a hand', () => {
  it('edits by the rules of the API, without its permissions, and names what it does not know', async () => {
    await visit.setApp({ scopes: ['qyapi_get_member'] });
    const edit = (act: string, given: object) => visit.inOrg('/__sim/admin-edit', { act, with: given });
    await edit('user/create', { userid: 'ada', name: 'Ada', mobile: '13800000002', dept_id_list: '1' });
    await edit('user/update', { userid: 'ada', name: 'Ada L.' });
    expect((await visit.old('/topapi/v2/user/get', { userid: 'ada' })).result).toMatchObject({
      name: 'Ada L.',
    });
    expect(await edit('user/delete', { userid: 'ada', naem: 1 })).toMatchObject({ field: 'with.naem' });
    expect(await edit('user/delete', { userid: 'nobody' })).toMatchObject({ field: '60121' });
    await edit('user/delete', { userid: 'ada' });
    expect((await visit.old('/topapi/v2/user/get', { userid: 'ada' })).errcode).toBe(60121);
  });

  it('of the person himself changes his number: he is the same person', async () => {
    await create({ userid: 'ada', mobile: '13800000002' });
    await visit.inOrg('/__sim/users/ada/activate');
    await visit.inOrg('/__sim/users/ada/mobile', { mobile: '13800000003' });
    expect((await visit.old('/topapi/v2/user/get', { userid: 'ada' })).result).toMatchObject({
      mobile: '13800000003',
      active: true,
    });
    expect((await create({ mobile: '13800000002' })).errcode).toBe(0);
    expect((await create({ mobile: '13800000003' })).errcode).toBe(60104);
  });

  it('restricts a person: lists leave him out until they ask', async () => {
    await create({ userid: 'ada', mobile: '13800000002' });
    await visit.inOrg('/__sim/users/ada/restricted', { restricted: true });
    const page = { dept_id: 1, cursor: 0, size: 10 };
    expect((await visit.old('/topapi/v2/user/list', page)).result).toMatchObject({ list: [] });
    const asked = await visit.old('/topapi/v2/user/list', { ...page, contain_access_limit: true });
    expect(asked.result).toMatchObject({ list: [{ userid: 'ada' }] });
    expect((await visit.old('/topapi/user/listid', { dept_id: 1 })).result).toEqual({ userid_list: ['ada'] });
  });
});

describe('an enterprise account', () => {
  const account = { exclusive_account: true, exclusive_account_type: 'dingtalk', login_id: 'rob' };
  const robot = { userid: 'rob', ...account, init_password: 'pass1234' };
  const at = '/v1.0/contact/orgAccounts';

  it('is disabled and enabled; a person is not', async () => {
    expect(await create(robot)).toMatchObject({ errcode: 0 });
    await create({ userid: 'ada', mobile: '13800000002' });
    expect((await visit.newer('POST', `${at}/disable`, { userId: 'rob', reason: 'r' })).body).toEqual({
      result: true,
    });
    expect((await visit.newer('GET', `${at}/status?userId=rob`)).body).toEqual({ disable: true });
    const got = await visit.old('/topapi/v2/user/get', { userid: 'x', login_id: 'rob' });
    expect(got.result).toMatchObject({ userid: 'rob', exclusive_account: true, disable_status: true });
    await visit.newer('POST', `${at}/enable`, { userId: 'rob' });
    expect((await visit.newer('GET', `${at}/status?userId=rob`)).body).toEqual({ disable: false });
    for (const [body, code] of [
      [{ userId: 'ada' }, 'exclusive.account.only'],
      [{ userId: 'nobody' }, 'user.not.exist'],
      [{}, 'invalid.param'],
    ] as const)
      expect(await visit.newer('POST', `${at}/disable`, body)).toMatchObject({ status: 400, body: { code } });
  });

  it('keeps its password from the log', async () => {
    await create(robot);
    expect(JSON.stringify(await visit.simulator.log(visit.app.org))).not.toContain('pass1234');
  });
});

describe('leave records', () => {
  it('say who left and how, page by page', async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    for (const n of [1, 2, 3]) await create({ userid: `u${String(n)}`, mobile: `1380000001${String(n)}` });
    await visit.old('/topapi/v2/user/delete', { userid: 'u1' });
    await visit.inOrg('/__sim/admin-edit', { act: 'user/delete', with: { userid: 'u2' } });
    await visit.inOrg('/__sim/users/u3/leave');
    const path = `/v1.0/contact/empLeaveRecords?startTime=${from}&maxResults=2`;
    const first = await visit.newer('GET', `${path}&nextToken=0`);
    expect(first.body).toMatchObject({
      nextToken: '2',
      records: [
        { userId: 'u1', leaveReason: 'oapi', leaveTime: expect.stringMatching(/T\d\d:\d\d:\d\dZ$/) },
        { userId: 'u2', leaveReason: 'delete' },
      ],
    });
    const last = await visit.newer('GET', `${path}&nextToken=2`);
    expect(last.body).toMatchObject({ records: [{ userId: 'u3', leaveReason: 'leave' }] });
    expect(last.body).not.toHaveProperty('nextToken');
    const bad = await visit.newer('GET', '/v1.0/contact/empLeaveRecords?startTime=x&maxResults=2');
    expect(bad).toMatchObject({ status: 400, body: { code: 'invalidParameter.param.invalid' } });
  });
});
