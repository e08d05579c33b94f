import { describe, expect, it } from '@jest/globals';
import { parsePatch } from './request.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

describe('parsePatch', () => {
  it.each([
    { reason: 'no object', body: 'secret' },
    { reason: 'null', body: null },
    { reason: 'no operations', body: { schemas } },
    { reason: 'an empty list of operations', body: { schemas, Operations: [] } },
    { reason: 'operations that are no list', body: { schemas, Operations: 'secret' } },
    { reason: 'an operation that is no object', body: { schemas, Operations: ['secret'] } },
    { reason: 'an operation that is null', body: { schemas, Operations: [null] } },
    { reason: 'no op', body: { schemas, Operations: [{ path: 'title', value: 'x' }] } },
    { reason: 'an op of JSON Patch', body: { schemas, Operations: [{ op: 'move', path: 'title' }] } },
    { reason: 'an op that is no text', body: { schemas, Operations: [{ op: ['add'], path: 'title' }] } },
    {
      reason: 'schemas of another message',
      body: { schemas: ['urn:x'], Operations: [{ op: 'remove', path: 'title' }] },
    },
  ])('answers $reason with 400 invalidSyntax', ({ body }) => {
    expect(() => parsePatch(body, 'User')).toThrow(
      expect.objectContaining({
        status: 400,
        scimType: 'invalidSyntax',
        detail: expect.not.stringContaining('secret'),
      }),
    );
  });

  it.each([
    {
      reason: 'a path that is no text',
      operation: { op: 'add', path: 7, value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a malformed path',
      operation: { op: 'add', path: 'na me', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a path with an index',
      operation: { op: 'add', path: 'emails.0', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a path of JSON Patch',
      operation: { op: 'add', path: '/title', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a path of too many parts',
      operation: { op: 'add', path: 'name.givenName.x', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'an unknown attribute',
      operation: { op: 'add', path: 'secret', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'an unknown sub-attribute',
      operation: { op: 'add', path: 'name.secret', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'an unknown extension attribute',
      operation: { op: 'add', path: `${enterprise}:secret`, value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a filter of a single value',
      operation: { op: 'add', path: 'title[value eq "secret"]', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a filter without end',
      operation: { op: 'add', path: 'emails[type eq "secret"', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a filter of an extension',
      operation: { op: 'add', path: `${enterprise}[department eq "secret"]`, value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'something behind a filter',
      operation: { op: 'add', path: 'emails[type eq "secret"]value', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'an unknown name behind a filter',
      operation: { op: 'add', path: 'emails[type eq "secret"].x', value: 'x' },
      scimType: 'invalidPath',
    },
    { reason: '__proto__', operation: { op: 'add', path: '__proto__', value: 'x' }, scimType: 'invalidPath' },
    {
      reason: 'constructor',
      operation: { op: 'add', path: 'constructor.prototype', value: 'x' },
      scimType: 'invalidPath',
    },
    {
      reason: 'a bad filter',
      operation: { op: 'add', path: 'emails[type is "secret"].value', value: 'x' },
      scimType: 'invalidFilter',
    },
    {
      reason: '20,000 brackets',
      operation: { op: 'remove', path: `emails[${'('.repeat(20_000)}]` },
      scimType: 'invalidFilter',
    },
    { reason: 'remove without a path', operation: { op: 'remove' }, scimType: 'noTarget' },
    {
      reason: 'a readOnly attribute',
      operation: { op: 'replace', path: 'id', value: 'x' },
      scimType: 'mutability',
    },
    {
      reason: 'readOnly groups',
      operation: { op: 'add', path: 'groups', value: [] },
      scimType: 'mutability',
    },
    {
      reason: 'removing readOnly groups',
      operation: { op: 'remove', path: 'groups[value eq "g"]' },
      scimType: 'mutability',
    },
    {
      reason: 'a part of meta',
      operation: { op: 'replace', path: 'meta.version', value: 'x' },
      scimType: 'mutability',
    },
    {
      reason: 'a readOnly sub-attribute',
      operation: { op: 'add', path: `${enterprise}:manager.displayName`, value: 'x' },
      scimType: 'mutability',
    },
    { reason: 'add without a value', operation: { op: 'add', path: 'title' }, scimType: 'invalidValue' },
    { reason: 'no value and no path', operation: { op: 'replace' }, scimType: 'invalidValue' },
    { reason: 'a text without a path', operation: { op: 'add', value: 'secret' }, scimType: 'invalidValue' },
    {
      reason: 'an object for a text',
      operation: { op: 'add', path: 'title', value: { x: 'secret' } },
      scimType: 'invalidValue',
    },
    {
      reason: 'a text for an object',
      operation: { op: 'add', path: 'name', value: 'secret' },
      scimType: 'invalidValue',
    },
    {
      reason: 'a text for an element',
      operation: { op: 'add', path: 'emails[type eq "work"]', value: 'secret' },
      scimType: 'invalidValue',
    },
    {
      reason: 'a text for an extension',
      operation: { op: 'add', path: enterprise, value: 'secret' },
      scimType: 'invalidValue',
    },
    {
      reason: 'a number for a boolean',
      operation: { op: 'replace', path: 'active', value: 1 },
      scimType: 'invalidValue',
    },
  ])('answers $reason with 400 $scimType and does not repeat it', ({ operation, scimType }) => {
    expect(() => parsePatch({ schemas, Operations: [operation] }, 'User')).toThrow(
      expect.objectContaining({ status: 400, scimType, detail: expect.not.stringContaining('secret') }),
    );
  });

  it.each([
    {
      reason: 'a sub-attribute of members',
      operation: { op: 'replace', path: 'members.type', value: 'x' },
    },
    {
      reason: 'a sub-attribute of one member',
      operation: { op: 'replace', path: 'members[value eq "a"].value', value: 'x' },
    },
    {
      reason: 'what a member is called',
      operation: { op: 'replace', path: 'members[value eq "a"].display', value: 'x' },
    },
    {
      reason: 'one member',
      operation: { op: 'replace', path: 'members[value eq "a"]', value: { value: 'b' } },
    },
  ])('answers writing $reason with 400 mutability: a member is immutable', ({ operation }) => {
    expect(() => parsePatch({ schemas, Operations: [operation] }, 'Group')).toThrow(
      expect.objectContaining({ status: 400, scimType: 'mutability' }),
    );
  });

  it('names the index of a member without a value', () => {
    const members = [{ value: 'a' }, { value: 'b' }, { value: 'c' }, { display: 'd' }];
    const body = { schemas, Operations: [{ op: 'add', path: 'members', value: members }] };
    expect(() => parsePatch(body, 'Group')).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: expect.stringContaining('members[3].value'),
      }),
    );
  });

  it.each([
    { reason: 'null', sent: null },
    { reason: 'none', sent: [] },
    { reason: 'in another case', sent: ['URN:IETF:PARAMS:SCIM:api:messages:2.0:patchop'] },
  ])('takes schemas that are $reason', ({ sent }) => {
    const Operations = [{ op: 'remove', path: 'title' }];
    expect(parsePatch({ schemas: sent, Operations }, 'User')).toEqual(
      parsePatch({ schemas, Operations }, 'User'),
    );
  });

  it('does not take away a core schema, whose userName is required', () => {
    const { operations } = parsePatch(
      { schemas, Operations: [{ op: 'remove', path: 'urn:ietf:params:scim:schemas:core:2.0:User' }] },
      'User',
    );
    expect(operations.map((operation) => 'path' in operation && operation.path.attribute.name)).toContain(
      'userName',
    );
  });

  it('takes a request without schemas and with names in any case', () => {
    const body = { operations: [{ OP: 'remove', Path: 'title' }] };
    expect(parsePatch(body, 'User').operations).toMatchObject([{ kind: 'remove' }]);
  });
});
