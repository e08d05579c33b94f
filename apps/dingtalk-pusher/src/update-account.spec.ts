import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DingTalkClient } from '#dingtalk';
import type { AccountFields } from '#provisioning';
import { openClient, startSimulator } from '../../../test/support/simulator.js';
import type { SimulatedApp, Simulator } from '../../../test/support/simulator.js';
import { openCalls } from '../../../test/support/dingtalk-call.js';
import { updateAccount } from './update-account.js';

let simulator: Simulator;
let app: SimulatedApp;
let client: DingTalkClient;
beforeAll(async () => {
  simulator = await startSimulator();
  simulator.world.variants.multiPosition = true;
  app = await simulator.newApp();
  client = openClient(simulator.url, app);
  const call = await openCalls(simulator.url, app);
  const departments: number[] = [];
  for (const name of ['Navy', 'Club']) {
    const made = await call('/topapi/v2/department/create', { name, parent_id: 1 });
    departments.push((made.result as { dept_id: number }).dept_id);
  }
  [navy, club] = departments as [number, number];
  await call('/topapi/v2/user/create', {
    userid: 'ada',
    name: 'Ada',
    mobile: '13800000001',
    dept_id_list: departments.join(','),
    dept_position_list: [
      { dept_id: navy, is_main: true, title: 'Old' },
      { dept_id: club, title: 'Captain' },
    ],
  });
});
afterAll(() => simulator.close());

let navy: number;
let club: number;
const fields: AccountFields = { name: 'Ada', mobile: '+8613800000001', departmentIds: [] };
const write = async (set: Partial<Omit<AccountFields, 'mobile'>>, keepForeign: boolean) => {
  const calls = async () => (await simulator.log(app.org)).filter(({ path }) => path.startsWith('/topapi/'));
  const since = (await calls()).length;
  const change = { kind: 'updateAccount', userId: 'ada', set, clear: [], fields, keepForeign } as const;
  const result = await updateAccount(
    client,
    change,
    () => Promise.resolve(new Set([navy])),
    () => undefined,
  );
  return { result, calls: (await calls()).slice(since) };
};

describe('an update of an account that lies in departments of others', () => {
  it('names their titles beside ours, as far as they can be read', async () => {
    const { calls, result } = await write({ departmentTitles: { [navy]: 'Pilot' } }, true);
    expect(calls.map(({ path }) => path)).toEqual(['/topapi/v2/user/get', '/topapi/v2/user/update']);
    expect(calls[1]?.body).toEqual({
      userid: 'ada',
      dept_title_list: [
        { dept_id: navy, title: 'Pilot' },
        { dept_id: club, title: 'Captain' },
      ],
    });
    expect(result).toMatchObject({ foreignDepartments: [club] });
  });

  it('reads nothing where neither departments nor their titles change', async () => {
    const { calls } = await write({ title: 'Chief' }, true);
    expect(calls.map(({ path }) => path)).toEqual(['/topapi/v2/user/update']);
  });

  it('reads nothing of an account that lies in none of them', async () => {
    const { calls } = await write({ departmentTitles: { [navy]: 'Mate' } }, false);
    expect(calls.map(({ path }) => path)).toEqual(['/topapi/v2/user/update']);
  });

  it('that takes it out of them leaves it in none that it does not name', async () => {
    expect((await write({ departmentIds: [navy, club] }, false)).result).toMatchObject({
      foreignDepartments: [club],
    });
    expect((await write({ departmentIds: [navy] }, false)).result).toMatchObject({ foreignDepartments: [] });
  });
});
