import { describe, expect, it } from '@jest/globals';
import { adoptionSchema } from './adoption-settings.js';

describe('what may be proposed to be taken over', () => {
  it.each([
    { reason: 'nothing, unless somebody says so', set: {}, keys: [] },
    { reason: 'what has one of several keys', set: { keys: ['mobile', 'email'] }, keys: ['mobile', 'email'] },
    { reason: 'not told by one key twice', set: { keys: ['mobile', 'mobile'] }, keys: undefined },
    { reason: 'not told by what is no key', set: { keys: ['name'] }, keys: undefined },
  ])('is $reason', ({ set, keys }) => {
    expect(adoptionSchema.safeParse(set).data?.keys).toEqual(keys);
  });
});
