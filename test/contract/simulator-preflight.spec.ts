import { describe, expect, it } from '@jest/globals';
import { visitSimulator } from '../support/simulator-visit.js';
import type { SimulatorVisit } from '../support/simulator-visit.js';

let visit: SimulatorVisit;
visitSimulator((begun) => {
  visit = begun;
});

const scopes = async () => (await visit.newer('GET', `/auth/scopes?access_token=${visit.token}`)).body;

/** A department with somebody in it. */
async function staffed(name: string, userid: string): Promise<number> {
  const { result } = await visit.old('/topapi/v2/department/create', { name, parent_id: 1 });
  const { dept_id: id } = result as { readonly dept_id: number };
  const mobile = `138${String(id % 100_000_000).padStart(8, '0')}`;
  const contact = {
    email: `${userid}@example.com`,
    work_place: 'Pier',
    remark: 'tall',
    extension: '{"a":"b"}',
  };
  await visit.old('/topapi/v2/user/create', {
    userid,
    name,
    mobile,
    dept_id_list: String(id),
    title: 'T',
    ...contact,
  });
  return id;
}

describe('the contact scope of an app', () => {
  it('is the whole organisation at first, and is told by /auth/scopes', async () => {
    expect(await scopes()).toMatchObject({
      errcode: 0,
      errmsg: 'ok',
      auth_org_scopes: { authed_user: [], authed_dept: [1] },
      auth_user_field: expect.arrayContaining(['name', 'mobile', 'email']),
      condition_field: [],
    });
  });

  it('refuses departments and people outside by 50004 and 50002; ids, parents and counts are not limited', async () => {
    const navy = await staffed('Navy', 'ada');
    const army = await staffed('Army', 'bob');
    await visit.setApp({ contactScope: { departments: [navy], users: [] } });
    expect((await scopes()).auth_org_scopes).toEqual({ authed_user: [], authed_dept: [navy] });
    const code = async (path: string, body: object) => (await visit.old(path, body)).errcode;
    expect(await code('/topapi/v2/department/get', { dept_id: navy })).toBe(0);
    expect(await code('/topapi/v2/user/get', { userid: 'ada' })).toBe(0);
    expect(await code('/topapi/v2/department/get', { dept_id: army })).toBe(50004);
    expect(await code('/topapi/v2/department/listsub', { dept_id: 1 })).toBe(50004);
    expect(await code('/topapi/v2/user/list', { dept_id: 1, cursor: 0, size: 10 })).toBe(50004);
    expect(await code('/topapi/v2/user/get', { userid: 'bob' })).toBe(50002);
    expect(await code('/topapi/v2/user/delete', { userid: 'bob' })).toBe(50002);
    expect(await code('/topapi/v2/user/get', { userid: 'nobody' })).toBe(60121);
    for (const [path, body] of [
      ['/topapi/v2/department/listsubid', { dept_id: 1 }],
      ['/topapi/v2/department/listparentbydept', { dept_id: army }],
      ['/topapi/v2/department/listparentbyuser', { userid: 'bob' }],
      ['/topapi/user/listid', { dept_id: army }],
      ['/topapi/user/count', { only_active: false }],
      ['/topapi/user/listadmin', {}],
    ] as const)
      expect([path, await code(path, body)]).toEqual([path, 0]);
  });

  it('has what lies below its departments, and people who were named', async () => {
    const navy = await staffed('Navy', 'ada');
    const { result } = await visit.old('/topapi/v2/department/create', { name: 'Yard', parent_id: navy });
    const { dept_id: yard } = result as { readonly dept_id: number };
    await staffed('Army', 'bob');
    await visit.setApp({ contactScope: { departments: [navy], users: ['bob'] } });
    expect(await visit.old('/topapi/v2/department/get', { dept_id: yard })).toMatchObject({ errcode: 0 });
    expect(await visit.old('/topapi/v2/user/get', { userid: 'bob' })).toMatchObject({ errcode: 0 });
    await visit.setApp({ contactScope: 'all' });
    expect(await visit.old('/topapi/v2/department/listsub', { dept_id: 1 })).toMatchObject({ errcode: 0 });
  });
});

