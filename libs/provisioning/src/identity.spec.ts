import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { claimKey, emptyKey, presenceKey, sourceIdentifier, userIdCandidates } from './identity.js';

/** RFC 4648's base32 by the book, over the whole digest as one number: not the way the code does it. */
function base32ByTheBook(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{5}/g) ?? [];
  return fives.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)]).join('');
}
const expected = (stamp: string, name: string) =>
  `${stamp}-${base32ByTheBook(createHash('sha256').update(`${stamp}${name}`, 'utf8').digest()).slice(0, 20)}`;

describe('the userid of a person', () => {
  it.each([
    { reason: 'an externalId names best', identity: { id: 'i', externalId: 'E1', userName: 'u' }, by: 'E1' },
    {
      reason: 'else the userName',
      identity: { id: 'i', userName: 'ada@example.com' },
      by: 'ada@example.com',
    },
    { reason: 'else the id of the Resource', identity: { id: 'i' }, by: 'i' },
    { reason: 'any script', identity: { id: 'i', externalId: '张三·é' }, by: '张三·é' },
    { reason: 'any length', identity: { id: 'i', externalId: 'x'.repeat(5000) }, by: 'x'.repeat(5000) },
  ])('is made from what names them most lastingly: $reason', ({ identity, by }) => {
    expect(userIdCandidates('stamp1', identity)[0]).toBe(expected('stamp1', by));
  });

  it('does not change between releases: accounts are found again by it', () => {
    expect(userIdCandidates('acme', { id: 'x', externalId: '00u1' })[0]).toBe('acme-q3kjbkt7rmm5fz5yl5qs');
  });

  it('is within what DingTalk takes, also for the longest stamp', () => {
    for (const stamp of ['a', 'k7m2qp', 's'.repeat(43)]) {
      for (const id of userIdCandidates(stamp, { id: '3b', externalId: 'E/1 ü', userName: 'a@b' })) {
        expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
        expect(id.slice(stamp.length)).toMatch(/^-[a-z2-7]{20}$/);
      }
    }
  });

  it('has others to fall back on, best first and none twice', () => {
    const names = { id: 'id', externalId: 'E', userName: 'u' };
    expect(userIdCandidates('s', names)).toEqual(['E', 'u', 'id'].map((name) => expected('s', name)));
    expect(userIdCandidates('s', { ...names, userName: 'E' })).toHaveLength(2);
  });

  it('differs between connections', () => {
    const of = (stamp: string) => userIdCandidates(stamp, { id: 'id', externalId: 'E' })[0]?.split('-')[1];
    expect(of('one')).not.toBe(of('two'));
  });
});

describe('the mark of a department', () => {
  it('names connection and Group, by externalId where it has one', () => {
    expect(sourceIdentifier('s', { id: 'i', externalId: 'E' })).toBe('s:E');
    expect(sourceIdentifier('s', { id: 'i' })).toBe('s:i');
  });
});

describe('a key that is waited for', () => {
  it('hides the value it stands for', () => {
    const key = claimKey('c1', 'mobile', '13800000001');
    expect(key).toMatch(/^mobile:[\w-]{32}$/);
    expect(key).not.toContain('138');
  });

  it('is the same for the same value, and another for another kind, value or connection', () => {
    const keys = [
      claimKey('c1', 'mobile', 'v'),
      claimKey('c1', 'email', 'v'),
      claimKey('c1', 'name', 'v'),
      claimKey('c2', 'mobile', 'v'),
      claimKey('c1', 'mobile', 'w'),
    ];
    expect(claimKey('c1', 'mobile', 'v')).toBe(keys[0]);
    expect(new Set(keys).size).toBe(keys.length);
    // Where connection ends and value begins is part of the key.
    expect(claimKey('c', 'mobile', '1v')).not.toBe(claimKey('c1', 'mobile', 'v'));
  });

  it('tells presence of a Resource and emptiness of a department apart', () => {
    expect([presenceKey('7'), emptyKey(7)]).toEqual(['present:7', 'empty:7']);
  });
});
