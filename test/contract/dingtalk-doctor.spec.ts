import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDepartment, createUser, permissions, tellDiagnosis } from '#dingtalk';
import type { Finding } from '#dingtalk';
import { diagnose } from '../../apps/dingtalk-pusher/src/doctor/doctor.js';
import { OwnToken } from '../../apps/dingtalk-pusher/src/doctor/own-token.js';
import { startRawServer } from '../support/raw-server.js';
import { openClient, startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

const points = Object.keys(permissions);
let simulator: Simulator;
let app: SimulatedApp;
let navy: number;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  app = await simulator.newApp();
  const client = openClient(simulator.url, app);
  navy = await createDepartment(client, { name: 'Navy', parentId: 1, sourceIdentifier: 's:navy' });
  const ada = { userId: 'b-ada', name: 'Ada', mobile: '13800000001', email: 'ada@example.com' };
  await createUser(client, { ...ada, departmentIds: [1] });
});

const change = (settings: object) => simulator.post('/__sim/apps', { appKey: app.appKey, ...settings });

async function findings(
  departments: {
    readonly rootDepartmentId?: number;
    readonly defaultDepartmentId?: number;
    readonly roles?: boolean;
  } = {},
  { url = simulator.url, appSecret = app.appSecret } = {},
): Promise<readonly Finding[]> {
  const client = openClient(url, { ...app, appSecret }, { store: new OwnToken() });
  const patient = { appKey: app.appKey, oapiBase: url, rootDepartmentId: 1, roles: false, ...departments };
  const diagnosis = await diagnose(client, patient);
  for (const language of ['en', 'zh'] as const)
    expect(tellDiagnosis(diagnosis, language)).not.toMatch(/undefined|\[object/);
  return diagnosis.findings;
}

const not = (state: Finding['state'], all: readonly Finding[]) => all.filter((one) => one.state !== state);
const bad = (all: readonly Finding[]) => all.filter(({ state }) => state === 'failed' || state === 'warning');

describe('the doctor', () => {
  it('finds nothing wrong where everything is granted, and names everything it looked at', async () => {
    await simulator.post('/__sim/org/settings', { org: app.org, authLevel: 1 });
    const all = await findings({ defaultDepartmentId: navy });
    expect(not('ok', all)).toEqual([]);
    const looked = all.filter(({ check }) => check === 'permission').map(({ scope }) => scope);
    expect(looked).toEqual(points);
  });

  it('takes what roles need for a warning where there are none, and for a failure where there are', async () => {
    await change({ scopes: points.filter((point) => point !== 'qyapi_get_department_member') });
    for (const [roles, state] of [
      [false, 'warning'],
      [true, 'failed'],
    ] as const) {
      const told = (await findings({ roles })).find(({ scope }) => scope === 'qyapi_get_department_member');
      expect(told).toMatchObject({ check: 'permission', state, says: 'permissionMissing' });
    }
  });

  it.each(points)('names exactly the permission point that is missing: %s', async (missing) => {
    await change({ scopes: points.filter((point) => point !== missing) });
    const all = bad(await findings()).filter(({ check }) => check !== 'verification');
    expect(all).toEqual([
      {
        check: 'permission',
        state: permissions[missing as keyof typeof permissions].needed === 'always' ? 'failed' : 'warning',
        says: 'permissionMissing',
        scope: missing,
        code: expect.stringMatching(/^(60011|Forbidden\.AccessDenied\.AccessTokenPermissionDenied)$/),
        link: `https://open-dev.dingtalk.com/appscope/apply?content=${app.appKey}%23${missing}`,
      },
    ]);
  });

  it('writes nothing, whoever it asks for, and calls fourteen times at the most', async () => {
    const state = async () =>
      JSON.stringify(await (await fetch(`${simulator.url}/__sim/state?org=${app.org}`)).json());
    const before = await state();
    const seq = (await simulator.log(app.org)).at(-1)?.seq ?? 0;
    await findings({ defaultDepartmentId: navy });
    expect(await state()).toBe(before);
    const calls = (await simulator.log(app.org)).filter((call) => call.seq > seq);
    expect(calls.length).toBeLessThanOrEqual(14);
    expect(
      calls.filter(({ path, errcode }) => /create|update|delete|able$/.test(path) && errcode === '0'),
    ).toEqual([]);
  });

  it('tries the AppSecret, whatever token somebody was given before', async () => {
    expect(await findings({}, { appSecret: 'another' })).toContainEqual({
      check: 'credentials',
      state: 'failed',
      says: 'credentialsRefused',
      code: 'invalidClientIdOrSecret',
    });
  });

  it('tells the address that is not allowed, and what it could not look at', async () => {
    await change({ ipAllowList: ['10.9.9.9'] });
    const all = await findings();
    expect(bad(all)).toMatchObject([{ check: 'address', says: 'addressNotAllowed', address: '127.0.0.1' }]);
    expect(all).toContainEqual({ check: 'permission', state: 'unknown', why: 'notAsked' });
  });

  it('tells a stopped app', async () => {
    await change({ stopped: true });
    expect(bad(await findings())).toMatchObject([{ check: 'app', says: 'appStopped' }]);
  });

  it('tells a host that cannot be reached, and one that is not DingTalk', async () => {
    const gone = await startRawServer();
    await gone.close();
    expect(bad(await findings({}, { url: gone.url }))).toEqual([
      { check: 'host', host: 'api', state: 'failed', says: 'hostUnreachable', code: 'ECONNREFUSED' },
    ]);
    const other = await startRawServer();
    other.answer = (response) => response.end('hello');
    expect(bad(await findings({}, { url: other.url }))).toMatchObject([
      { check: 'host', host: 'oapi', says: 'hostSilent' },
    ]);
    await other.close();
  });

  it.each([
    {
      reason: 'the root is in it',
      root: () => navy,
      contactScope: () => ({ departments: [navy] }),
      bad: ['scopePartial'],
    },
    {
      reason: 'the root is not in it',
      root: () => 1,
      contactScope: () => ({ departments: [navy] }),
      bad: ['scopePartial', 'departmentOutOfScope'],
    },
    {
      reason: 'it is empty',
      root: () => 1,
      contactScope: () => ({ departments: [] }),
      bad: ['scopeEmpty', 'departmentOutOfScope'],
    },
  ])('tells a partial contact scope: $reason', async ({ root, contactScope, bad: wanted }) => {
    await change({ contactScope: contactScope() });
    const all = await findings({ rootDepartmentId: root() });
    expect(
      bad(all).flatMap((one) => (one.state === 'unknown' || one.check === 'verification' ? [] : [one.says])),
    ).toEqual(wanted);
  });

  it('tells a department that does not exist', async () => {
    expect(await findings({ defaultDepartmentId: 99 })).toContainEqual({
      check: 'department',
      departmentId: 99,
      state: 'failed',
      says: 'departmentMissing',
      code: '60003',
    });
  });

  it.each([
    { fields: [], mobile: 'warning', personal: 'unknown', reason: 'neither is granted' },
    { fields: ['fieldMobile'], mobile: 'ok', personal: 'unknown', reason: 'mobiles only' },
    { fields: ['fieldEmail'], mobile: 'warning', personal: 'ok', reason: 'personal fields only' },
  ])('looks at a real person for field permissions: $reason', async ({ fields, mobile, personal }) => {
    await change({ fields });
    const told = (await findings()).filter(({ check }) => check === 'field');
    expect(told).toMatchObject([
      { field: 'mobile', state: mobile },
      { field: 'personal', state: personal },
    ]);
  });

  it('says that it cannot know the fields of nobody', async () => {
    const told = (await findings({ rootDepartmentId: navy })).filter(({ check }) => check === 'field');
    expect(told).toMatchObject([
      { field: 'mobile', why: 'nobody' },
      { field: 'personal', why: 'nobody' },
    ]);
  });

  it('holds no name, mobile, e-mail, secret or word of DingTalk', async () => {
    await change({ fields: [], scopes: points.slice(0, 1) });
    expect(JSON.stringify(await findings())).not.toMatch(/Ada|138000|ada@|应用|权限/);
  });
});
