import { beforeEach, describe, expect, it } from '@jest/globals';
import { newApp } from '../app.js';
import { endpoints } from '../endpoints/all.js';
import { carryOut } from '../endpoints/carry-out.js';
import type { Organisation } from '../organisation.js';
import { Refusal } from '../refusal.js';
import type { Variants } from '../variants.js';
import { World } from '../world.js';

const paths = new Set(endpoints.map(({ path }) => path));
const app = newApp('K', 'S');
let world: World;
let org: Organisation;
let navy: number;
let yard: number;

beforeEach(() => {
  world = new World(7);
  org = world.addOrganisation('Test');
  navy = id(ask('department/create', { name: 'Navy', parent_id: 1 }));
  yard = id(ask('department/create', { name: 'Yard', parent_id: navy }));
  ask('user/create', {
    userid: 'ada',
    name: 'Ada',
    mobile: '13800000001',
    dept_id_list: String(yard),
    email: 'ada@example.com',
    telephone: '11',
  });
});

/** What an operation answers: its result, or the code it is refused with. */
function ask(operation: string, body: Readonly<Record<string, unknown>>): unknown {
  const path = [`/topapi/v2/${operation}`, `/topapi/${operation}`].find((one) => paths.has(one)) ?? '';
  try {
    return carryOut({ world, org, app, by: 'api' }, path, body);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
const id = (created: unknown) => (created as { readonly dept_id: number }).dept_id;
const bob = { userid: 'bob', name: 'Bob', mobile: '13800000002' };

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
    expect(id(ask('department/create', { name: 'Navy', parent_id: navy }))).toBeGreaterThan(1);
    expect(id(ask('department/create', { name: 'navy', parent_id: 1 }))).toBeGreaterThan(1);
  });

  it('60002 below the twentieth level, 60110 after a thousand children', () => {
    let parent = yard;
    for (let level = 4; level <= 20; level += 1)
      parent = id(ask('department/create', { name: `L${String(level)}`, parent_id: parent }));
    expect(ask('department/create', { name: 'L21', parent_id: parent })).toBe('60002');
    for (let n = 0; n < 1_000; n += 1) ask('department/create', { name: `C${String(n)}`, parent_id: yard });
    expect(ask('department/create', { name: 'C1001', parent_id: yard })).toBe('60110');
  });

  it('gives ids that grow', () => {
    expect(yard).toBeGreaterThan(navy);
    expect(navy).toBeGreaterThan(380_000_000);
  });
});

describe('department/update', () => {
  it.each([
    { code: '400002', body: () => ({}), reason: 'no dept_id' },
    { code: '60018', body: () => ({ dept_id: 1, name: '' }), reason: 'the root' },
    { code: '40009', body: () => ({ dept_id: -7 }), reason: 'a home-school department' },
    { code: '60003', body: () => ({ dept_id: 99, name: '' }), reason: 'an unknown department' },
    { code: '60001', body: () => ({ dept_id: yard, name: '' }), reason: 'an empty name' },
    { code: '60009', body: () => ({ dept_id: yard, name: 'a-b' }), reason: 'a hyphen' },
    {
      code: '40035',
      body: () => ({ dept_id: yard, code: 'x'.repeat(31) }),
      reason: 'a code beyond 30 characters',
    },
    { code: '60004', body: () => ({ dept_id: yard, parent_id: 99 }), reason: 'an unknown parent' },
    { code: '60010', body: () => ({ dept_id: navy, parent_id: yard }), reason: 'below its own child' },
    { code: '60010', body: () => ({ dept_id: navy, parent_id: navy }), reason: 'below itself' },
    {
      code: '60021',
      body: () => ({ dept_id: yard, name: 'Navy', parent_id: 1 }),
      reason: 'a sibling where it goes',
    },
    {
      code: '40031',
      body: () => ({ dept_id: navy, dept_manager_userid_list: 'ada' }),
      reason: 'a head who is no direct member',
    },
    {
      code: '40093',
      body: () => ({ dept_id: navy, org_dept_owner: 'ada' }),
      reason: 'a chat owner who is no member',
    },
  ])('$code: $reason', ({ code, body }) => {
    expect(ask('department/update', body())).toBe(code);
  });

  it('keeps what is left out, moves the subtree, sets and clears heads', () => {
    ask('department/update', { dept_id: yard, source_identifier: 's:yard' });
    ask('department/update', { dept_id: yard, dept_manager_userid_list: 'ada' });
    ask('department/update', { dept_id: yard, parent_id: 1 });
    expect(ask('department/get', { dept_id: yard })).toMatchObject({
      name: 'Yard',
      parent_id: 1,
      source_identifier: 's:yard',
      dept_manager_userid_list: ['ada'],
    });
    expect(ask('department/listparentbydept', { dept_id: yard })).toEqual({ parent_id_list: [yard, 1] });
    ask('department/update', { dept_id: yard, force_update_fields: 'dept_manager_userid_list' });
    expect(ask('department/get', { dept_id: yard })).toMatchObject({ dept_manager_userid_list: [] });
  });

  it('may keep its own name', () => {
    expect(ask('department/update', { dept_id: yard, name: 'Yard' })).toBeUndefined();
  });
});

