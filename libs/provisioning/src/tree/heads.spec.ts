import { describe, expect, it } from '@jest/globals';
import type { HeadReference } from '../plan/situation.js';
import { headsOf } from './heads.js';

const head = (resourceId: string, more: Partial<HeadReference> = {}): HeadReference => ({
  resourceId,
  presence: 'present',
  outcome: 'converged',
  externalId: `u-${resourceId}`,
  member: true,
  ...more,
});
const elsewhere = head('b', { member: false });
const absent: HeadReference = { resourceId: 'c', presence: 'none', outcome: 'retry', member: false };

describe('the heads of a department', () => {
  it.each([
    { reason: 'all who lie in it, in one order', named: [head('z'), head('a')], ready: ['u-a', 'u-z'] },
    { reason: 'nobody, where nobody is named', named: [], ready: [] },
    {
      reason: 'none who lies elsewhere: he is awaited there',
      named: [head('a'), elsewhere],
      ready: ['u-a'],
      awaits: 'member:7:b',
    },
    {
      reason: 'nobody who is not there: he is awaited at all',
      named: [absent, head('a')],
      ready: ['u-a'],
      awaits: 'present:c',
    },
    { reason: 'awaited one after the other', named: [elsewhere, absent], ready: [], awaits: 'member:7:b' },
    {
      reason: 'nobody who is leaving, though he still lies in it',
      named: [head('a', { presence: 'leaving' })],
      ready: [],
      awaits: 'present:a',
    },
  ])('are $reason', ({ named, ready, awaits }) => {
    expect(headsOf(named, 7)).toEqual({ ready, awaits });
  });

  it('of one that is not there are nobody yet, and none is awaited in it', () => {
    expect(headsOf([elsewhere], undefined)).toEqual({ ready: [], awaits: 'present:b' });
  });
});
