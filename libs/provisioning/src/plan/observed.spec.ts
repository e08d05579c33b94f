import { describe, expect, it } from '@jest/globals';
import { readableOf } from './observed.js';
import type { ObservedFields, ReadPermission } from './observed.js';

describe('what the app may read, as far as one account shows it', () => {
  it.each<{ reason: string; seen: Partial<ObservedFields>; readable: readonly ReadPermission[] }>([
    { reason: 'nothing but what is always shown', seen: { name: 'Ada', title: 'Miss' }, readable: [] },
    { reason: 'a mobile', seen: { mobile: '+8613800000001' }, readable: ['mobile'] },
    { reason: 'one personal field', seen: { remark: 'r' }, readable: ['personal'] },
    { reason: 'another personal field', seen: { email: 'ada@x.org' }, readable: ['personal'] },
    { reason: 'custom fields', seen: { extension: { City: 'Hangzhou' } }, readable: ['personal'] },
    {
      reason: 'both',
      seen: { mobile: '+8613800000001', workPlace: 'Hangzhou' },
      readable: ['mobile', 'personal'],
    },
    // Shown or not, these say nothing of the others: another setting decides over them.
    { reason: 'an address that is hidden from most', seen: { loginEmail: 'ada@x.org' }, readable: [] },
  ])('is $readable where it shows $reason', ({ seen, readable }) => {
    expect([...readableOf({ departmentIds: [7], ...seen })]).toEqual(readable);
  });
});
