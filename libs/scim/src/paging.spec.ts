import { describe, expect, it } from '@jest/globals';
import { listResponse, parsePaging } from './paging.js';

const limits = { defaultCount: 100, maxCount: 1000 };

describe('parsePaging', () => {
  it.each([
    { reason: 'nothing is asked for', asked: {}, paging: { startIndex: 1, count: 100 } },
    { reason: 'startIndex is 0', asked: { startIndex: '0' }, paging: { startIndex: 1, count: 100 } },
    { reason: 'startIndex is negative', asked: { startIndex: '-5' }, paging: { startIndex: 1, count: 100 } },
    { reason: 'count is 0', asked: { count: 0 }, paging: { startIndex: 1, count: 0 } },
    { reason: 'count is negative', asked: { count: '-1' }, paging: { startIndex: 1, count: 0 } },
    { reason: 'count is above the limit', asked: { count: '5000' }, paging: { startIndex: 1, count: 1000 } },
    {
      reason: 'numbers come from a search body',
      asked: { startIndex: 11, count: 10 },
      paging: { startIndex: 11, count: 10 },
    },
    {
      reason: 'startIndex is beyond all numbers',
      asked: { startIndex: '9'.repeat(40) },
      paging: { startIndex: Number.MAX_SAFE_INTEGER, count: 100 },
    },
  ])('understands when $reason', ({ asked, paging }) => {
    expect(parsePaging(asked, limits)).toEqual(paging);
  });

  it.each([
    { startIndex: 'x' },
    { count: '1.5' },
    { count: '' },
    { startIndex: 1.5 },
    { count: ['1', '2'] },
    { count: '1e3' },
  ])('answers %j with 400 invalidValue', (asked) => {
    expect(() => parsePaging(asked, limits)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });
});

describe('listResponse', () => {
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
