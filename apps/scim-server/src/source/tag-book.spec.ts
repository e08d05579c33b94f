import { describe, expect, it } from '@jest/globals';
import type { PageTag } from '#provisioning';
import { TagBook } from './tag-book.js';

const ask = (startIndex: number, count = 2) => ({ kind: 'index', startIndex, count }) as const;
const page = (etag: string) => ({ etag, items: 2, fresh: 2, total: 4 });
const tag = (startIndex: number, etag: string): PageTag => ({
  type: 'User',
  startIndex,
  count: 2,
  ...page(etag),
});

describe('the tags of a reading', () => {
  it('are those it was given, and those that were right', () => {
    const book = new TagBook([tag(1, 'a'), tag(3, 'b'), tag(5, 'c')]);
    book.keep(tag(1, 'a'));
    book.meet('User', ask(3), page('d'), 1);
    expect(book.tags).toEqual([tag(1, 'a'), tag(3, 'd')]);
    expect(book.lied).toBe(false);
  });

  it.each([
    { reason: 'another list', type: 'Group', asked: ask(1) },
    { reason: 'another place', type: 'User', asked: ask(2) },
    { reason: 'another size', type: 'User', asked: ask(1, 3) },
    { reason: 'a cursor', type: 'User', asked: { kind: 'cursor', count: 2 } },
  ] as const)('are not those of $reason', ({ type, asked }) => {
    expect(new TagBook([tag(1, 'a')]).knownOf(type, asked)).toBeUndefined();
    expect(new TagBook([tag(1, 'a')]).knownOf('User', ask(1))).toEqual(tag(1, 'a'));
  });

  it('are none where somebody came twice: which of the two was written is not on each page', () => {
    const book = new TagBook([]);
    book.meet('User', ask(1), page('a'), 0);
    book.shift();
    expect(book.tags).toEqual([]);
  });

  it.each([
    { reason: 'lied where it stayed and there was something to write', etag: 'a', staged: 1, lied: true },
    { reason: 'were true where there was nothing to write', etag: 'a', staged: 0, lied: false },
    { reason: 'were true where it is another one', etag: 'b', staged: 1, lied: false },
  ])('$reason', ({ etag, staged, lied }) => {
    const book = new TagBook([tag(1, 'a')]);
    book.meet('User', ask(1), page(etag), staged);
    expect(book.lied).toBe(lied);
    expect(book.tags).toEqual(lied ? [] : [tag(1, etag)]);
  });
});
