import { describe, expect, it } from '@jest/globals';
import { cursorText, readCursor } from './cursor.js';
import type { Cursor } from './cursor.js';

const now = 1_000_000;
const cursor: Cursor = { direction: 'next', count: 10, expiresAt: now, from: { key: 'ada', seq: 7 } };

describe('a cursor', () => {
  it.each<{ reason: string; cursor: Cursor }>([
    { reason: 'a place in a sorted list', cursor },
    { reason: 'a place in the default order', cursor: { ...cursor, from: { key: null, seq: 7 } } },
    { reason: 'the end of a list', cursor: { direction: 'previous', count: 10, expiresAt: now } },
  ])('says again what it was made from: $reason', ({ cursor: made }) => {
    expect(readCursor(cursorText(made), undefined, now)).toEqual(made);
    expect(readCursor(cursorText(made), 10, now)).toEqual(made);
  });

  it('expires', () => {
    expect(() => readCursor(cursorText(cursor), 10, now + 1)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'expiredCursor' }),
    );
  });

  it.each([9, 11, 0])('refuses a count that is not its own: %j', (count) => {
    expect(() => readCursor(cursorText(cursor), count, now)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidCount' }),
    );
  });

  it.each([
    '{}',
    '["up",10,1000000]',
    '["next","10",1000000]',
    '["next",10,null]',
    '["next",10,1000000,"7",null]',
    '["next",10,1000000,7,5]',
  ])('of another make is refused: %s', (text) => {
    expect(() => readCursor(text, undefined, now)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidCursor' }),
    );
  });
});
