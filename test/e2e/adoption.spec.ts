import { describe, expect, it } from '@jest/globals';
import { enterprise, mobile, person, phones, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes: the commands ask the server, the server the pusher, the pusher the simulator.

interface Proposal {
  readonly place: number;
  readonly resourceId: string | null;
  readonly displayName: string | null;
  readonly externalId: string;
  readonly linkKind: string;
  readonly keys: readonly string[];
  readonly conflicts: readonly string[];
  readonly state: string;
  readonly decidedBy: string | null;
  readonly fields: readonly { readonly field: string; readonly changes: boolean }[] | null;
}
interface List {
  readonly id: string;
  readonly proposals: readonly Proposal[];
}

const connect = async (...keys: readonly string[]) =>
  (await sharedBridge()).connect({ settings: { defaultDepartmentId: 1, adoption: { keys } } });

async function stranger(tenant: Tenant, name: string, number: string, more: object = {}): Promise<string> {
  const body = { name, mobile: number, dept_id_list: '1', ...more };
  return (await tenant.byHand<{ userid: string }>('/topapi/v2/user/create', body)).userid;
}

async function bridge<T>(tenant: Tenant, verb: string, ...words: readonly string[]): Promise<T> {
  const { code, out } = await typed(tenant, ...verb.split(' '), tenant.connectionId, ...words);
  if (code !== 0) throw new Error(out);
  return JSON.parse(out) as T;
}

async function api<T>(tenant: Tenant, method: string, below: string, body?: object): Promise<T> {
  const at = `/connections/${tenant.connectionId}${below}`;
  const answer = await tenant.bridge.admin.call<T>(method, at, body);
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body;
}

async function searched(tenant: Tenant): Promise<List> {
  const { id } = await api<{ id: string }>(tenant, 'POST', '/adoptions/search');
  return { id, ...(await api<Pick<List, 'proposals'>>(tenant, 'GET', '/adoptions/proposals')) };
}

const decide = (tenant: Tenant, verb: 'approve' | 'refuse', { id: list }: List, place?: number) =>
  api(tenant, 'POST', `/adoptions/${verb}`, { list, ...(place === undefined ? {} : { places: [place] }) });
const order = (tenant: Tenant, id: string, verb: 'unlink' | 'sync') =>
  api(tenant, 'POST', `/resources/${id}/${verb}`);

const blocked = { outcome: 'blocked', presence: 'none' } as const;

describe('an account that was there before', () => {
  it.concurrent('is taken over after a review, by its own userid, and nobody is made twice', async () => {
    const tenant = await connect('mobile');
    const number = mobile();
    const userid = await stranger(tenant, 'Zoe by hand', number, { title: 'Smith' });
    const id = await tenant.addUser(person({ displayName: 'Zoe', phoneNumbers: phones(number) }));
    await tenant.untilLink(id, { ...blocked, reason: 'mobileTaken' });

    const list = await bridge<List>(tenant, 'adoptions search');
    expect(list.proposals).toMatchObject([
      { resourceId: id, externalId: userid, keys: ['mobile'], conflicts: [], state: 'open' },
    ]);
    const place = String(list.proposals[0]?.place);
    const shown = await bridge<Proposal>(tenant, 'adoptions show', place);
    expect(shown.fields).toContainEqual({
      field: 'name',
      scim: 'Zoe',
      dingTalk: 'Zoe by hand',
      changes: true,
    });
    expect((await tenant.state()).users.map(({ name }) => name)).toEqual(['Zoe by hand']);

    expect(await bridge(tenant, 'adoptions approve', '--list', list.id)).toEqual({ items: 1, moved: 0 });
    await tenant.inStep(id);
    expect((await tenant.state()).users.map((one) => [one.userid, one.name])).toEqual([[userid, 'Zoe']]);
    const after = await bridge<List>(tenant, 'adoptions list');
    const decidedBy = `admin:${tenant.bridge.addresses.adminUser}`;
    expect(after.proposals).toMatchObject([{ state: 'adopted', decidedBy }]);
    const { body } = await tenant.bridge.admin.call<readonly { event: string; askedBy: string }[]>(
      'GET',
      `/connections/${tenant.connectionId}/activity?person=${id}`,
    );
    expect(body).toContainEqual(expect.objectContaining({ event: 'adoption.approved', askedBy: decidedBy }));
    expect(body).toContainEqual(expect.objectContaining({ event: 'adoptAccount', askedBy: decidedBy }));
  });

  it.concurrent('is not looked for where nobody has said by what', async () => {
    const tenant = await connect();
    await expect(searched(tenant)).rejects.toThrow('Adoption is off');
  });

  it.concurrent(
    'that matches two people, or one of two that match one, waits until that is settled',
    async () => {
      const tenant = await connect('mobile', 'userid');
      const [number, other] = [mobile(), mobile()];
      const first = await stranger(tenant, 'One', number);
      const second = await stranger(tenant, 'Two', other);
      const id = await tenant.addUser(person({ externalId: second, phoneNumbers: phones(number) }));
      await tenant.untilLink(id, { ...blocked, reason: 'mobileTaken' });
      const list = await searched(tenant);
      const told = list.proposals.map(({ externalId, keys, conflicts }) => ({ externalId, keys, conflicts }));
      expect(told).toHaveLength(2);
      expect(told).toContainEqual({ externalId: first, keys: ['mobile'], conflicts: ['severalAccounts'] });
      expect(told).toContainEqual({ externalId: second, keys: ['userid'], conflicts: ['severalAccounts'] });
      expect(await decide(tenant, 'approve', list)).toEqual({ items: 0, moved: 0 });

      const wrong = list.proposals.find(({ externalId }) => externalId === second);
      await decide(tenant, 'refuse', list, wrong?.place);
      expect(await decide(tenant, 'approve', list)).toEqual({ items: 1, moved: 0 });
      expect((await tenant.inStep(id)).externalId).toBe(first);
      const again = await searched(tenant);
      expect(again.proposals.map(({ state }) => state).sort()).toEqual(['adopted', 'refused']);
    },
  );

  it.concurrent('is not taken over for somebody who has changed since it was listed', async () => {
    const tenant = await connect('mobile');
    const number = mobile();
    const userid = await stranger(tenant, 'Eve', number);
    const id = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    await tenant.untilLink(id, { ...blocked, reason: 'mobileTaken' });
    const list = await searched(tenant);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'displayName', value: 'Mallory' }]);
    expect(await decide(tenant, 'approve', list)).toEqual({ items: 0, moved: 1 });
    expect((await tenant.state()).users.map((one) => [one.userid, one.name])).toEqual([[userid, 'Eve']]);
  });
});

