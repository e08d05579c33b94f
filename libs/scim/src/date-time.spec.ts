import { describe, expect, it } from '@jest/globals';
import { instantOf } from './date-time.js';

describe('instantOf', () => {
  it.each([
    { reason: 'a zone is only another spelling', a: '2026-01-01T02:00:00+02:00', b: '2026-01-01T00:00:00Z' },
    { reason: 'trailing zeros say nothing', a: '2026-01-01T00:00:00.1000000Z', b: '2026-01-01T00:00:00.1Z' },
    { reason: 'no zone is UTC', a: '2026-01-01T00:00:00', b: '2026-01-01T00:00:00Z' },
  ])('reads one instant where $reason', ({ a, b }) => {
    expect(instantOf(a)).toBeDefined();
    expect(instantOf(a)).toBe(instantOf(b));
  });

  it('tells instants apart by their seventh fractional digit', () => {
    expect(instantOf('2026-01-01T00:00:00.0000002Z')).toBe(
      (instantOf('2026-01-01T00:00:00.0000001Z') ?? 0n) + 100n,
    );
  });

  it('puts the year 0001 long before 1901', () => {
    expect(instantOf('0001-01-01T00:00:00Z')).toBe(-62_135_596_800n * 1_000_000_000n);
  });

  it.each(['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01T24:30:00Z', '2026-01-01', 'now', ''])(
    'reads no instant in %p',
    (text) => {
      expect(instantOf(text)).toBeUndefined();
    },
  );
});
