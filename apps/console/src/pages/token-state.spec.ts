import { describe, expect, it } from '@jest/globals';
import { tokenState } from './token-state.js';

const now = new Date('2026-05-01T12:00:00Z');

describe('a token', () => {
  it.each([
    { reason: 'nothing ends it', token: {}, state: 'valid' },
    { reason: 'it ends later', token: { expiresAt: '2026-05-01T12:00:01Z' }, state: 'valid' },
    { reason: 'it ends now', token: { expiresAt: '2026-05-01T12:00:00Z' }, state: 'expired' },
    { reason: 'it was revoked', token: { revokedAt: '2026-04-01T00:00:00Z' }, state: 'revoked' },
    {
      reason: 'it was revoked before it ended',
      token: { expiresAt: '2026-04-02T00:00:00Z', revokedAt: '2026-04-01T00:00:00Z' },
      state: 'revoked',
    },
  ])('is $state when $reason', ({ token, state }) => {
    expect(tokenState(token, now)).toBe(state);
  });
});
