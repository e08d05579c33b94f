import { describe, expect, it } from '@jest/globals';
import type { ToldLink } from '../support/bridge.js';
import type { LoggedCall } from '../support/simulator-client.js';
import { faultsOfSecondPlan } from './second-plan.js';

const present: ToldLink = {
  resourceId: 'r1',
  kind: 'account',
  presence: 'present',
  outcome: 'converged',
  reason: null,
  detailCode: null,
  faults: [],
  externalId: 'u1',
  onTheWay: false,
  dueAt: null,
};
const atTheGate: ToldLink = {
  ...present,
  presence: 'none',
  outcome: 'waiting',
  reason: 'headcount',
  externalId: null,
};

const call = (api: string, body: LoggedCall['body'] = { userid: 'u1' }, errcode = '0'): LoggedCall => ({
  seq: 1,
  at: '2026-01-01T00:00:00.000Z',
  org: 'org',
  path: `/topapi/v2/${api}`,
  errcode,
  body,
});

/** What is there before the first look, and after each: whatever comes after the last stays as it was. */
async function faults(first: ToldLink, ...looks: { link?: ToldLink; calls: readonly LoggedCall[] }[]) {
  let link = first;
  let calls: readonly LoggedCall[] = [];
  const tenant = {
    links: () => Promise.resolve([link]),
    mark: () => Promise.resolve(0),
    calls: () => Promise.resolve(calls),
  };
  const told = await faultsOfSecondPlan(tenant, () => {
    const look = looks.shift();
    link = look?.link ?? link;
    calls = look?.calls ?? [];
    return Promise.resolve();
  });
  return { told, left: looks.length };
}

const update = call('user/update', { userid: 'u1', title: 'Admiral', dept_id_list: '1,2' });

describe('what a second plan did', () => {
  it('is told by the fields that it wrote, without their values, and by how the Link stood', async () => {
    const { told } = await faults(present, { calls: [update] });
    expect(told).toEqual([
      'a second plan calls /topapi/v2/user/update (0) with title, dept_id_list; before: account present converged',
    ]);
  });

  it('is told of what no Link stands for too', async () => {
    const { told } = await faults(present, { calls: [call('user/delete', { userid: 'u2' })] });
    expect(told).toEqual(['a second plan calls /topapi/v2/user/delete (0) with nothing; before: not linked']);
  });

  it('is nothing where it only read, or was refused', async () => {
    const { told } = await faults(present, { calls: [call('user/get'), call('user/create', {}, '40020')] });
    expect(told).toEqual([]);
  });

  it('is judged by the next look where somebody who waited for room was found to be there', async () => {
    const found = { link: present, calls: [call('user/create', {}, '60102'), update] };
    expect(await faults(atTheGate, found, { calls: [] })).toEqual({ told: [], left: 0 });
    expect((await faults(atTheGate, found, { calls: [update] })).told).toHaveLength(1);
  });

  it('is judged by the next look where a Link had to try again, but not for ever', async () => {
    const again = { ...present, outcome: 'retry' };
    expect((await faults(again, { link: present, calls: [update] }, { calls: [] })).told).toEqual([]);
    const looks = [1, 2, 3, 4].map(() => ({ calls: [update] }));
    expect((await faults(again, ...looks)).told).toHaveLength(1);
  });

  it('is told where somebody who waited for room was made although nobody had left', async () => {
    const { told } = await faults(atTheGate, { link: present, calls: [call('user/create')] });
    expect(told).toEqual([
      'a second plan calls /topapi/v2/user/create (0) with nothing; before: account none waiting headcount',
    ]);
  });
});
