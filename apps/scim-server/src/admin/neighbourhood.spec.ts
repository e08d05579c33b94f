import { describe, expect, it } from '@jest/globals';
import { neighbourhoodOf } from './neighbourhood.js';

describe('where a try to sign in comes from', () => {
  it.each([
    { reason: 'two addresses of IPv4', one: '203.0.113.7', other: '203.0.113.8', same: false },
    { reason: 'one address in two forms', one: '::ffff:203.0.113.7', other: '203.0.113.7', same: true },
    { reason: 'one network of IPv6', one: '2001:db8:1:2::1', other: '2001:db8:1:2:ffff::9', same: true },
    { reason: 'two networks of IPv6', one: '2001:db8:1:2::1', other: '2001:db8:1:3::1', same: false },
    { reason: 'what is no address', one: 'somewhere', other: 'elsewhere', same: false },
  ])('is the same is $same of $reason', ({ one, other, same }) => {
    expect(neighbourhoodOf(one) === neighbourhoodOf(other)).toBe(same);
  });
});
