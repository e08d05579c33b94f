import { describe, expect, it } from '@jest/globals';
import { readListPage } from './list-page.js';
import { advance, beginWalk } from './list-walk.js';
import type { PageAsk } from './list-walk.js';
import { readProviderConfig } from './provider-config.js';

interface Server {
  readonly answer: (ask: PageAsk) => {
    readonly total?: unknown;
    readonly ids: readonly number[];
    readonly next?: string;
  };
}

const people = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const slice = (ids: readonly number[], ask: PageAsk, cap = Infinity) =>
  ask.kind === 'index'
    ? ids.slice(ask.startIndex - 1, ask.startIndex - 1 + Math.min(ask.count, cap))
    : ids.slice(0, Math.min(ask.count, cap));

/** Walks a server to the end. */
function walkThrough(server: Server, how: { by?: PageAsk['kind']; count?: number; known?: number } = {}) {
  const seen = new Set<number>();
  const asks: PageAsk[] = [];
  let walk = beginWalk({ by: how.by ?? 'index', count: how.count ?? 100, known: how.known ?? 0 });
  for (let pages = 0; pages < 2_000; pages += 1) {
    asks.push(walk.ask);
    const { total, ids, next } = server.answer(walk.ask);
    const page = readListPage({
      totalResults: total,
      Resources: ids.map((id) => ({ id })),
      ...(next === undefined ? {} : { nextCursor: next }),
    });
    const fresh = ids.filter((id) => !seen.has(id)).length;
    for (const id of ids) seen.add(id);
    const step = advance(walk, page!, fresh);
    if (step.kind !== 'more')
      return { end: step.kind === 'broken' ? step.reason : 'done', read: seen.size, asks };
    walk = step.walk;
  }
  return { end: 'endless test', read: seen.size, asks };
}

describe('a list by index', () => {
  const all = people(250);

  it.each([
    { reason: 'an honest server', cap: Infinity, total: 250, known: 0, pages: 3 },
    { reason: 'a page of 25 at most', cap: 25, total: 250, known: 0, pages: 10 },
    { reason: 'no total', cap: Infinity, total: undefined, known: 0, pages: 4 },
    { reason: 'a total as a text', cap: Infinity, total: '250', known: 0, pages: 3 },
    { reason: 'a total that is too large', cap: Infinity, total: 999, known: 0, pages: 4 },
    { reason: 'a total that is far too small', cap: Infinity, total: 1, known: 0, pages: 4 },
    { reason: 'a total that is passed on the second page', cap: Infinity, total: 150, known: 0, pages: 4 },
    {
      reason: 'a total that ends with a page, when more are known',
      cap: Infinity,
      total: 200,
      known: 250,
      pages: 4,
    },
    {
      reason: 'a total that is of the page, on the first reading',
      cap: Infinity,
      total: 'page',
      known: 0,
      pages: 4,
    },
    {
      reason: 'a total that is of the page, when more are known',
      cap: 25,
      total: 'page',
      known: 250,
      pages: 11,
    },
  ])('is read whole: $reason', ({ cap, total, known, pages }) => {
    const walked = walkThrough(
      {
        answer: (ask) => {
          const ids = slice(all, ask, cap);
          return { ids, total: total === 'page' ? ids.length : total };
        },
      },
      { known },
    );
    expect(walked).toMatchObject({ end: 'done', read: 250 });
    expect(walked.asks).toHaveLength(pages);
  });

  it('is read in as many pages as it has, when it is as large as before', () => {
    const many = people(1_000);
    const walked = walkThrough(
      { answer: (ask) => ({ ids: slice(many, ask), total: 1_000 }) },
      { known: 1_000, count: 100 },
    );
    expect(walked.asks).toHaveLength(10);
    const one = walkThrough(
      { answer: (ask) => ({ ids: slice(many, ask), total: 1_000 }) },
      { known: 1_000, count: 1_000 },
    );
    expect(one.asks).toHaveLength(1);
  });

  it('is asked for once more where fewer have come than are known', () => {
    const honest = (n: number) => ({ answer: (ask: PageAsk) => ({ ids: slice(people(n), ask), total: n }) });
    expect(walkThrough(honest(200), { known: 201 }).asks).toHaveLength(3);
    expect(walkThrough(honest(200), { known: 200 }).asks).toHaveLength(2);
  });

  it('is read by one page where the server ignores paging, and its total is too small besides', () => {
    expect(walkThrough({ answer: () => ({ ids: all, total: 7 }) })).toMatchObject({ end: 'done', read: 250 });
  });

  it('is read by one page where the server ignores paging, and asked once more the first time', () => {
    const ignoring = { answer: () => ({ ids: all, total: 250 }) };
    expect(walkThrough(ignoring)).toMatchObject({ end: 'done', read: 250, asks: { length: 2 } });
    expect(walkThrough(ignoring, { known: 250 })).toMatchObject({
      end: 'done',
      read: 250,
      asks: { length: 1 },
    });
  });

  it('breaks where the same page comes again though there is more', () => {
    expect(walkThrough({ answer: () => ({ ids: all.slice(0, 100), total: 250 }) }).end).toBe('duplicatePage');
  });

  it('is empty where it is', () => {
    expect(walkThrough({ answer: () => ({ ids: [], total: 0 }) })).toMatchObject({ end: 'done', read: 0 });
  });

  it('goes on by what came, so that nobody is jumped over when the server gives fewer than asked for', () => {
    const { asks } = walkThrough({ answer: (ask) => ({ ids: slice(all, ask, 25), total: 250 }) });
    expect(asks.map((ask) => ask.kind === 'index' && ask.startIndex)).toEqual([
      1, 26, 51, 76, 101, 126, 151, 176, 201, 226,
    ]);
  });
});

