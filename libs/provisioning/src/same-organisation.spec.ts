import { describe, expect, it } from '@jest/globals';
import { sameOrganisation } from './same-organisation.js';
import type { Sighting } from './same-organisation.js';

describe('whether an app belongs to the organisation of a connection', () => {
  it.each<{ reason: string; sightings: readonly Sighting[]; verdict: 'same' | 'other' | 'unknown' }>([
    { reason: 'nothing was ever written', sightings: [], verdict: 'same' },
    { reason: 'our stamp is there', sightings: ['absent', 'unknown', 'ours'], verdict: 'same' },
    { reason: 'nothing of ours is there', sightings: ['absent', 'absent'], verdict: 'other' },
    { reason: 'one of the same id is somebody else’s, maybe', sightings: ['there'], verdict: 'unknown' },
    { reason: 'all that a mirror shows is there', sightings: ['there', 'there', 'there'], verdict: 'same' },
    { reason: 'some of it is', sightings: ['there', 'there', 'there', 'absent'], verdict: 'unknown' },
    {
      reason: 'nobody could look at one',
      sightings: ['there', 'there', 'there', 'unknown'],
      verdict: 'unknown',
    },
    { reason: 'nobody could look', sightings: ['absent', 'unknown'], verdict: 'unknown' },
  ])('is $verdict where $reason', ({ sightings, verdict }) => {
    expect(sameOrganisation(sightings)).toBe(verdict);
  });
});
