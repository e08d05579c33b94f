import { describe, expect, it } from '@jest/globals';
import { visitSimulator } from '../support/simulator-visit.js';
import type { SimulatorVisit } from '../support/simulator-visit.js';

let visit: SimulatorVisit;
visitSimulator((begun) => {
  visit = begun;
});

describe('roles', () => {
  it('are made, given, listed, taken and deleted, under the names that each call has for them', async () => {
    const ada = { userid: 'ada', name: 'N', mobile: '13800000002', dept_id_list: '1' };
    await visit.old('/topapi/v2/user/create', ada);
    const { groupId } = await visit.old('/role/add_role_group', { name: 'Ranks' });
    const { roleId } = await visit.old('/role/add_role', { roleName: 'Admiral', groupId });
    const one = { roleIds: String(roleId), userIds: 'ada' };
    expect(await visit.old('/role/add_role', { roleName: 'Admiral', groupId })).toMatchObject({
      errcode: 34021,
    });
    expect(await visit.old('/topapi/role/addrolesforemps', one)).toMatchObject({ errcode: 0 });
    expect((await visit.old('/topapi/role/simplelist', { role_id: roleId })).result).toMatchObject({
      hasMore: false,
      list: [{ userid: 'ada', manageScopes: [] }],
    });
    expect((await visit.old('/topapi/v2/user/get', { userid: 'ada' })).result).toMatchObject({
      role_list: [{ id: roleId, name: 'Admiral', group_name: 'Ranks' }],
    });
    expect(await visit.old('/topapi/role/deleterole', { role_id: roleId })).toMatchObject({ errcode: -1 });
    await visit.old('/topapi/role/removerolesforemps', one);
    await visit.old('/role/update_role', { roleId, roleName: 'Captain' });
    expect(await visit.old('/topapi/role/getrole', { roleId })).toMatchObject({
      role: { name: 'Captain', groupId },
    });
    expect(await visit.old('/topapi/role/deleterole', { role_id: roleId })).toMatchObject({ errcode: 0 });
    expect(await visit.old('/topapi/role/getrole', { roleId })).toMatchObject({ errcode: 33011 });
  });

  it('of the system are not to be edited', async () => {
    const { result } = await visit.old('/topapi/role/list', {});
    const [group] = (result as { list: { groupId: number; roles: { id: number }[] }[] }).list;
    expect(await visit.old('/topapi/role/deleterole', { role_id: group!.roles[0]!.id })).toMatchObject({
      errcode: 23004,
    });
    expect(await visit.old('/role/add_role', { roleName: 'x', groupId: group!.groupId })).toMatchObject({
      errcode: 23004,
    });
  });
});

describe('faults', () => {
  const path = '/topapi/v2/department/create';
  const navy = { name: 'Navy', parent_id: 1 };
  const exists = async () => (await visit.old(path, navy)).errcode === 60021;

  it.each([
    { fault: { errcode: 15 }, done: false },
    { fault: { errcode: 15, after: true }, done: true },
    { fault: { html: true, httpStatus: 503, after: true }, done: true },
    { fault: { body: 'truncated', after: true }, done: true },
    { fault: { cut: 'before' }, done: false },
    { fault: { cut: 'after' }, done: true },
    { fault: { body: 'garbage' }, done: false },
  ])('$fault: the work is done: $done', async ({ fault, done }) => {
    await visit.inOrg('/__sim/faults', { path, ...fault });
    await visit.old(path, navy).catch(() => undefined);
    expect(await exists()).toBe(done);
  });

  it('take a permission in the middle of a run, for good', async () => {
    await visit.inOrg('/__sim/faults', { path: '*', skip: 2, revoke: 'qyapi_manage_addresslist' });
    const codes: unknown[] = [];
    for (let n = 0; n < 4; n += 1)
      codes.push((await visit.old(path, { name: `D${String(n)}`, parent_id: 1 })).sub_code ?? 0);
    expect(codes).toEqual([0, 0, '60011', '60011']);
  });
});

describe('a virtual clock', () => {
  it('stands still until it is told to move', async () => {
    await visit.simulator.post('/__sim/clock', { mode: 'virtual', at: '2026-01-01T00:00:00Z' });
    expect(await visit.simulator.post('/__sim/clock/advance', { ms: 1_500 })).toEqual({
      now: '2026-01-01T00:00:01.500Z',
      mode: 'virtual',
    });
  });
});

describe('a large company', () => {
  it('is the same for the same seed', async () => {
    const load = async () => {
      await visit.simulator.post('/__sim/reset', { seed: 9 });
      const { org } = await visit.simulator.newApp();
      await visit.simulator.post('/__sim/large-company', { org, people: 500, departments: 40 });
      return (await fetch(`${visit.simulator.url}/__sim/state?org=${org}`)).text();
    };
    const first = await load();
    expect(await load()).toBe(first);
    expect((JSON.parse(first) as { users: unknown[] }).users).toHaveLength(500);
  });
});
