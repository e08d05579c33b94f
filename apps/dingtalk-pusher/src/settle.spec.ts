import { describe, expect, it } from '@jest/globals';
import type { ConnectionId } from '#common';
import { claimKey, converged } from '#provisioning';
import type { Change } from '#provisioning';
import type { Links, LinkSituation } from '#store';
import type { More } from './finish.js';
import { settle } from './settle.js';

const fields = { name: 'Navy', parentId: 1 };

describe('what a look finds', () => {
  it('is all that the Link holds: a value that was claimed for a change that never left is free', async () => {
    const read = { kind: 'department', presence: 'present', externalId: '7' } as unknown as LinkSituation;
    const change: Change = { kind: 'readDepartment', departmentId: 7, fields: { name: 'Mess', parentId: 1 } };
    const written: (More | undefined)[] = [];
    await settle({
      connectionId: 'c' as ConnectionId,
      links: {} as Links,
      write: (_ending, more) => {
        written.push(more);
        return Promise.resolve([]);
      },
      plan: { ending: converged('present'), claims: [] },
      change,
      read,
      result: { kind: 'found', externalId: '7', applied: { fields, departmentIds: [1] } },
    });
    const own = [claimKey('c', 'name', '1/Navy')];
    expect(written).toMatchObject([{ hold: own, keep: own }]);
  });
});
