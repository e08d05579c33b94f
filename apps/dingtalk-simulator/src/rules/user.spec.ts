import { beforeEach, describe, expect, it } from '@jest/globals';
import { bob, SimulatedRules } from '../../../../test/builders/simulated-rules.js';
import type { Variants } from '../variants.js';

let rules: SimulatedRules;
beforeEach(() => {
  rules = new SimulatedRules();
});
const ask: SimulatedRules['ask'] = (operation, body) => rules.ask(operation, body);

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
    rules.world.mobiles.set('+86-13800000002', { verifyBeforeJoin: true });
    for (let n = 0; n < 2; n += 1) expect(ask('user/create', { ...bob, dept_id_list: '1' })).toBe('40103');
    expect(ask('user/get', { userid: 'bob' })).toBe('60121');
    expect(ask('user/getbymobile', { mobile: bob.mobile })).toBe('60121');
    expect(rules.world.counters).toMatchObject({ invitationsSent: 2 });
  });

  it('texts whoever is new to DingTalk, and only him', () => {
    rules.world.mobiles.set('+86-13800000002', { hasAccount: true });
    const before = rules.world.counters.smsSent;
    ask('user/create', { ...bob, dept_id_list: '1' });
    expect(rules.world.counters.smsSent).toBe(before);
    expect(ask('user/get', { userid: 'bob' })).toMatchObject({ active: true });
    expect(ask('user/get', { userid: 'ada' })).toMatchObject({ active: false });
  });

  it('after a deletion is plain, and 40103 for a day in the pessimistic variant', () => {
    ask('user/delete', { userid: 'ada' });
    const again = { ...bob, mobile: '13800000001', dept_id_list: '1' };
    rules.world.variants.always24h = true;
    expect(ask('user/create', again)).toBe('40103');
    rules.world.clock.advance(86_400_000);
    expect(ask('user/create', again)).toMatchObject({ userid: 'bob' });
  });

  it('abroad takes numbers with a plus only', () => {
    rules.org = rules.world.addOrganisation('Abroad', 'SG');
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
    rules.world.mobiles.set('+86-13800000008', { hasAccount: true });
    Object.assign(rules.world.variants, variants);
    rules.org.updateMember(rules.org.users.get('ada')!, { active }, 0);
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
    expect(ask('user/listid', { dept_id: rules.yard })).toEqual({ userid_list: [] });
  });
});

describe('user/delete', () => {
  it('60121 for strangers; takes headships and reporting lines along', () => {
    expect(ask('user/delete', { userid: 'nobody' })).toBe('60121');
    ask('user/create', { ...bob, dept_id_list: '1', manager_userid: 'ada' });
    ask('department/update', { dept_id: rules.yard, dept_manager_userid_list: 'ada' });
    ask('user/delete', { userid: 'ada' });
    expect(ask('user/get', { userid: 'bob' })).not.toHaveProperty('manager_userid');
    expect(ask('department/get', { dept_id: rules.yard })).toMatchObject({ dept_manager_userid_list: [] });
  });
});
