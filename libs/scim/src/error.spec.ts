import { describe, expect, it } from '@jest/globals';
import { ScimError, invalidFilter, scimErrorBody } from './error.js';

describe('the body of a SCIM error', () => {
  it('holds exactly schemas, status as a string, scimType and detail', () => {
    expect(scimErrorBody(invalidFilter('The filter ends too early.'))).toStrictEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '400',
      scimType: 'invalidFilter',
      detail: 'The filter ends too early.',
    });
  });

  it('leaves scimType out where there is none', () => {
    expect(scimErrorBody(new ScimError(404, 'Resource not found.'))).toStrictEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '404',
      detail: 'Resource not found.',
    });
  });
});
