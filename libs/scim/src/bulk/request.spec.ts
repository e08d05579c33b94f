import { describe, expect, it } from '@jest/globals';
import { readBulk } from './request.js';

const limits = { maxOperations: 10 };

describe('an operation of a bulk request', () => {
  it('may be a PATCH whose data are its operations, as in RFC 7644 section 3.7.3', () => {
    const Operations = [
      { op: 'remove', path: 'nickName' },
      { op: 'add', path: 'userName', value: 'Dave' },
    ];
    const read = (data: unknown) =>
      readBulk({ Operations: [{ method: 'PATCH', path: '/Users/5d8d', data }] }, limits).operations;
    expect(read(Operations)).toEqual(read({ Operations }));
    expect(read(Operations)[0]?.ask).toMatchObject({ method: 'PATCH', data: { Operations } });
  });

  it.each(['POST', 'PUT'])('is no list where it is a %s', (method) => {
    const operation = { method, path: method === 'POST' ? '/Users' : '/Users/5d8d', bulkId: 'a', data: [] };
    expect(readBulk({ Operations: [operation] }, limits).operations[0]?.ask).toMatchObject({
      status: 400,
      scimType: 'invalidSyntax',
    });
  });
});

describe('a bulk request', () => {
  it.each([{ schemas: [] }, { schemas: ['urn:ietf:params:scim:api:messages:2.0:bulkrequest'] }, {}])(
    'is one with %j',
    (sent) => {
      expect(readBulk({ Operations: [], ...sent }, limits)).toEqual({ operations: [] });
    },
  );
});
