import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { parsePatch } from './request.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

describe('an operation', () => {
  it.each([
    { reason: 'an attribute of an unknown schema', operation: { path: 'urn:example:2.0:User:x', value: 1 } },
    {
      reason: 'unknown keys without a path',
      operation: { value: { colour: 'green', 'a b': 1, 'urn:x:y': 1 } },
    },
    { reason: 'a password', operation: { path: 'password', value: 'x' } },
    { reason: 'a whole extension that is unassigned', operation: { path: enterprise, value: null } },
    {
      reason: 'what an extension does not have',
      operation: { path: enterprise, value: { colour: 'green' } },
    },
    {
      reason: 'what a complex attribute does not have',
      operation: { path: 'name', value: { colour: 'green' } },
    },
  ])('reads no step from an "add" of $reason', ({ operation }) => {
    const body = { schemas, Operations: [{ op: 'add', ...operation }] };
    expect(parsePatch(body, 'User')).toEqual({ operations: [] });
  });

  it('takes a whole extension away for an empty text, as for null and by a "remove"', () => {
    const stepsOf = (operation: JsonObject) =>
      parsePatch({ schemas, Operations: [{ path: enterprise, ...operation }] }, 'User').operations;
    const removed = stepsOf({ op: 'remove' });
    expect(removed).not.toHaveLength(0);
    expect(stepsOf({ op: 'replace', value: '' })).toEqual(removed);
    expect(stepsOf({ op: 'replace', value: null })).toEqual(removed);
  });

  it('tells of an element that is none by its place, though it is the only one', () => {
    const body = { schemas, Operations: [{ op: 'add', path: 'emails', value: ['x'] }] };
    expect(() => parsePatch(body, 'User')).toThrow('emails[0] must be an object.');
  });

  it('reads a filter only where there is one', () => {
    const operations = [
      { op: 'remove', path: 'emails' },
      { op: 'remove', path: 'emails[type eq "work"]' },
    ];
    const read = parsePatch({ schemas, Operations: operations }, 'User').operations;
    expect(read.map((operation) => Object.keys(operation))).toEqual([
      ['kind', 'path'],
      ['kind', 'path', 'filter'],
    ]);
  });
});