describe('a list by cursor', () => {
  const all = people(250);
  const cursors: Server = {
    answer: (ask) => {
      const from = ask.kind === 'cursor' ? Number(ask.cursor ?? 0) : NaN;
      const next = from + ask.count;
      return { ids: all.slice(from, next), total: 250, ...(next < 250 ? { next: String(next) } : {}) };
    },
  };

  it('is read whole, to the page without a cursor', () => {
    const walked = walkThrough(cursors, { by: 'cursor' });
    expect(walked).toMatchObject({ end: 'done', read: 250, asks: { length: 3 } });
  });

  it('is read by index where the server does not know cursors after all', () => {
    const walked = walkThrough({ answer: (ask) => ({ ids: slice(all, ask), total: 250 }) }, { by: 'cursor' });
    expect(walked).toMatchObject({ end: 'done', read: 250 });
    expect(walked.asks[1]).toEqual({ kind: 'index', startIndex: 101, count: 100 });
  });

  it('breaks where a cursor leads to itself', () => {
    let id = 0;
    const walked = walkThrough(
      { answer: () => ({ ids: [(id += 1)], total: 250, next: 'same' }) },
      { by: 'cursor' },
    );
    expect(walked.end).toBe('cursorRepeats');
  });

  it('breaks where cursors lead on and on to nothing', () => {
    let cursor = 0;
    const walked = walkThrough(
      { answer: () => ({ ids: [], next: String((cursor += 1)) }) },
      { by: 'cursor' },
    );
    expect(walked.end).toBe('endless');
  });
});

describe('an answer', () => {
  it.each([
    ['a list', { Resources: [{ id: '1' }], totalResults: 1 }, 1],
    ['a list in other capitals', { resources: [{ id: '1' }], totalresults: 1 }, 1],
    ['an empty list without Resources', { totalResults: 0 }, 0],
    ['a list with null for Resources', { totalResults: 0, Resources: null }, 0],
    ['a list with what is no resource', { Resources: [null, 'x', { id: '1' }], totalResults: 3 }, 1],
    ['an error', { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' }, undefined],
    ['a bare array', [{ id: '1' }], undefined],
    ['a page', '<html>', undefined],
    ['nothing', undefined, undefined],
  ])('is told for what it is: %s', (_what, body, resources) => {
    expect(readListPage(body)?.resources.length).toBe(resources);
  });
});

describe("a server's own description", () => {
  it.each([
    [
      'cursors',
      { filter: { supported: true, maxResults: 500 }, pagination: { cursor: true, maxPageSize: 200 } },
      { cursor: true, filter: true, maxPage: 200 },
    ],
    ['none', { filter: { supported: false, maxResults: 0 }, patch: {} }, { cursor: false, filter: false }],
    ['little', { patch: { supported: true } }, { cursor: false }],
    ['something else', { hello: 'world' }, undefined],
  ])('is read: %s', (_what, body, expected) => {
    expect(readProviderConfig(body)).toEqual(expected);
  });
});
