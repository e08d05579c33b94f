import { beforeEach, describe, expect, it } from '@jest/globals';
import { departmentId, SimulatedRules } from '../../../../test/builders/simulated-rules.js';

let rules: SimulatedRules;
beforeEach(() => {
  rules = new SimulatedRules();
});
const ask: SimulatedRules['ask'] = (operation, body) => rules.ask(operation, body);

describe('department/create', () => {
  // In the order of the checks: each row is bad in what comes after it, too, where that can be.
  it.each([
    { code: '400002', body: { parent_id: 99 }, reason: 'no name' },
    { code: '60001', body: { name: '', parent_id: 99 }, reason: 'an empty name' },
    { code: '60001', body: { name: 'x'.repeat(65), parent_id: 99 }, reason: 'more than 64 characters' },
    { code: '60009', body: { name: 'a-b', parent_id: 99 }, reason: 'a hyphen' },
    { code: '60009', body: { name: 'a,b', parent_id: 99 }, reason: 'a comma' },
    { code: '60009', body: { name: 'a，b', parent_id: 99 }, reason: 'a full-width comma' },
    { code: '400002', body: { name: 'New' }, reason: 'no parent' },
    { code: '40035', body: { name: 'New', parent_id: 'x' }, reason: 'a parent that is no number' },
    { code: '60004', body: { name: 'New', parent_id: 99, order: 0 }, reason: 'an unknown parent' },
    { code: '60021', body: { name: 'Navy', parent_id: 1, order: 0 }, reason: 'a sibling of that name' },
    { code: '40011', body: { name: 'New', parent_id: 1, order: 0 }, reason: 'order zero' },
    { code: '40011', body: { name: 'New', parent_id: 1, order: 1.5 }, reason: 'an order that is no integer' },
  ])('$code: $reason', ({ code, body }) => {
    expect(ask('department/create', body)).toBe(code);
  });

  it('takes the name of a cousin, and one that differs in case', () => {
    expect(departmentId(ask('department/create', { name: 'Navy', parent_id: rules.navy }))).toBeGreaterThan(
      1,
    );
    expect(departmentId(ask('department/create', { name: 'navy', parent_id: 1 }))).toBeGreaterThan(1);
  });

  it('60002 below the twentieth level, 60110 after a thousand children', () => {
    let parent = rules.yard;
    for (let level = 4; level <= 20; level += 1)
      parent = departmentId(ask('department/create', { name: `L${String(level)}`, parent_id: parent }));
    expect(ask('department/create', { name: 'L21', parent_id: parent })).toBe('60002');
    for (let n = 0; n < 1_000; n += 1)
      ask('department/create', { name: `C${String(n)}`, parent_id: rules.yard });
    expect(ask('department/create', { name: 'C1001', parent_id: rules.yard })).toBe('60110');
  });

  it('gives ids that grow', () => {
    expect(rules.yard).toBeGreaterThan(rules.navy);
    expect(rules.navy).toBeGreaterThan(380_000_000);
  });
});

describe('department/update', () => {
  it.each([
    { code: '400002', body: () => ({}), reason: 'no dept_id' },
    { code: '60018', body: () => ({ dept_id: 1, name: '' }), reason: 'the root' },
    { code: '40009', body: () => ({ dept_id: -7 }), reason: 'a home-school department' },
    { code: '60003', body: () => ({ dept_id: 99, name: '' }), reason: 'an unknown department' },
    { code: '60001', body: () => ({ dept_id: rules.yard, name: '' }), reason: 'an empty name' },
    { code: '60009', body: () => ({ dept_id: rules.yard, name: 'a-b' }), reason: 'a hyphen' },
    {
      code: '40035',
      body: () => ({ dept_id: rules.yard, code: 'x'.repeat(31) }),
      reason: 'a code beyond 30 characters',
    },
    { code: '60004', body: () => ({ dept_id: rules.yard, parent_id: 99 }), reason: 'an unknown parent' },
    {
      code: '60010',
      body: () => ({ dept_id: rules.navy, parent_id: rules.yard }),
      reason: 'below its own child',
    },
    { code: '60010', body: () => ({ dept_id: rules.navy, parent_id: rules.navy }), reason: 'below itself' },
    {
      code: '60021',
      body: () => ({ dept_id: rules.yard, name: 'Navy', parent_id: 1 }),
      reason: 'a sibling where it goes',
    },
    {
      code: '40031',
      body: () => ({ dept_id: rules.navy, dept_manager_userid_list: 'ada' }),
      reason: 'a head who is no direct member',
    },
    {
      code: '40093',
      body: () => ({ dept_id: rules.navy, org_dept_owner: 'ada' }),
      reason: 'a chat owner who is no member',
    },
  ])('$code: $reason', ({ code, body }) => {
    expect(ask('department/update', body())).toBe(code);
  });

  it('keeps what is left out, moves the subtree, sets and clears heads', () => {
    ask('department/update', { dept_id: rules.yard, source_identifier: 's:yard' });
    ask('department/update', { dept_id: rules.yard, dept_manager_userid_list: 'ada' });
    ask('department/update', { dept_id: rules.yard, parent_id: 1 });
    expect(ask('department/get', { dept_id: rules.yard })).toMatchObject({
      name: 'Yard',
      parent_id: 1,
      source_identifier: 's:yard',
      dept_manager_userid_list: ['ada'],
    });
    expect(ask('department/listparentbydept', { dept_id: rules.yard })).toEqual({
      parent_id_list: [rules.yard, 1],
    });
    ask('department/update', { dept_id: rules.yard, force_update_fields: 'dept_manager_userid_list' });
    expect(ask('department/get', { dept_id: rules.yard })).toMatchObject({ dept_manager_userid_list: [] });
  });

  it('may keep its own name', () => {
    expect(ask('department/update', { dept_id: rules.yard, name: 'Yard' })).toBeUndefined();
  });
});

describe('department/delete', () => {
  it.each([
    { code: '60007', body: () => ({ dept_id: 1 }), reason: 'the root' },
    { code: '60003', body: () => ({ dept_id: 99 }), reason: 'an unknown department' },
    { code: '60005', body: () => ({ dept_id: rules.yard }), reason: 'somebody in it' },
    { code: '60005', body: () => ({ dept_id: rules.navy }), reason: 'somebody below it' },
  ])('$code: $reason', ({ code, body }) => {
    expect(ask('department/delete', body())).toBe(code);
  });

  it('takes empty departments below it silently along', () => {
    ask('user/delete', { userid: 'ada' });
    expect(ask('department/delete', { dept_id: rules.navy })).toBeUndefined();
    expect(ask('department/get', { dept_id: rules.yard })).toBe('60003');
    expect(ask('department/listsub', {})).toEqual([]);
  });
});