describe('department/delete', () => {
  it.each([
    { code: '60007', body: () => ({ dept_id: 1 }), reason: 'the root' },
    { code: '60003', body: () => ({ dept_id: 99 }), reason: 'an unknown department' },
    { code: '60005', body: () => ({ dept_id: yard }), reason: 'somebody in it' },
    { code: '60005', body: () => ({ dept_id: navy }), reason: 'somebody below it' },
  ])('$code: $reason', ({ code, body }) => {
    expect(ask('department/delete', body())).toBe(code);
  });

  it('takes empty departments below it silently along', () => {
    ask('user/delete', { userid: 'ada' });
    expect(ask('department/delete', { dept_id: navy })).toBeUndefined();
    expect(ask('department/get', { dept_id: yard })).toBe('60003');
    expect(ask('department/listsub', {})).toEqual([]);
  });
});

describe('user/create', () => {
  it.each([
    {
      code: '40035',
      body: { userid: 'x'.repeat(65), name: '' },
      reason: 'a userid beyond 64 characters',
    },
    { code: '60102', body: { userid: 'ada', name: '' }, reason: 'a userid that is taken' },
    { code: '60112', body: { ...bob, name: '', mobile: '' }, reason: 'an empty name' },
    {
      code: '60112',
      body: { ...bob, name: 'x'.repeat(81), mobile: '' },
      reason: 'a name beyond 80 characters',
    },
    { code: '60113', body: { userid: 'bob', name: 'Bob', dept_id_list: '99' }, reason: 'no mobile' },
    { code: '60103', body: { ...bob, mobile: '123', dept_id_list: '99' }, reason: 'a mobile that is none' },
    {
      code: '60103',
      body: { ...bob, mobile: '85251234567', dept_id_list: '99' },
      reason: 'a foreign number without plus',
    },
    {
      code: '40035',
      body: { ...bob, mobile: '13800000001', dept_id_list: [1] },
      reason: 'departments as an array',
    },
    { code: '400002', body: { ...bob, mobile: '13800000001' }, reason: 'no departments' },
    {
      code: '40066',
      body: { ...bob, mobile: '13800000001', dept_id_list: 'x' },
      reason: 'a department that is no number',
    },
    {
      code: '40066',
      body: { ...bob, mobile: '13800000001', dept_id_list: Array(101).fill('1').join(',') },
      reason: 'more than a hundred',
    },
    {
      code: '60003',
      body: { ...bob, mobile: '13800000001', dept_id_list: '99' },
      reason: 'an unknown department',
    },
    {
      code: '60104',
      body: { ...bob, mobile: '13800000001', dept_id_list: '1', email: '?' },
      reason: 'a mobile of somebody else',
    },
    {
      code: '60104',
      body: { ...bob, mobile: '+86-13800000001', dept_id_list: '1' },
      reason: 'the same, written otherwise',
    },
    { code: '60105', body: { ...bob, dept_id_list: '1', email: '?' }, reason: 'an e-mail that is none' },
    {
      code: '60106',
      body: { ...bob, dept_id_list: '1', email: 'ADA@example.com', telephone: '11' },
      reason: 'an e-mail of somebody else',
    },
    {
      code: '40100',
      body: { ...bob, dept_id_list: '1', telephone: '11', manager_userid: 'x' },
      reason: 'an extension of somebody else',
    },
    { code: '60128', body: { ...bob, dept_id_list: '1', manager_userid: 'x' }, reason: 'an unknown manager' },
  ])('$code: $reason', ({ code, body }) => {
    expect(ask('user/create', body)).toBe(code);
  });

  it('answers unionId with a capital I, and user/get unionid', () => {
    const created = ask('user/create', { ...bob, dept_id_list: '1' }) as { readonly unionId: string };
    expect(created).toEqual({ userid: 'bob', unionId: expect.stringMatching(/iE$/) });
    expect(ask('user/get', { userid: 'bob' })).toMatchObject({ unionid: created.unionId });
    expect(ask('user/getbyunionid', { unionid: created.unionId })).toEqual({
      contact_type: 0,
      userid: 'bob',
    });
  });

  it('chooses digits for a userid, and an order beyond 2^53', () => {
    const nameless = { name: bob.name, mobile: bob.mobile };
    const { userid } = ask('user/create', { ...nameless, dept_id_list: '1' }) as { readonly userid: string };
    expect(userid).toMatch(/^\d{16,18}$/);
    const { dept_order_list: orders } = ask('user/get', { userid }) as {
      readonly dept_order_list: readonly { readonly order: bigint }[];
    };
    expect(orders[0]!.order).toBeGreaterThan(2n ** 53n);
  });

  it('40103 for whoever must consent: he stays absent, and every try invites again', () => {
    world.mobiles.set('+86-13800000002', { verifyBeforeJoin: true });
    for (let n = 0; n < 2; n += 1) expect(ask('user/create', { ...bob, dept_id_list: '1' })).toBe('40103');
    expect(ask('user/get', { userid: 'bob' })).toBe('60121');
    expect(ask('user/getbymobile', { mobile: bob.mobile })).toBe('60121');
    expect(world.counters).toMatchObject({ invitationsSent: 2 });
  });

  it('texts whoever is new to DingTalk, and only him', () => {
    world.mobiles.set('+86-13800000002', { hasAccount: true });
    const before = world.counters.smsSent;
    ask('user/create', { ...bob, dept_id_list: '1' });
    expect(world.counters.smsSent).toBe(before);
    expect(ask('user/get', { userid: 'bob' })).toMatchObject({ active: true });
    expect(ask('user/get', { userid: 'ada' })).toMatchObject({ active: false });
  });

  it('after a deletion is plain, and 40103 for a day in the pessimistic variant', () => {
    ask('user/delete', { userid: 'ada' });
    const again = { ...bob, mobile: '13800000001', dept_id_list: '1' };
    world.variants.always24h = true;
    expect(ask('user/create', again)).toBe('40103');
    world.clock.advance(86_400_000);
    expect(ask('user/create', again)).toMatchObject({ userid: 'bob' });
  });

  it('abroad takes numbers with a plus only', () => {
    org = world.addOrganisation('Abroad', 'SG');
    expect(ask('user/create', { ...bob, dept_id_list: '1' })).toBe('60103');
    expect(ask('user/create', { ...bob, mobile: '+86-13800000002', dept_id_list: '1' })).toMatchObject({
      userid: 'bob',
    });
    expect(ask('user/get', { userid: 'bob' })).toMatchObject({ mobile: '13800000002', state_code: '86' });
  });
});

