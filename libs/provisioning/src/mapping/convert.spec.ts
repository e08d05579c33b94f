import { describe, expect, it } from '@jest/globals';
import { convert, filled } from './convert.js';
import type { FieldShape } from './convert.js';

const text = (characters: number, tooLong: 'cut' | 'refuse'): FieldShape => ({
  type: 'text',
  limit: { characters, tooLong },
});
const as = (type: FieldShape['type'], raw: string | number | boolean) => convert({ type }, 'asIs', raw, 'CN');

describe('a value of a source', () => {
  it.each([
    { value: ' Ada ', says: 'Ada' },
    { value: ' ', says: undefined },
    { value: '', says: undefined },
    { value: 0, says: 0 },
    { value: false, says: false },
    { value: null, says: undefined },
    { value: undefined, says: undefined },
    { value: ['Ada'], says: undefined },
    { value: { a: 1 }, says: undefined },
  ])('$value says $says', ({ value, says }) => {
    expect(filled(value)).toBe(says);
  });
});

describe('a text as a field takes it', () => {
  it.each([
    { reason: 'as long as may be', raw: 'abc', shape: text(3, 'cut'), is: { value: 'abc' } },
    { reason: 'cut where it is longer', raw: 'abcd', shape: text(3, 'cut'), is: { value: 'abc' } },
    {
      reason: 'without the blank that it is cut at',
      raw: 'ab cd',
      shape: text(3, 'cut'),
      is: { value: 'ab' },
    },
    { reason: 'with the blanks before that', raw: 'a bcd', shape: text(3, 'cut'), is: { value: 'a b' } },
    {
      reason: 'counted in characters, not in halves of them',
      raw: '😀😀',
      shape: text(2, 'refuse'),
      is: { value: '😀😀' },
    },
    {
      reason: 'refused where half of it would be another',
      raw: 'abcd',
      shape: text(3, 'refuse'),
      is: { fault: 'tooLong' },
    },
    {
      reason: 'of any length where there is no limit',
      raw: 'abcd',
      shape: { type: 'text' } as const,
      is: { value: 'abcd' },
    },
    { reason: 'of a number', raw: 7, shape: { type: 'text' } as const, is: { value: '7' } },
  ])('is $reason', ({ raw, shape, is }) => {
    expect(convert(shape, 'asIs', raw, 'CN')).toEqual(is);
  });

  it.each([
    { transform: 'asIs', raw: 'Ada', is: { value: 'Ada' } },
    { transform: 'lower', raw: 'Ada', is: { value: 'ada' } },
    { transform: 'upper', raw: 'Ada', is: { value: 'ADA' } },
    { transform: 'e164', raw: '138 0000 0001', is: { value: '+8613800000001' } },
    { transform: 'dingTalkPhone', raw: '+86 138 0000 0001', is: { value: '13800000001' } },
    { transform: 'e164', raw: 'Ada', is: { fault: 'unreadable' } },
    { transform: 'dingTalkPhone', raw: 'Ada', is: { fault: 'unreadable' } },
  ] as const)('is $is where $raw is made $transform', ({ transform, raw, is }) => {
    expect(convert({ type: 'text' }, transform, raw, 'CN')).toEqual(is);
  });
});

describe('a value that has to be of a kind', () => {
  it.each([
    { type: 'email', raw: 'a@x.org', is: { value: 'a@x.org' } },
    { type: 'email', raw: 'a@', is: { fault: 'unreadable' } },
    { type: 'email', raw: '@x.org', is: { fault: 'unreadable' } },
    { type: 'email', raw: 'a b@x.org', is: { fault: 'unreadable' } },
    { type: 'email', raw: 'a@x.org b', is: { fault: 'unreadable' } },
    { type: 'email', raw: 'a@x@y.org', is: { fault: 'unreadable' } },
    { type: 'text', raw: 'no address', is: { value: 'no address' } },
    { type: 'boolean', raw: true, is: { value: true } },
    { type: 'boolean', raw: 'False', is: { value: false } },
    { type: 'boolean', raw: 'TRUE', is: { value: true } },
    { type: 'boolean', raw: 'yes', is: { fault: 'unreadable' } },
    { type: 'boolean', raw: 1, is: { fault: 'unreadable' } },
    { type: 'date', raw: '1970-01-02', is: { value: 86_400_000 } },
    { type: 'date', raw: '1970-01-02T01:00:00+01:00', is: { value: 86_400_000 } },
    { type: 'date', raw: '1970-01-01T00:00:00.001Z', is: { value: 1 } },
    { type: 'date', raw: '1970-01-01', is: { fault: 'unreadable' } },
    { type: 'date', raw: '1969-12-31', is: { fault: 'unreadable' } },
    { type: 'date', raw: 'x1970-01-02', is: { fault: 'unreadable' } },
    { type: 'date', raw: '1970-01-02x', is: { fault: 'unreadable' } },
    { type: 'date', raw: '1970-13-02', is: { fault: 'unreadable' } },
    { type: 'date', raw: 86_400_000, is: { fault: 'unreadable' } },
    { type: 'mobile', raw: 13_800_000_001, is: { value: '+8613800000001' } },
    { type: 'mobile', raw: '12', is: { fault: 'unreadable' } },
    { type: 'user', raw: 7, is: { value: '7' } },
  ] as const)('$type: $raw is $is', ({ type, raw, is }) => {
    expect(as(type, raw)).toEqual(is);
  });
});
