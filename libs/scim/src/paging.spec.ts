import { describe, expect, it } from '@jest/globals';
import { listResponse, parsePaging } from './paging.js';

const limits = { defaultCount: 100, maxCount: 1000 };

describe('parsePaging', () => {
  it.each([
    { reason: 'nothing is asked for', asked: {}, paging: { kind: 'index', startIndex: 1, count: 100 } },
    {
      reason: 'startIndex is 0',
      asked: { startIndex: '0' },
      paging: { kind: 'index', startIndex: 1, count: 100 },
    },
    {
      reason: 'startIndex is negative',
      asked: { startIndex: '-5' },
      paging: { kind: 'index', startIndex: 1, count: 100 },
    },
    { reason: 'count is 0', asked: { count: 0 }, paging: { kind: 'index', startIndex: 1, count: 0 } },
    {
      reason: 'count is negative',
      asked: { count: '-1' },
      paging: { kind: 'index', startIndex: 1, count: 0 },
    },
    {
      reason: 'count is above the limit',
      asked: { count: '5000' },
      paging: { kind: 'index', startIndex: 1, count: 1000 },
    },
    {
      reason: 'numbers come from a search body',
      asked: { startIndex: 11, count: 10 },
      paging: { kind: 'index', startIndex: 11, count: 10 },
    },
    {
      reason: 'startIndex is beyond all numbers',
      asked: { startIndex: '9'.repeat(40) },
      paging: { kind: 'index', startIndex: Number.MAX_SAFE_INTEGER, count: 100 },
    },
    {
      reason: 'parameters are empty',
      asked: { startIndex: '', count: '' },
      paging: { kind: 'index', startIndex: 1, count: 100 },
    },
  ])('understands when $reason', ({ asked, paging }) => {
    expect(parsePaging(asked, limits)).toEqual(paging);
  });

  it.each([
    { startIndex: 'x' },
    { count: '1.5' },
    { startIndex: 1.5 },
    { count: ['1', '2'] },
    { count: '1e3' },
  ])('answers %j with 400 invalidValue', (asked) => {
    expect(() => parsePaging(asked, limits)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });
});

describe('parsePaging with a cursor', () => {
  it.each([
    { reason: 'an empty one begins', asked: { cursor: '' }, paging: { kind: 'cursor' } },
    { reason: 'null is none', asked: { cursor: null }, paging: { kind: 'index', startIndex: 1, count: 100 } },
    {
      reason: 'it goes on',
      asked: { cursor: 'x', count: '10' },
      paging: { kind: 'cursor', cursor: 'x', count: 10 },
    },
    {
      reason: 'it counts, not startIndex',
      asked: { cursor: 'x', startIndex: 'y' },
      paging: { kind: 'cursor', cursor: 'x' },
    },
    {
      reason: 'a negative count is 0',
      asked: { cursor: '', count: -1 },
      paging: { kind: 'cursor', count: 0 },
    },
    {
      reason: 'the largest page',
      asked: { cursor: '', count: 1000 },
      paging: { kind: 'cursor', count: 1000 },
    },
  ])('understands: $reason', ({ asked, paging }) => {
    expect(parsePaging(asked, limits)).toEqual(paging);
  });

  it.each([
    {
      reason: 'a count above the largest page',
      asked: { cursor: '', count: 1001 },
      scimType: 'invalidCount',
    },
    { reason: 'a count that is none', asked: { cursor: '', count: 'x' }, scimType: 'invalidCount' },
    { reason: 'a cursor given twice', asked: { cursor: ['', ''] }, scimType: 'invalidCursor' },
    { reason: 'a cursor that is no text', asked: { cursor: 7 }, scimType: 'invalidCursor' },
  ])('refuses $reason as $scimType', ({ asked, scimType }) => {
    expect(() => parsePaging(asked, limits)).toThrow(expect.objectContaining({ status: 400, scimType }));
  });
});

describe('listResponse', () => {
  it('has cursors in the place of startIndex', () => {
    expect(listResponse({ resources: [], totalResults: 3, previousCursor: 'p', nextCursor: 'n' })).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 3,
      itemsPerPage: 0,
      previousCursor: 'p',
      nextCursor: 'n',
      Resources: [],
    });
  });

  it('counts the resources of the page', () => {
    expect(listResponse({ resources: [{ id: 'a' }], totalResults: 12, startIndex: 12 })).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 12,
      startIndex: 12,
      itemsPerPage: 1,
      Resources: [{ id: 'a' }],
    });
  });
});
