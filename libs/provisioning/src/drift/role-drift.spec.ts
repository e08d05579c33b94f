import { describe, expect, it } from '@jest/globals';
import { roleDrift } from './role-drift.js';

const written = { name: 'Captain', roleGroup: 'SCIM' };

describe('the drift of a role', () => {
  it('is none where it is as it was left', () => {
    expect(roleDrift(written, { name: 'Captain', lost: [] })).toEqual({ fields: written, differing: [] });
  });

  it('is its name, and whom somebody has taken out of it', () => {
    const { fields, differing } = roleDrift(written, { name: 'By hand', lost: ['s-1', 's-2'] });
    expect(fields).toEqual({ name: 'By hand', roleGroup: 'SCIM' });
    expect(differing).toEqual([
      { field: 'name', written: 'Captain', observed: 'By hand' },
      { field: 'userIds', written: ['s-1', 's-2'], observed: [] },
    ]);
  });
});