describe('field permissions', () => {
  it.each([
    { fields: [], hidden: ['mobile', 'state_code', 'email', 'work_place', 'remark', 'extension'] },
    { fields: ['fieldMobile'], hidden: ['email', 'work_place', 'remark', 'extension'] },
    { fields: ['fieldEmail'], hidden: ['mobile', 'state_code'] },
    { fields: ['fieldMobile', 'fieldEmail'], hidden: [] },
  ])('$fields leave $hidden out, silently', async ({ fields, hidden }) => {
    const navy = await staffed('Navy', 'ada');
    await visit.setApp({ fields });
    const { result: got } = await visit.old('/topapi/v2/user/get', { userid: 'ada' });
    const { result: page } = await visit.old('/topapi/v2/user/list', { dept_id: navy, cursor: 0, size: 10 });
    const [listed] = (page as { readonly list: readonly object[] }).list;
    const all = ['mobile', 'state_code', 'email', 'work_place', 'remark', 'extension'];
    for (const shown of [got as object, listed!]) {
      expect(all.filter((field) => !(field in shown))).toEqual(hidden);
      expect(shown).toMatchObject({ userid: 'ada', title: 'T' });
    }
    const told = (await scopes()).auth_user_field as readonly string[];
    expect([told.includes('mobile'), told.includes('email')]).toEqual([
      fields.includes('fieldMobile'),
      fields.includes('fieldEmail'),
    ]);
  });
});

describe('the verification of an organisation', () => {
  it('is told with its level; without one only the name beside it', async () => {
    const path = '/v1.0/contact/organizations/authInfos';
    expect(await visit.newer('GET', path)).toMatchObject({
      status: 200,
      body: { orgName: 'Simulated company', authLevel: 1 },
    });
    await visit.inOrg('/__sim/org/settings', { authLevel: 0 });
    expect((await visit.newer('GET', path)).body).toEqual({ orgName: 'Simulated company', authLevel: 0 });
    expect(await visit.newer('GET', `${path}?targetCorpId=dingother`)).toMatchObject({
      status: 400,
      body: { code: 'invalidParameter.system.param' },
    });
  });

  it('bounds the headcount: fifty people without any', async () => {
    await visit.inOrg('/__sim/org/settings', { authLevel: 0 });
    const create = (n: number) =>
      visit.old('/topapi/v2/user/create', {
        name: 'U',
        mobile: `139000000${String(n).padStart(2, '0')}`,
        dept_id_list: '1',
      });
    for (let n = 0; n < 50; n += 1) expect((await create(n)).errcode).toBe(0);
    expect((await create(50)).errcode).toBe(40020);
  });
});

describe('an allow-list of addresses', () => {
  it('refuses others by 60020, with the address that was seen', async () => {
    await visit.setApp({ ipAllowList: ['203.0.113.7'] });
    const { errcode, sub_code: sub, errmsg } = await visit.old('/topapi/user/listadmin', {});
    expect([errcode, sub]).toEqual([88, '60020']);
    expect(errmsg).toBe(
      `ding talk error[subcode=60020,submsg=访问ip不在白名单之中,request ip=127.0.0.1 appKey(${visit.app.appKey})]`,
    );
    await visit.setApp({ ipAllowList: null });
    expect(await visit.old('/topapi/user/listadmin', {})).toMatchObject({ errcode: 0 });
  });
});

describe('the control plane', () => {
  it.each([
    { path: '/__sim/apps', body: { appKey: 'x', scope: [] }, field: 'scope' },
    {
      path: '/__sim/apps',
      body: { appKey: 'x', contactScope: { departmens: [] } },
      field: 'contactScope.departmens',
    },
    { path: '/__sim/org', body: { nmae: 'x' }, field: 'nmae' },
    { path: '/__sim/faults', body: [{ path: '/x', tmies: 1 }], field: '0.tmies' },
    { path: '/__sim/faults', body: { path: 'x' }, field: 'path' },
    { path: '/__sim/variants', body: { tokenmode: 'same' }, field: 'tokenmode' },
    { path: '/__sim/variants', body: { tokenMode: 'other' }, field: 'tokenMode' },
    { path: '/__sim/world/mobiles', body: { mobile: '13800000001' }, field: 'mobile' },
    { path: '/__sim/clock/advance', body: { ms: -1 }, field: 'ms' },
    { path: '/__sim/limits', body: { address: { calls: 1, ban: 1 } }, field: 'address.ban' },
  ])('refuses $body at $path, and names $field', async ({ path, body, field }) => {
    const response = await fetch(`${visit.simulator.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ field, error: expect.stringContaining(field) });
  });
});
