import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { leaseGuard, LeaseTooShort } from './lease.js';

describe('a lease of 60 seconds', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    { reason: 'just claimed', agedMs: 0, mayCall: true },
    { reason: 'with 15 seconds left', agedMs: 45_000, mayCall: true },
    { reason: 'with less than a slot and a call may take', agedMs: 45_001, mayCall: false },
    { reason: 'that is over', agedMs: 61_000, mayCall: false },
  ])('$reason: another call? $mayCall', ({ agedMs, mayCall }) => {
    jest.spyOn(performance, 'now').mockReturnValue(1_000 + agedMs);
    const guard = leaseGuard(1_000, 60_000);
    if (mayCall) expect(guard).not.toThrow();
    else expect(guard).toThrow(LeaseTooShort);
  });
});
