import { describe, expect, it } from '@jest/globals';
import type { ToldLink } from '../support/bridge.js';
import type { LoggedCall } from '../support/clients.js';
import { faultsOfSecondPlan } from './second-plan.js';

const link: ToldLink = {
  resourceId: 'r1',
  kind: 'account',
  presence: 'present',
  outcome: 'waiting',
  reason: 'manager',
  detailCode: null,
  externalId: 'u1',
  onTheWay: false,
  dueAt: null,
};

const call = (path: string, errcode: string, body?: LoggedCall['body']): LoggedCall => ({
  seq: 1,
  at: '2026-01-01T00:00:00.000Z',
  org: 'org',
  path,
  errcode,
  ...(body ? { body } : {}),
});

describe('what a second plan did', () => {
  it('is told by the fields that it wrote, without their values, and by how the Link stood', () => {
    const body = { userid: 'u1', title: 'Admiral', dept_id_list: '1,2' };
    expect(faultsOfSecondPlan([link], [call('/topapi/v2/user/update', '0', body)])).toEqual([
      'a second plan calls /topapi/v2/user/update (0) with title, dept_id_list; before: account present waiting manager',
    ]);
  });

  it('is told of what no Link stands for too', () => {
    expect(faultsOfSecondPlan([link], [call('/topapi/v2/user/delete', '0', { userid: 'u2' })])).toEqual([
      'a second plan calls /topapi/v2/user/delete (0) with nothing; before: not linked',
    ]);
  });

  it('is nothing where it only read, or was refused', () => {
    const calls = [
      call('/topapi/v2/user/get', '0', { userid: 'u1' }),
      call('/topapi/v2/user/create', '60121'),
    ];
    expect(faultsOfSecondPlan([link], calls)).toEqual([]);
  });
});