describe('a department that was there before', () => {
  it.concurrent('is taken over by its place and name, with the people in it', async () => {
    const tenant = await connect('path', 'mobile');
    const body = { name: 'Sales', parent_id: 1 };
    const there = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', body);
    const number = mobile();
    const userid = await stranger(tenant, 'Ada', number, { dept_id_list: String(there.dept_id) });
    const ada = await tenant.addUser(person({ displayName: 'Ada', phoneNumbers: phones(number) }));
    const sales = await tenant.addGroup(team('Sales', [ada]));
    await tenant.untilLink(sales, { ...blocked, reason: 'nameTaken' });
    const list = await searched(tenant);
    expect(list.proposals).toHaveLength(2);
    await decide(tenant, 'approve', list);
    expect((await tenant.inStep(sales)).externalId).toBe(String(there.dept_id));
    expect((await tenant.inStep(ada)).externalId).toBe(userid);
    const { departments, users } = await tenant.state();
    expect(departments.filter(({ name }) => name === 'Sales')).toHaveLength(1);
    expect(users.map(({ dept_id_list: ids }) => ids)).toEqual([[there.dept_id]]);
  });
});

describe('a department that was there before, where people say where they belong', () => {
  it.concurrent('is taken over along their path, level by level', async () => {
    const settings = { departments: { kind: 'userPath' }, adoption: { keys: ['path'] } };
    const tenant = await (await sharedBridge()).connect({ settings });
    const make = async (name: string, parent: number) => {
      const body = { name, parent_id: parent };
      return (await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', body)).dept_id;
    };
    const sales = await make('Sales', 1);
    const asia = await make('Asia', sales);
    const id = await tenant.addUser(person({ [enterprise]: { department: 'Sales/Asia' } }));
    await tenant.untilLink(id, { outcome: 'waiting', reason: 'departmentPending' });
    await eventually('the path is blocked', async () =>
      (await tenant.links()).some(({ kind, reason }) => kind === 'department' && reason === 'nameTaken'),
    );
    const list = await searched(tenant);
    const told = list.proposals.map(({ resourceId, displayName, externalId, keys }) => [
      resourceId,
      displayName,
      externalId,
      ...keys,
    ]);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual([null, 'Sales', String(sales), 'path']);
    expect(told).toContainEqual([null, 'Sales/Asia', String(asia), 'path']);

    expect(await decide(tenant, 'approve', list)).toEqual({ items: 2, moved: 0 });
    await tenant.inStep(id);
    const { departments, users } = await tenant.state();
    expect(departments.map(({ dept_id: one }) => one).sort()).toEqual([1, sales, asia].sort());
    expect(users.map(({ dept_id_list: ids }) => ids)).toEqual([[asia]]);
  });
});

describe('by hand', () => {
  it.concurrent('somebody is unlinked, left alone whatever SCIM says, and adopted again', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ displayName: 'Ada' }));
    const userid = String((await tenant.inStep(id)).externalId);
    await bridge(tenant, 'unlink', id);
    await tenant.untilLink(id, { ...blocked, reason: 'unlinked', externalId: null });
    const mark = await tenant.mark();
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'displayName', value: 'Eve' }]);
    await tenant.untilLink(id, { ...blocked, reason: 'unlinked', onTheWay: false });
    expect(await tenant.paths(mark)).toEqual([]);
    expect((await tenant.state()).users.map(({ name }) => name)).toEqual(['Ada']);

    await bridge(tenant, 'adopt', id, userid);
    await tenant.inStep(id);
    expect((await tenant.state()).users.map((one) => [one.userid, one.name])).toEqual([[userid, 'Eve']]);
    const twice = await typed(tenant, 'adopt', tenant.connectionId, id, userid);
    expect([twice.code, twice.out]).toEqual([1, expect.stringContaining('unlink it first')]);
  });

  it.concurrent('whoever is unlinked and deleted in SCIM stays in DingTalk', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await order(tenant, id, 'unlink');
    await tenant.untilLink(id, { ...blocked, reason: 'unlinked', onTheWay: false });
    await tenant.scim.request('DELETE', `/Users/${id}`);
    await tenant.allInStep();
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent('whoever is unlinked is himself again once he is synced: by our own stamp', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    const { externalId } = await tenant.inStep(id);
    await order(tenant, id, 'unlink');
    await order(tenant, id, 'sync');
    expect((await tenant.inStep(id)).externalId).toBe(externalId);
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent('a department is unlinked: nobody is taken out of it, and it is not deleted', async () => {
    const tenant = await connect();
    const ada = await tenant.addUser(person());
    const sales = await tenant.addGroup(team('Sales', [ada]));
    const { externalId } = await tenant.inStep(sales);
    await tenant.inStep(ada);
    await order(tenant, sales, 'unlink');
    await tenant.untilLink(sales, { ...blocked, reason: 'unlinked', onTheWay: false });
    await tenant.scim.request('DELETE', `/Groups/${sales}`);
    await tenant.inStep(ada);
    const { departments, users } = await tenant.state();
    expect(departments.map(({ dept_id: one }) => String(one))).toContain(externalId);
    expect(users[0]?.dept_id_list.map(String)).toContain(externalId);
  });
});
