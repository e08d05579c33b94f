import { beforeEach, describe, expect, it } from '@jest/globals';
import { SimulatedRules } from '../../../../test/builders/simulated-rules.js';

let rules: SimulatedRules;
beforeEach(() => {
  rules = new SimulatedRules();
});
const ask: SimulatedRules['ask'] = (operation, body) => rules.ask(operation, body);

describe('lists', () => {
  it.each([
    { operation: 'user/list', body: { cursor: 0, size: 101 }, code: '40035', reason: 'a page too large' },
    { operation: 'user/list', body: { cursor: 0, size: 0 }, code: '40035', reason: 'a page of none' },
    { operation: 'user/list', body: { cursor: 100_001, size: 1 }, code: '40035', reason: 'a cursor too far' },
    {
      operation: 'user/listsimple',
      body: { cursor: -1, size: 1 },
      code: '40068',
      reason: 'a cursor before the start',
    },
    {
      operation: 'user/listsimple',
      body: { cursor: 0, size: 101 },
      code: '40069',
      reason: 'a page too large',
    },
    { operation: 'user/list', body: { size: 1 }, code: '400002', reason: 'no cursor' },
    {
      operation: 'user/list',
      body: { dept_id: 99, cursor: 0, size: 1 },
      code: '60003',
      reason: 'an unknown department',
    },
    { operation: 'department/listsub', body: { dept_id: 0 }, code: '40009', reason: 'a department below 1' },
    { operation: 'user/count', body: {}, code: '400002', reason: 'no only_active' },
    { operation: 'user/getbymobile', body: { mobile: 'x' }, code: '40104', reason: 'no number' },
  ])('$operation $code: $reason', ({ operation, body, code }) => {
    expect(ask(operation, { dept_id: 1, ...body })).toBe(code);
  });

  it('show direct members only, page by page, the next cursor only where there is more', () => {
    for (let n = 0; n < 5; n += 1)
      ask('user/create', {
        userid: `u${String(n)}`,
        name: 'U',
        mobile: `1390000000${String(n)}`,
        dept_id_list: String(rules.navy),
        dept_order_list: [{ dept_id: rules.navy, order: 9 - n }],
      });
    const pages = [0, 2, 4].map((cursor) => ask('user/listsimple', { dept_id: rules.navy, cursor, size: 2 }));
    expect(pages).toMatchObject([
      { has_more: true, next_cursor: 2, list: [{ userid: 'u0' }, { userid: 'u1' }] },
      { has_more: true, next_cursor: 4, list: [{ userid: 'u2' }, { userid: 'u3' }] },
      { has_more: false, list: [{ userid: 'u4' }] },
    ]);
    expect(pages[2]).not.toHaveProperty('next_cursor');
    expect(ask('user/list', { dept_id: 1, cursor: 0, size: 100 })).toEqual({ has_more: false, list: [] });
  });

  it('of people leave empty fields out, and what only user/get shows', () => {
    const { list } = ask('user/list', { dept_id: rules.yard, cursor: 0, size: 1 }) as {
      readonly list: readonly object[];
    };
    expect(list[0]).toMatchObject({ userid: 'ada', mobile: '13800000001', state_code: '86', leader: false });
    for (const absent of [
      'title',
      'manager_userid',
      'real_authed',
      'senior',
      'leader_in_dept',
      'dept_order_list',
    ])
      expect(list[0]).not.toHaveProperty(absent);
  });

  it('of parents go up to the root', () => {
    expect(ask('department/listparentbyuser', { userid: 'ada' })).toEqual({
      parent_list: [{ parent_dept_id_list: [rules.yard, rules.navy, 1] }],
    });
  });
});