describe('user/update', () => {
  it.each<{
    code: string | undefined;
    body: object;
    variants?: Partial<Variants>;
    active?: boolean;
    reason: string;
  }>([
    { code: '60121', body: { userid: 'nobody', name: '' }, reason: 'an unknown userid' },
    { code: '60112', body: { name: '' }, reason: 'an empty name' },
    { code: '40066', body: { dept_id_list: '' }, reason: 'no departments left' },
    { code: '60003', body: { dept_id_list: '99' }, reason: 'an unknown department' },
    { code: '60128', body: { manager_userid: 'x' }, reason: 'an unknown manager' },
    { code: undefined, body: { mobile: '13800000001' }, reason: 'the same number is ignored' },
    { code: '60104', body: { mobile: '13800000009' }, reason: 'a number of somebody else' },
    {
      code: '40022',
      body: { mobile: '13800000003' },
      active: true,
      reason: 'another number of an active person',
    },
    { code: '40021', body: { mobile: '13800000008' }, reason: 'a number that DingTalk knows' },
    { code: '41054', body: { mobile: '13800000003' }, reason: 'a free number' },
    {
      code: undefined,
      body: { mobile: '13800000003' },
      variants: { allowMobileChange: true },
      reason: 'a free number, by flag',
    },
    {
      code: '12150',
      body: { title: 'x' },
      variants: { hrPositionManaged: true },
      reason: 'titles belong to Smart-HR',
    },
    { code: undefined, body: { name: 'x' }, variants: { hrPositionManaged: true }, reason: 'names do not' },
    { code: undefined, body: { email: 'ada@example.com' }, reason: 'her own e-mail' },
  ])('$code: $reason', ({ code, body, variants = {}, active = false }) => {
    ask('user/create', { ...bob, mobile: '13800000009', dept_id_list: '1' });
    world.mobiles.set('+86-13800000008', { hasAccount: true });
    Object.assign(world.variants, variants);
    org.updateMember(org.users.get('ada')!, { active }, 0);
    expect(ask('user/update', { userid: 'ada', ...body })).toBe(code);
  });

  it('overwrites the extension, or merges it by mode 1', () => {
    const extension = () => (ask('user/get', { userid: 'ada' }) as { readonly extension?: string }).extension;
    ask('user/update', { userid: 'ada', extension: '{"a":"1","b":"2"}' });
    ask('user/update', { userid: 'ada', extension: '{"b":"3"}', ext_attrs_update_mode: 1 });
    expect(extension()).toBe('{"a":"1","b":"3"}');
    ask('user/update', { userid: 'ada', extension: '{"c":"4"}' });
    expect(extension()).toBe('{"c":"4"}');
    expect(ask('user/update', { userid: 'ada', extension: 'no json' })).toBe('40035');
  });

  it('frees what it replaces: e-mail, extension, place', () => {
    ask('user/update', { userid: 'ada', email: '', telephone: '12', dept_id_list: '1' });
    expect(
      ask('user/create', { ...bob, dept_id_list: '1', email: 'ada@example.com', telephone: '11' }),
    ).toMatchObject({ userid: 'bob' });
    expect(ask('user/listid', { dept_id: yard })).toEqual({ userid_list: [] });
  });
});

