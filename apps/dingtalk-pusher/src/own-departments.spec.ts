import { describe, expect, it } from '@jest/globals';
import { divide, ownDepartments } from './own-departments.js';

const links = { ownDepartments: (ids: readonly number[]) => Promise.resolve(ids.filter((id) => id === 7)) };
const ownOf = async (settings: object, written?: readonly number[]) =>
  [...(await ownDepartments(links, settings, [1, 7, 9], written))].sort((a, b) => a - b);

describe('the memberships that are the bridge’s own', () => {
  it('are those in its departments and in those that its settings name', async () => {
    expect(await ownOf({})).toEqual([7]);
    expect(await ownOf({ defaultDepartmentId: 1, holdingDepartmentId: 9 })).toEqual([1, 7, 9]);
  });

  it('are those that it has written itself, whatever department is the default one by now', async () => {
    expect(await ownOf({ defaultDepartmentId: 9 }, [1])).toEqual([1, 7, 9]);
  });

  it('are told from those of others', () => {
    expect(divide([9, 7, 1], new Set([7, 1]))).toEqual({ ours: [1, 7], foreign: [9] });
  });
});
