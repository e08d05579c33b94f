import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { departmentDrift } from './department-drift.js';
import type { ListedDepartment } from './department-drift.js';

const written = { name: 'Navy', parentId: 1 };
const drifted = (applied: JsonObject, listed: Partial<ListedDepartment> = {}) =>
  departmentDrift(applied, { ...written, headIds: [], ...listed });

describe('a department as lists show it', () => {
  it('is as it was left', () => {
    expect(drifted(written)).toEqual({ fields: written, differing: [] });
  });

  it.each([
    { field: 'name', listed: { name: 'Fleet' }, was: 'Navy', is: 'Fleet' },
    { field: 'parent_id', listed: { parentId: 4 }, was: 1, is: 4 },
  ])('is told where its $field is another, and taken as it is', ({ field, listed, was, is }) => {
    expect(drifted(written, listed)).toEqual({
      fields: { ...written, ...listed },
      differing: [{ field, written: was, observed: is }],
    });
  });

  it('keeps its order, which lists do not tell', () => {
    expect(drifted({ ...written, order: 3 })).toEqual({ fields: { ...written, order: 3 }, differing: [] });
  });

  it('has heads that drift, where any of them is ours', () => {
    const headed = { ...written, headIds: ['a'] };
    expect(drifted(headed, { headIds: ['a'] }).differing).toEqual([]);
    expect(drifted(headed, { headIds: ['b'] })).toEqual({
      fields: { ...written, headIds: ['b'] },
      differing: [{ field: 'dept_manager_userid_list', written: ['a'], observed: ['b'] }],
    });
  });

  it.each([
    { reason: 'that were never ours', applied: written },
    {
      reason: 'that are DingTalk’s again, since all of ours were taken back',
      applied: { ...written, headIds: [] },
    },
  ])('has heads $reason: they are nobody’s drift', ({ applied }) => {
    expect(drifted(applied, { headIds: ['b'] })).toEqual({ fields: written, differing: [] });
  });
});