describe('user/delete', () => {
  it('60121 for strangers; takes headships and reporting lines along', () => {
    expect(ask('user/delete', { userid: 'nobody' })).toBe('60121');
    ask('user/create', { ...bob, dept_id_list: '1', manager_userid: 'ada' });
    ask('department/update', { dept_id: yard, dept_manager_userid_list: 'ada' });
    ask('user/delete', { userid: 'ada' });
    expect(ask('user/get', { userid: 'bob' })).not.toHaveProperty('manager_userid');
    expect(ask('department/get', { dept_id: yard })).toMatchObject({ dept_manager_userid_list: [] });
  });
});

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
        dept_id_list: String(navy),
        dept_order_list: [{ dept_id: navy, order: 9 - n }],
      });
    const pages = [0, 2, 4].map((cursor) => ask('user/listsimple', { dept_id: navy, cursor, size: 2 }));
    expect(pages).toMatchObject([
      { has_more: true, next_cursor: 2, list: [{ userid: 'u0' }, { userid: 'u1' }] },
      { has_more: true, next_cursor: 4, list: [{ userid: 'u2' }, { userid: 'u3' }] },
      { has_more: false, list: [{ userid: 'u4' }] },
    ]);
    expect(pages[2]).not.toHaveProperty('next_cursor');
    expect(ask('user/list', { dept_id: 1, cursor: 0, size: 100 })).toEqual({ has_more: false, list: [] });
  });

  it('of people leave empty fields out, and what only user/get shows', () => {
    const { list } = ask('user/list', { dept_id: yard, cursor: 0, size: 1 }) as {
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
      parent_list: [{ parent_dept_id_list: [yard, navy, 1] }],
    });
  });
});
